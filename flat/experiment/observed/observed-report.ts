import { count, number, pValue, share } from '../../../pipeline/reports/estimate.ts';
import type { BarFigure } from '../../../pipeline/reports/figure.ts';
import { write } from '../../../pipeline/reports/format.ts';
import type { Block, Report, Section } from '../../../pipeline/reports/report.ts';
import { type Cell, type Table, tableOf } from '../../../pipeline/reports/table.ts';
import type { ExperimentTable } from '../report.ts';
import { armMean } from '../verdict.ts';
import type { Observed, ObservedArm } from './observed.ts';
import {
  estimateIn,
  isShown,
  naiveSentence,
  notRandomised,
  observedVerdict,
  refusalSentence,
} from './observed-verdict.ts';

/** A comparison without a draw for people: the answer or its refusal, the estimates, who is compared with whom. */
export function observedReport(observed: Observed, table: ExperimentTable): Report {
  const { plan, arms } = observed;
  return {
    about: `${table.file} · ${plan.outcome.name} by ${plan.arm.name}`,
    caveat: notRandomised,
    verdict: observedVerdict(observed),
    introduction: introduction(observed, table),
    sections: [
      {
        title: 'Effect on those contacted',
        blocks: [estimatesTable(observed), items(arms.map((arm) => naiveSentence(observed, arm)))],
      },
      ...arms.flatMap((arm) => armSections(observed, arm)),
      ...earlierSection(observed),
      { title: 'Arms', blocks: [armsTable(observed)] },
      { title: 'Checks', blocks: [checksTable(observed), items(checks(observed, table))] },
      { title: 'Method', blocks: [items(method(observed))] },
    ],
  };
}

const items = (lines: readonly string[]): Block => ({ kind: 'items', items: lines });

function introduction({ plan }: Observed, { rows }: ExperimentTable): string {
  const { control, treated, outcome } = plan;
  const names = treated.map(({ name }) => name).join(', ');
  return `${write.count(rows)} rows; ${names} against ${control.name} (${plan.said}). ${outcome.name} is read as ${outcome.said}. Not randomised: somebody chose who was contacted, and only what the table holds can be allowed for.`;
}

const estimators = [
  { of: 'blend', name: 'both learners (headline)' },
  { of: 'linear', name: 'linear' },
  { of: 'trees', name: 'boosted trees' },
  { of: 'balanced', name: 'entropy balancing' },
  { of: 'naive', name: 'plain difference (no effect)' },
] as const;

function estimatesTable(observed: Observed): Table {
  const rows = observed.arms.flatMap((arm) =>
    estimators.map(({ of, name }): Cell[] => [
      arm.name,
      name,
      estimateIn(observed, arm, { ...arm[of], method: name }),
      of === 'blend' ? pValue(arm.adjustedP) : '',
      arm.refusals.length > 0 ? 'refused' : '',
    ]),
  );
  const many = observed.arms.length > 1 ? `, p adjusted for ${observed.arms.length} arms` : '';
  return tableOf(
    ['arm', 'estimate', 'difference', 'p', 'stands'],
    rows,
    `Per contacted customer, in brackets ${write.percent(observed.ask.level, 0)} intervals${many}. Not randomised.`,
  );
}

const armSections = ({ plan }: Observed, arm: ObservedArm): Section[] => [
  {
    title: `Who is compared: ${arm.name}`,
    blocks: [overlapFigure(arm, plan.control.name), balanceFigure(arm)],
  },
];

function overlapFigure(arm: ObservedArm, control: string): BarFigure {
  const { chances, customers, overlap } = arm;
  const bars = chances.map(({ treated, control: alone }, i) => ({
    name: `${i * 10}–${(i + 1) * 10}%`,
    value: share(treated / customers.treated),
    beside: share(alone / customers.control),
    counts: [count(treated), count(alone)],
  }));
  return {
    kind: 'figure',
    shape: 'bars',
    title: `Controls like ${arm.name} weigh as much as ${write.count(overlap.effectiveControls)} customers, for ${write.count(overlap.treated)} contacted`,
    measure: `Share of customers by their chance of having been contacted, as models that had not seen them put it. Blue: ${arm.name}. Grey: ${control}. Where one stands without the other, there is nobody to compare with.`,
    bars: bars.map(({ counts: _, ...bar }) => bar),
    numbers: tableOf(
      ['chance of contact', arm.name, control],
      bars.map(({ name, counts }) => [name, ...counts]),
    ),
  };
}

function balanceFigure(arm: ObservedArm): BarFigure {
  const { balance } = arm.overlap;
  const worst = balance.reduce((most, one) => (Math.abs(one.after) > Math.abs(most.after) ? one : most));
  return {
    kind: 'figure',
    shape: 'bars',
    title: `After weighting the groups differ by at most ${write.number(Math.abs(worst.after), 2)} standard deviations, in ${worst.name}`,
    measure: `Difference of means in standard deviations of ${arm.name}. Blue: after weighting. Grey: before.`,
    bars: balance.map(({ name, before, after }) => ({
      name,
      value: { ...number(after, 2), signed: true },
      beside: { ...number(before, 2), signed: true },
    })),
    numbers: tableOf(
      ['known before', 'after weighting', 'before weighting'],
      balance.map(({ name, before, after }) => [name, number(after, 2), number(before, 2)]),
    ),
  };
}

function earlierSection(observed: Observed): Section[] {
  const known = observed.arms.flatMap((arm) => (arm.earlier === null ? [] : [{ arm, earlier: arm.earlier }]));
  const { plan } = observed;
  if (plan.earlier === null) return [];
  const still = observed.arms.flatMap(({ name, earlier }) =>
    earlier === null
      ? [
          `${name}: ${plan.earlier} is the same for every customer compared, so that nothing rose or fell since.`,
        ]
      : [],
  );
  if (known.length === 0) return [{ title: 'Before and after', blocks: [items(still)] }];
  const rows = known.map(({ arm, earlier }): Cell[] => [
    arm.name,
    estimateIn(observed, arm, { ...earlier.change, method: 'difference in differences' }),
    earlier.placebo === null
      ? 'nothing else is known'
      : estimateIn(observed, arm, { ...earlier.placebo, method: 'entropy balancing' }),
    earlier.placebo === null ? 'not made' : earlier.placeboFails ? 'failed' : 'passed',
  ]);
  const failed = known.filter(({ earlier }) => earlier.placeboFails).map(({ arm }) => arm.name);
  return [
    {
      title: 'Before and after',
      blocks: [
        tableOf(
          ['arm', 'difference in differences', `placebo: "effect" on ${plan.earlier}`, 'placebo test'],
          rows,
          `How much more ${plan.outcome.name} rose over ${plan.earlier} among the contacted. Not randomised.`,
        ),
        ...(still.length === 0 ? [] : [items(still)]),
        items(
          failed.length === 0
            ? [
                'A placebo test that is passed proves nothing; one that fails would have shown the comparison to be wrong.',
              ]
            : [
                `The placebo test fails for ${failed.join(', ')}: from everything else in the table, the same method finds an effect on ${plan.earlier}, which no campaign can have had. Take the difference in differences for no effect, and the headline with care: those chosen differ in more than the table says.`,
              ],
        ),
      ],
    },
  ];
}

function armsTable({ ask, plan, arms }: Observed): Table {
  const row = (name: string, n: number, mean: number): Cell[] => [
    name,
    count(n),
    armMean({ ask, plan }, mean),
  ];
  const first = arms[0]!;
  return tableOf(
    ['arm', 'customers', plan.outcome.kind === 'share' ? 'share' : 'mean'],
    [
      row(plan.control.name, first.customers.control, first.means.control),
      ...arms.map((arm) => row(arm.name, arm.customers.treated, arm.means.treated)),
    ],
  );
}

function checksTable({ arms }: Observed): Table {
  return tableOf(
    [
      'arm',
      'controls that count',
      'needed',
      'all but certain',
      'largest weight',
      'E-value',
      'E-value of the interval',
    ],
    arms.map((arm): Cell[] => [
      arm.name,
      count(arm.overlap.effectiveControls),
      count(arm.overlap.treated / 2),
      share(arm.overlap.certain),
      share(arm.overlap.largestWeight),
      number(arm.eValue.effect, 2),
      number(arm.eValue.limit, 2),
    ]),
  );
}

function checks(observed: Observed, { unknown, filled }: ExperimentTable): string[] {
  const { plan, arms } = observed;
  const lost = Object.entries(unknown).filter(([, rows]) => rows > 0);
  return [
    ...arms.flatMap((arm) =>
      arm.refusals.map((refusal) => `Failed: ${arm.name}: ${refusalSentence(refusal)}.`),
    ),
    ...arms.filter(({ refusals }) => refusals.length === 0).map((arm) => unseenSentence(observed, arm)),
    lost.length === 0
      ? 'The outcome is known of everybody.'
      : `The outcome is not known of ${lost.map(([name, rows]) => `${write.count(rows)} in ${name}`).join(', ')}; they are left out.`,
    plan.withoutArm === 0 ? '' : `${write.count(plan.withoutArm)} rows name no arm and are left out.`,
    filled.length === 0
      ? ''
      : `Missing values of ${filled.join(', ')} count as the mean, and as missing in a column of their own.`,
    plan.id === null
      ? 'Each row is taken for a customer: name the ids with --id to have repeated customers refused.'
      : '',
  ].filter((text) => text !== '');
}

/** How strong what nobody wrote down would have to be. */
function unseenSentence(observed: Observed, arm: ObservedArm): string {
  const { name, eValue } = arm;
  return isShown(observed, arm)
    ? `${name}: something unseen would have to make both contact and a better outcome ${write.number(eValue.effect, 2)} times as likely to explain the effect away, and ${write.number(eValue.limit, 2)} times to explain away that it is told from none.`
    : `${name}: no effect is shown, so that nothing unseen is needed to explain one away.`;
}

const method = ({ plan, arms }: Observed): string[] => [
  `Effect on the contacted by augmented inverse-probability weighting (Robins, Rotnitzky, Zhao 1994), cross-fitted in five folds, the median of ${arms[0]!.splits} splits (Chernozhukov et al. 2018). Chance of contact and outcome by regression and by boosted trees, both averaged, from ${plan.before.map(({ name }) => name).join(', ')}.`,
  'Beside it entropy balancing (Hainmueller 2012) with a weighted regression.',
  'A headline needs controls that weigh half as much as the contacted, at most 5% of the contacted with a chance above 90%, no standardised difference above 0.1, no control with more than 5% of the weight, and both methods within a standard error.',
  'E-value: VanderWeele and Ding 2017.',
];
