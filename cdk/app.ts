import { App, Validations } from 'aws-cdk-lib';
import { addDeployment } from './add-deployment.ts';
import { deployments } from './deployments.ts';
import { ReviewedChecks } from './reviewed-checks.ts';

const app = new App();
for (const deployment of deployments) addDeployment(app, deployment);
Validations.of(app).addPlugins(new ReviewedChecks(app));
