import { type Estimate, estimateOf, number, pValue } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { Report, Section } from '../../pipeline/reports/report.ts';
import { type Cell, type Table, tableOf } from '../../pipeline/reports/table.ts';
import type { ArmResult } from './compare.ts';
import { armMean, brokenChecks, cautionSentence, type Experiment, headline, verdict } from './verdict.ts';

/** What a report says besides the figures. */
export interface ExperimentTable {
  readonly file: string;
  readonly rows: number;
  /** Rows whose outcome is not known, by arm. */
  readonly unknown: Readonly<Record<string, number>>;
  readonly filled: readonly string[];
}

/** An experiment for people: the answer, the figures, the checks and how they were come by. */
export function experimentReport(experiment: Experiment, table: ExperimentTable): Report {
  const { plan } = experiment;
  return {
    about: `${table.file} · ${plan.outcome.name} by ${plan.arm.name}`,
    verdict: verdict(experiment),
    introduction: introduction(experiment, table),
    sections: [
      { title: 'Effect on each customer', blocks: [effectTable(experiment)] },
      { title: 'Arms', blocks: [armsTable(experiment)] },
      ...costSection(experiment),
      { title: 'Checks', blocks: [{ kind: 'items', items: checks(experiment, table) }] },
      { title: 'Method', blocks: [{ kind: 'items', items: method(experiment) }] },
    ],
  };
}

function introduction({ plan }: Experiment, { rows }: ExperimentTable): string {
  const { control, treated, outcome } = plan;
  const names = treated.map(({ name }) => name).join(', ');
  return `${write.count(rows)} rows; ${names} against ${control.name} (${plan.said}). ${outcome.name} is read as ${outcome.said}. By intention to treat: everybody who was drawn counts, whoever was reached.`;
}

/** The figures, one row for each arm against the control. */
export function effectTable(experiment: Experiment): Table {
  const { ask, result } = experiment;
  const rows = result.arms.map((arm): Cell[] => {
    const effect = headline(experiment, arm);
    return [
      arm.name,
      effect,
      arm.control.mean === 0
        ? 'not known'
        : { value: effect.value / Math.abs(arm.control.mean), unit: 'share', signed: true },
      pValue(arm.adjustedP),
      plainEffect(experiment, arm, effect),
      { ...effect, low: arm.alwaysValid[0], high: arm.alwaysValid[1], method: 'always valid' },
    ];
  });
  const many = result.arms.length > 1 ? `, p adjusted for ${result.arms.length} arms` : '';
  return tableOf(
    ['arm', 'effect', 'relative', 'p', 'unadjusted', 'if looked at before the end'],
    rows,
    `Difference per customer, in brackets ${write.percent(ask.level, 0)} intervals${many}.`,
  );
}

function plainEffect({ plan }: Experiment, { plain, shares }: ArmResult, like: Estimate): Estimate {
  const { value, low, high } = plan.outcome.kind === 'share' && shares !== null ? shares : plain;
  return { ...like, value, low, high };
}

function armsTable(experiment: Experiment): Table {
  const { plan, result } = experiment;
  const { control } = result.arms[0]!;
  const row = (name: string, arm: ArmResult['treated']): Cell[] => [
    name,
    { value: arm.n, unit: 'count' },
    armMean(experiment, arm.mean),
    armMean(experiment, arm.mean * arm.n),
  ];
  const isShare = plan.outcome.kind === 'share';
  const rows = [row(plan.control.name, control), ...result.arms.map((arm) => row(arm.name, arm.treated))];
  return tableOf(
    ['arm', 'customers', isShare ? 'share' : 'mean', 'total'].slice(0, isShare ? 3 : 4),
    rows.map((cells) => cells.slice(0, isShare ? 3 : 4)),
  );
}

function costSection(experiment: Experiment): Section[] {
  const { ask, result, plan } = experiment;
  const known = result.arms.filter(({ perCost }) => perCost !== null);
  if (known.length === 0) return [];
  const currency = ask.currency ?? null;
  const rows = known.map((arm): Cell[] => [
    arm.name,
    { value: arm.treated.cost, unit: { currency }, digits: 2 },
    ratioCell(arm, ask.level),
  ]);
  const what =
    plan.outcome.kind === 'share' ? 'customers gained for one unit of cost' : 'effect for one unit of cost';
  return [
    {
      title: 'Cost',
      blocks: [
        tableOf(
          ['arm', 'cost per customer', what],
          rows,
          'Interval by Fieller; return on investment is one less.',
        ),
      ],
    },
  ];
}

function ratioCell({ perCost, treated, control }: ArmResult, level: number): Cell {
  const { value, interval } = perCost!;
  if (interval === null) return 'any: the cost cannot be told from nothing';
  const [low, high] = interval;
  return estimateOf({ value, low, high }, number(value, 3), {
    level,
    method: 'Fieller',
    n: treated.n + control.n,
  });
}

function checks(experiment: Experiment, { unknown, filled }: ExperimentTable): string[] {
  const { plan, result } = experiment;
  const { draw, attrition } = result;
  const lost = Object.entries(unknown).filter(([, rows]) => rows > 0);
  const cautions = result.arms.flatMap((arm) =>
    arm.cautions.map((one) => cautionSentence(experiment, arm, one)),
  );
  return [
    ...brokenChecks(result).map((text) => `Failed: ${text}.`),
    draw === null
      ? 'The sizes of the arms were not held against the draw: say the planned shares with --shares.'
      : draw.broken
        ? ''
        : `The arms are as large as they were drawn (p ${write.p(draw.p)})${draw.lossSeen === null ? '' : `; a loss of ${write.percent(draw.lossSeen)} in one of them would have shown`}.`,
    attrition === null
      ? 'The outcome is known of everybody.'
      : `The outcome is not known of ${lost.map(([name, rows]) => `${write.count(rows)} in ${name}`).join(', ')}; they are left out${attrition.uneven ? '' : `, as often in one arm as in another (p ${write.p(attrition.p)})`}.`,
    plan.withoutArm === 0 ? '' : `${write.count(plan.withoutArm)} rows name no arm and are left out.`,
    filled.length === 0
      ? ''
      : `Missing values of ${filled.join(', ')} count as the mean, and as missing in a column of their own.`,
    plan.id === null
      ? 'Each row is taken for a customer: name the ids with --id to have repeated customers refused.'
      : '',
    ...cautions,
  ].filter((text) => text !== '');
}

function method({ plan, result }: Experiment): string[] {
  const [arm] = result.arms;
  const adjusted = arm?.adjusted ?? null;
  return [
    "Amounts: difference of means, Student's t with Welch's degrees of freedom and the mean of Welch's and the pooled variance, which holds in small arms of skewed money.",
    plan.outcome.kind === 'share' ? "Shares: Newcombe's hybrid score interval (1998, method 10)." : '',
    adjusted === null
      ? 'Not adjusted: nothing known before the campaign was named with --before.'
      : `Adjusted for ${plan.before.map(({ name }) => name).join(', ')} (CUPED; Deng et al. 2013): the squared error is ${write.percent(adjusted.varianceRatio, 0)} of the unadjusted one.`,
    'If looked at before the end: an interval that holds at every look (normal mixture; Waudby-Smith et al. 2021).',
    result.arms.length > 1 ? 'p-values of several arms are adjusted by Holm (1979).' : '',
  ].filter((text) => text !== '');
}
