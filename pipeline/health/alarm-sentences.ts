import type { DriftReport, EstimateReport, MaturedReport } from '../../contracts/artefacts/health-report.ts';
import type { Deviation, Drift } from '../../models/drift.ts';
import { number, type Quantity, share } from '../reports/estimate.ts';
import { write } from '../reports/format.ts';

const mostNamed = 3;

/** A sentence for each alarm of a night: drift first, then what is expected, then what came. */
export function alarmSentences(
  drift: DriftReport | null,
  estimate: EstimateReport | null,
  matured: readonly MaturedReport[],
): string[] {
  const latestChurn = matured.find(({ churn }) => churn !== null);
  const latestValue = matured.find(({ value }) => value !== null);
  return [
    ...(drift === null ? [] : driftSentences(drift)),
    ...(estimate === null ? [] : estimateSentences(estimate)),
    ...(latestChurn === undefined ? [] : churnSentences(latestChurn)),
    ...(latestValue === undefined ? [] : valueSentences(latestValue)),
  ];
}

function driftSentences({ reference, customers, features, predictions }: DriftReport): string[] {
  if (customers === 0 && reference.customers > 0)
    return [
      `no customer can still leave, where ${write.count(reference.customers)} could on ${reference.asOf}`,
    ];
  const moved = features.filter(({ alarm }) => alarm).sort((a, b) => b.psi - a.psi);
  const names = { churn: 'P(churn)', value: 'predicted value' } as Readonly<Record<string, string>>;
  return [
    ...(moved.length === 0
      ? []
      : [
          `${moved.length} of ${features.length} features ${moved.length === 1 ? 'has' : 'have'} moved since ${reference.asOf}: ${named(moved)}`,
        ]),
    ...predictions
      .filter(({ alarm }) => alarm)
      .map(
        ({ name, psi }) => `${names[name]} has moved since ${reference.asOf} (PSI ${write.number(psi, 2)})`,
      ),
  ];
}

function named(moved: readonly Drift[]): string {
  const first = moved.slice(0, mostNamed).map(({ name, psi }) => `${name} (PSI ${write.number(psi, 2)})`);
  return moved.length > mostNamed
    ? `${first.join(', ')} and ${moved.length - mostNamed} more`
    : first.join(', ');
}

function estimateSentences({ drift: { auc, logLoss } }: EstimateReport): string[] {
  return [
    ...sentence(auc, 'the AUC expected of these customers is', 'on the reference'),
    ...sentence(logLoss, 'the log loss expected of these customers is', 'on the reference'),
  ];
}

function churnSentences({ asOf, churn }: MaturedReport): string[] {
  const { churn: rate, auc, logLoss } = churn!;
  const left = rate.alarm
    ? [`of the customers scored on ${asOf}, ${both(rate, share, 1).join(' left; ')} were expected`]
    : [];
  return [
    ...left,
    ...sentence(auc, `the AUC of the scores of ${asOf} is`, 'expected'),
    ...sentence(logLoss, `the log loss of the scores of ${asOf} is`, 'expected'),
  ];
}

function valueSentences({ asOf, value }: MaturedReport): string[] {
  return sentence(
    value!.totalRatio,
    `predicted over realised value of ${asOf} is`,
    'when the model was judged',
    2,
  );
}

function sentence(deviation: Deviation | null, says: string, beside: string, digits = 3): string[] {
  if (deviation === null || !deviation.alarm) return [];
  const [actual, expected] = both(deviation, number, digits);
  return [`${says} ${actual}; ${expected} ${beside}`];
}

/** Both figures of an alarm, with as many digits as it takes to tell them apart. */
const both = (
  { actual, expected }: Deviation,
  unit: (value: number, digits: number) => Quantity,
  digits: number,
): [string, string] => write.apart(unit(actual, digits), unit(expected, digits));
