import { parseArgs } from 'node:util';
import { count, number, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { coverageOf, coverageOfRich } from './coverage-study.ts';
import { type HardMoney, hardCoverage, hardMoney, otherOutcomes } from './hard-study.ts';
import { studyLalonde } from './lalonde-study.ts';
import { choices, observedCoverage } from './observed-study.ts';
import { falseFinds } from './peeking-study.ts';
import { reportCoverage } from './report-study.ts';
import type { Sizes } from './simulated-arms.ts';
import { campaignCost, flatCost, observedCost } from './speed-study.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    only: { type: 'string' },
    customers: { type: 'string', default: '1000000' },
    lalonde: { type: 'string', default: '../shared/data/lalonde' },
  },
});
const seeds = Number(values.seeds);
const wanted = (study: string) => values.only === undefined || values.only === study;
const print = (table: ReturnType<typeof tableOf>) => console.log(`${terminalTable(table).join('\n')}\n`);

const sizes: readonly Sizes[] = [
  { treated: 300, control: 300 },
  { treated: 1000, control: 1000 },
  { treated: 200, control: 1800 },
  { treated: 1800, control: 200 },
];
const daily: readonly Sizes[] = [
  { treated: 20, control: 20 },
  { treated: 45, control: 5 },
];

if (wanted('coverage'))
  print(
    tableOf(
      ['treated', 'control', 'plain', 'CUPED', 'always valid', 'per cost', 'shares', 'CUPED cut', '1 − ρ²'],
      sizes.map((size): Cell[] => {
        const found = coverageOf(size, seeds);
        return [
          count(size.treated),
          count(size.control),
          ...[found.plain, found.cuped, found.alwaysValid, found.fieller, found.newcombe].map((of) =>
            share(of),
          ),
          number(found.cut, 2),
          number(found.expectedCut, 2),
        ];
      }),
      `Share of 95% intervals that hold the truth, ${write.count(seeds)} seeds`,
    ),
  );

const rich: readonly Sizes[] = [
  { treated: 100, control: 900 },
  { treated: 1000, control: 9000 },
  { treated: 300, control: 300 },
  { treated: 1600, control: 2000 },
  { treated: 2000, control: 2000 },
  { treated: 10_000, control: 10_000 },
  { treated: 200, control: 100 },
  { treated: 900, control: 100 },
];

if (wanted('rich'))
  print(
    tableOf(
      ['contacted', 'held out', '1.5 times', 'twice', 'three times'],
      rich.map((size): Cell[] => [
        count(size.treated),
        count(size.control),
        ...[1.5, 2, 3].map((times) => share(coverageOfRich(size, times, seeds))),
      ]),
      `Share of 95% intervals that hold the truth where the contacted bring so much more, ${write.count(seeds)} seeds`,
    ),
  );

const liftsOfHard = [1, 1.15, 1.6];
const percent = (value: number) => write.percent(value, 1);

/** What is printed of outcomes, by how contact changes them. */
function printHard(
  outcomes: readonly HardMoney[],
  lifts: readonly number[],
  named: (times: number) => string,
) {
  print(
    tableOf(
      ['money', 'contacted', 'held out', ...lifts.map(named)],
      outcomes.flatMap((money) =>
        [{ treated: 60, control: 60 }, ...sizes].map((size): Cell[] => [
          money.name,
          count(size.treated),
          count(size.control),
          ...lifts.map((times) => {
            const { printed, misleads, held } = hardCoverage(money, size, { times, seeds });
            return `${percent(printed)}, ${percent(misleads)} (${percent(held)})`;
          }),
        ]),
      ),
      `Share of campaigns whose interval is printed, share in which a printed one misses the truth, and in brackets how many of all hold it, ${write.count(seeds)} seeds`,
    ),
  );
}

if (wanted('hard')) printHard(hardMoney, liftsOfHard, (times) => `brings ${times} times`);
if (wanted('even')) printHard(otherOutcomes, [1, 2], (times) => (times === 1 ? 'no effect' : 'an effect'));

if (wanted('report'))
  print(
    tableOf(
      [
        'contacted',
        'held out',
        'margin',
        'net',
        'ROI',
        'reached',
        'retention',
        'in strata',
        'value',
        'any look',
      ],
      sizes.map((size): Cell[] => {
        const found = reportCoverage(size, seeds);
        const { margin, net, roi, reached, retention, stratified, value, safe } = found;
        return [
          count(size.treated),
          count(size.control),
          ...[margin, net, roi, reached, retention, stratified, value, safe].map((of) => share(of)),
        ];
      }),
      `Share of a report's 95% intervals that hold the truth, ${write.count(seeds)} seeds`,
    ),
  );

if (wanted('peeking'))
  print(
    tableOf(
      [
        'treated a day',
        'control a day',
        'fixed',
        'always valid',
        'declared end',
        'retention',
        '… declared end',
        'ROI',
        '… declared end',
      ],
      daily.map((size): Cell[] => {
        const found = falseFinds(size, seeds);
        return [
          count(size.treated),
          count(size.control),
          share(found.fixed),
          share(found.alwaysValid),
          share(found.declaredEnd),
          share(found.retention.alwaysValid),
          share(found.retention.declaredEnd),
          share(found.roi.alwaysValid),
          share(found.roi.declaredEnd),
        ];
      }),
      `Share of campaigns without effect in which 90 daily looks find one, ${write.count(seeds)} seeds`,
    ),
  );

const chosen = 1000;

if (wanted('observed'))
  print(
    tableOf(
      ['chosen', 'plain', 'linear', 'trees', 'both', 'balancing', 'refused', 'both, where not refused'],
      choices.map((choice): Cell[] => {
        const { covered, refused, published } = observedCoverage(chosen, choice, seeds);
        const { naive, linear, trees, blend, balanced } = covered;
        return [
          choice.name,
          ...[naive, linear, trees, blend, balanced, refused, published].map((of) => share(of)),
        ];
      }),
      `Share of 95% intervals that hold the truth where nobody drew lots and overlap is good, ${write.count(chosen)} customers, ${write.count(seeds)} seeds`,
    ),
  );

if (wanted('lalonde'))
  print(
    tableOf(
      [
        'controls',
        'plain',
        'linear',
        'trees',
        'both',
        'balancing',
        'count',
        'certain',
        'worst',
        'refused for',
      ],
      studyLalonde(values.lalonde).map(({ controls, effect }): Cell[] => [
        controls,
        ...[effect.naive, effect.linear, effect.trees, effect.blend, effect.balanced].map(
          ({ value, standardError }) => `${write.count(value)} (${write.count(standardError)})`,
        ),
        count(effect.overlap.effectiveControls),
        share(effect.overlap.certain),
        number(Math.max(...effect.overlap.balance.map(({ after }) => Math.abs(after))), 2),
        effect.refusals.map(({ rule }) => rule).join(', '),
      ]),
      'Job training: effect in dollars (standard error); the experiment found 1,794 (671)',
    ),
  );

if (wanted('speed')) {
  const customers = Number(values.customers);
  const costs = [await flatCost(customers), await campaignCost(customers), await observedCost(customers)];
  print(
    tableOf(
      ['what', 'customers', 'seconds', 'CPU seconds', 'most memory so far, MB'],
      costs.map(({ what, customers, seconds, cpuSeconds, megabytes }): Cell[] => [
        what,
        count(customers),
        number(seconds, 1),
        number(cpuSeconds, 1),
        count(megabytes),
      ]),
      'A flat table, a campaign with as many customers in each arm, and a flat table that nobody drew',
    ),
  );
}
