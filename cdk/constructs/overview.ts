import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import type { Machines } from './alarms.ts';
import { figure, scannedBytes } from './figures.ts';

export interface OverviewProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly machines: Machines;
  readonly alarms: readonly Alarm[];
}

/** One dashboard: is anything wrong, did the runs go well, how long and how much. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, { deployment, data, machines, alarms }: OverviewProps) {
    super(scope, id);
    const runs = Object.values(machines);
    new Dashboard(this, 'Dashboard', {
      dashboardName: `Holdfast-${deployment.name}`,
      widgets: [
        [
          new TextWidget({
            markdown: `# Holdfast ${deployment.name}\nWhat to do about each alarm: docs/runbook.md`,
            width: 24,
            height: 2,
          }),
        ],
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 })],
        [
          graph(
            'Runs that succeeded',
            runs.map((machine) => machine.metricSucceeded()),
          ),
          graph(
            'Runs that failed',
            runs.map((machine) => machine.metricFailed()),
          ),
          graph(
            'How long they take',
            runs.map((machine) => machine.metricTime()),
          ),
        ],
        [
          graph('Customers listed', [figure(deployment, 'CustomersListed')]),
          graph('Largest share of bad rows, %', [figure(deployment, 'BadRowShare')]),
          graph('Bytes read by queries a day', [scannedBytes(data)]),
        ],
      ],
    });
  }
}

const graph = (title: string, left: ConstructorParameters<typeof GraphWidget>[0]['left'] & object): IWidget =>
  new GraphWidget({ title, left, width: 8 });
