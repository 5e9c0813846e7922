import type { DriftReport, EstimateReport, MaturedReport } from '../../contracts/artefacts/health-report.ts';
import type { Deviation, Drift } from '../../models/drift.ts';

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

function driftSentences({ reference, features, predictions }: DriftReport): string[] {
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
      .map(({ name, psi }) => `${names[name]} has moved since ${reference.asOf} (PSI ${psi.toFixed(2)})`),
  ];
}

function named(moved: readonly Drift[]): string {
  const first = moved.slice(0, mostNamed).map(({ name, psi }) => `${name} (PSI ${psi.toFixed(2)})`);
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
    ? [
        `of the customers scored on ${asOf}, ${percent(rate.actual)} left; ${percent(rate.expected)} were expected`,
      ]
    : [];
  return [
    ...left,
    ...sentence(auc, `the scores of ${asOf} came to an AUC of`, 'promised'),
    ...sentence(logLoss, `the scores of ${asOf} came to a log loss of`, 'promised'),
  ];
}

function valueSentences({ asOf, value }: MaturedReport): string[] {
  return sentence(value!.totalRatio, `the values foretold on ${asOf} are, over what came,`, 'when judged', 2);
}

const sentence = (
  { alarm, actual, expected }: Deviation,
  says: string,
  beside: string,
  digits = 3,
): string[] => (alarm ? [`${says} ${actual.toFixed(digits)}, ${expected.toFixed(digits)} ${beside}`] : []);

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
