import type {
  DriftReport,
  EstimateReport,
  HealthReport,
  MaturedReport,
} from '../../contracts/artefacts/health-report.ts';
import type { Deviation, Estimated } from '../../models/drift.ts';
import { count, percent, table } from './words.ts';

const featuresShown = 10;

/** Health in a few lines, for the end of a run. */
export function healthLines({ alarms, drift, estimate, matured, rule }: HealthReport): string[] {
  const moved = drift?.features.filter(({ alarm }) => alarm).length;
  const facts = [
    ...(drift === null
      ? []
      : [`${moved} of ${drift.features.length} features moved since ${drift.reference.asOf}`]),
    ...(estimate === null ? [] : [`AUC to expect ${interval(estimate.now.auc, 2)}`]),
    ...matured
      .slice(0, 1)
      .flatMap(({ asOf, churn }) =>
        churn === null
          ? []
          : [
              `scores of ${asOf}: ${percent(churn.churn.actual)} left, ${percent(churn.churn.expected)} foretold`,
            ],
      ),
  ];
  if (alarms.length === 0) {
    return [`Health: no alarm${facts.length === 0 ? '' : `; ${facts.join('; ')}`}.`];
  }
  return [
    ...alarms.map((alarm) => `Health: ${alarm}.`),
    `  Each kind of alarm is false on at most ${percent(rule.rate, 0)} of nights. \`holdfast models health\` shows all.`,
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
    `Alarms: features, predictions, expected performance, outcomes and value each raise one on at most ${percent(rule.rate, 0)} of nights without change,`,
    `  and only where it matters: PSI above ${rule.leastPsi} and above what is usual, AUC or log loss worse by more than ${rule.least},`,
    `  churners off by more than ${percent(rule.leastChurn, 0)}, predicted over realised value by more than ${percent(rule.leastValue, 0)}.`,
    ...notes.map((note) => `  ${note}`),
  ];
}

function driftTables({ reference, customers, families, features, predictions }: DriftReport): string[] {
  const largest = [...features].sort((a, b) => b.psi - a.psi).slice(0, featuresShown);
  return [
    '',
    `Drift: ${count(customers)} customers who can still leave, beside ${count(reference.customers)} on ${reference.asOf}`,
    ...table(
      ['family', 'features', 'largest PSI', 'p', 'moved'],
      families.map(({ family, features: own, psi, p, moved }) => [
        family,
        String(own),
        psi.toFixed(3),
        chance(p),
        moved.join(', '),
      ]),
      [1, 2, 3],
    ),
    '',
    ...table(
      ['largest', 'PSI', 'by chance', 'usual', 'gap', 'p (Holm)', 'not known', ''],
      [...predictions, ...largest].map((one) => [
        one.family === 'predictions' ? (one.name === 'churn' ? 'P(churn)' : 'predicted value') : one.name,
        one.psi.toFixed(3),
        one.psiByChance.toFixed(3),
        one.usualPsi === null ? '' : one.usualPsi.toFixed(3),
        one.gap === null ? '' : one.gap.gap.toFixed(3),
        chance(one.adjustedP),
        `${percent(one.missing.before, 0)} → ${percent(one.missing.now, 0)}`,
        one.alarm ? 'moved' : '',
      ]),
      [1, 2, 3, 4, 5, 6],
    ),
  ];
}

function estimateTable({ now, reference }: EstimateReport): string[] {
  const row = (name: string, of: (one: EstimateReport['now']) => string) => [name, of(now), of(reference)];
  const top = percent(now.listShare);
  return [
    '',
    'To expect before outcomes are known, if the chances are true; in brackets 95% intervals',
    ...table(
      ['', 'these customers', 'the reference'],
      [
        row('share who leave', (one) => shares(one.churn)),
        row('AUC', (one) => interval(one.auc)),
        row('log loss', (one) => interval(one.logLoss)),
        row('Brier', (one) => interval(one.brier)),
        [`share who leave among the first ${top}`, shares(now.precisionAtList)],
        ['lift there', interval(now.liftAtList, 2)],
      ],
    ),
  ];
}

function maturedTable(matured: readonly MaturedReport[]): string[] {
  const beside = (one: Deviation | undefined, digits = 3) =>
    one === undefined ? '' : `${one.actual.toFixed(digits)} / ${one.expected.toFixed(digits)}`;
  const rows = matured.map(({ asOf, model, churn, value }) => [
    asOf,
    model,
    churn === null ? '' : count(churn.customers),
    churn === null ? '' : `${percent(churn.churn.actual)} / ${percent(churn.churn.expected)}`,
    beside(churn?.auc),
    beside(churn?.logLoss),
    beside(value?.totalRatio, 2),
  ]);
  return [
    '',
    'Scores of earlier runs, as they came true (customers who were not contacted): came / was promised',
    ...table(
      ['as of', 'model', 'customers', 'left', 'AUC', 'log loss', 'predicted ÷ realised value'],
      rows,
      [2],
    ),
    ...matured.flatMap(({ asOf, why }) => why.map((reason) => `  ${asOf}: ${reason}`)),
  ];
}

const interval = ({ value, error }: Estimated, digits = 3): string =>
  `${value.toFixed(digits)} [${(value - 1.96 * error).toFixed(digits)}, ${(value + 1.96 * error).toFixed(digits)}]`;

const shares = ({ value, error }: Estimated): string =>
  `${percent(value)} [${percent(Math.max(0, value - 1.96 * error))}, ${percent(Math.min(1, value + 1.96 * error))}]`;

const chance = (p: number): string => (p < 0.001 ? '< .001' : p.toFixed(3));
