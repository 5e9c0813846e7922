import type {
  DriftReport,
  EstimateReport,
  HealthReport,
  MaturedReport,
} from '../../contracts/artefacts/health-report.ts';
import type { Deviation, Estimated } from '../../models/drift.ts';
import { count, type Estimate, estimateOf, number, pValue } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';

const featuresShown = 10;

/** Health in a few lines, for the end of a run. */
export function healthLines({ alarms, drift, estimate, matured, rule }: HealthReport): string[] {
  const moved = drift?.features.filter(({ alarm }) => alarm).length;
  const facts = [
    ...(drift === null
      ? []
      : [`${moved} of ${drift.features.length} features moved since ${drift.reference.asOf}`]),
    ...(estimate === null ? [] : [`expected AUC ${write.interval(interval(estimate.now.auc, 2, 1))}`]),
    ...matured
      .slice(0, 1)
      .flatMap(({ asOf, churn }) =>
        churn === null
          ? []
          : [
              `scores of ${asOf}: ${write.percent(churn.churn.actual)} left, ${write.percent(churn.churn.expected)} forecast`,
            ],
      ),
  ];
  if (alarms.length === 0) {
    return [`Health: no alarm${facts.length === 0 ? '' : `; ${facts.join('; ')}`}.`];
  }
  return [
    ...alarms.map((alarm) => `Health: ${alarm}.`),
    `  Each kind of alarm is false on at most ${write.percent(rule.rate, 0)} of nights. \`holdfast models health\` shows all.`,
  ];
}

/** Everything that is known after scoring of how the model does. */
export function healthScreen(report: HealthReport): string[] {
  const { run, asOf, model, alarms, drift, estimate, matured, notes, rule } = report;
  return [
    `Model ${model} on the customers of ${asOf} (run ${run})`,
    '',
    alarms.length === 0 ? 'No alarm.' : `${alarms.length === 1 ? 'An alarm' : `${alarms.length} alarms`}:`,
    ...alarms.map((alarm) => `  ${alarm}`),
    ...(drift === null ? [] : driftTables(drift)),
    ...(estimate === null ? [] : estimateTable(estimate)),
    ...(matured.length === 0 ? [] : maturedTable(matured)),
    '',
    `Alarms: features, predictions, expected performance, outcomes and value each raise one on at most ${write.percent(rule.rate, 0)} of nights without change,`,
    `  and only where it matters: PSI above ${rule.leastPsi} and above what is usual, AUC or log loss worse by more than ${rule.least},`,
    `  churners off by more than ${write.percent(rule.leastChurn, 0)}, predicted over realised value by more than ${write.percent(rule.leastValue, 0)}.`,
    ...notes.map((note) => `  ${note}`),
  ];
}

function driftTables({ reference, customers, families, features, predictions }: DriftReport): string[] {
  const largest = [...features].sort((a, b) => b.psi - a.psi).slice(0, featuresShown);
  return [
    '',
    `Drift: ${write.count(customers)} customers who can still leave, beside ${write.count(reference.customers)} on ${reference.asOf}`,
    ...terminalTable(
      tableOf(
        ['family', 'features', 'largest PSI', 'p', 'moved'],
        families.map(({ family, features: own, psi, p, moved }) => [
          family,
          count(own),
          number(psi),
          pValue(p),
          moved.join(', '),
        ]),
      ),
    ),
    '',
    ...terminalTable(
      tableOf(
        ['largest', 'PSI', 'by chance', 'usual', 'gap', 'p (Holm)', 'not known', ''],
        [...predictions, ...largest].map((one) => [
          one.family === 'predictions' ? (one.name === 'churn' ? 'P(churn)' : 'predicted value') : one.name,
          number(one.psi),
          number(one.psiByChance),
          one.usualPsi === null ? '' : number(one.usualPsi),
          one.gap === null ? '' : number(one.gap.gap),
          pValue(one.adjustedP),
          `${write.percent(one.missing.before, 0)} → ${write.percent(one.missing.now, 0)}`,
          one.alarm ? 'moved' : '',
        ]),
      ),
    ),
  ];
}

function estimateTable({ now, reference }: EstimateReport): string[] {
  const row = (name: string, of: (one: EstimateReport['now']) => Cell): Cell[] => [
    name,
    of(now),
    of(reference),
  ];
  const top = write.percent(now.listShare);
  return [
    '',
    'Expected before outcomes are known, if the probabilities are right; 95% intervals in brackets',
    ...terminalTable(
      tableOf(
        ['', 'these customers', 'the reference'],
        [
          row('share who leave', (one) => shares(one.churn)),
          row('AUC', (one) => interval(one.auc, 3, 1)),
          row('log loss', (one) => interval(one.logLoss)),
          row('Brier', (one) => interval(one.brier, 3, 1)),
          [`share who leave among the first ${top}`, shares(now.precisionAtList)],
          ['lift there', interval(now.liftAtList, 2)],
        ],
      ),
    ),
  ];
}

function maturedTable(matured: readonly MaturedReport[]): string[] {
  const beside = (one: Deviation | null | undefined, digits = 3) =>
    one === undefined || one === null
      ? ''
      : `${write.number(one.actual, digits)} / ${write.number(one.expected, digits)}`;
  const rows = matured.map(({ asOf, model, churn, value }) => [
    asOf,
    model,
    churn === null ? '' : count(churn.customers),
    churn === null ? '' : `${write.percent(churn.churn.actual)} / ${write.percent(churn.churn.expected)}`,
    beside(churn?.auc),
    beside(churn?.logLoss),
    beside(value?.totalRatio, 2),
  ]);
  return [
    '',
    'Scores of earlier runs and how they turned out (customers who were not contacted): realised / expected',
    ...terminalTable(
      tableOf(['as of', 'model', 'customers', 'left', 'AUC', 'log loss', 'predicted ÷ realised value'], rows),
    ),
    ...matured.flatMap(({ asOf, why }) => why.map((reason) => `  ${asOf}: ${reason}`)),
  ];
}

const normal = { level: 0.95, method: 'normal' } as const;

const interval = (estimated: Estimated, digits = 3, most = Number.POSITIVE_INFINITY): Estimate =>
  estimateOf(twoErrors(estimated, most), { unit: 'number', digits }, normal);

const shares = (estimated: Estimated): Estimate =>
  estimateOf(twoErrors(estimated, 1), { unit: 'share' }, normal);

/** Two standard errors to each side, where the figure can lie: none is below zero. */
const twoErrors = ({ value, error }: Estimated, most: number) => ({
  value,
  low: Math.max(0, value - 1.96 * error),
  high: Math.min(most, value + 1.96 * error),
});
