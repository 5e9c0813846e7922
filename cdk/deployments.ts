import { deployment } from './deployment.ts';

/** What `cdk deploy` brings up: change these to your own. Each is three stacks, independent of the other's. */
export const deployments = [
  deployment({
    name: 'staging',
    business: 'holdfast.yaml',
    retention: { runDays: 30 },
    limits: { scanGigabytesPerQuery: 20, scanGigabytesPerDay: 100 },
  }),
  deployment({
    name: 'production',
    business: 'holdfast.yaml',
  }),
];
