import { choosePlays, keptOfBest, lessFlattery } from '../../models/uplift.ts';
import { spreadsheetText } from '../../pipeline/tables/spreadsheet-text.ts';
import type { UpliftStudy } from './study.ts';
import { brokenChecks } from './verdict.ts';

const rowsAtOnce = 20_000;

/**
 * The gain of every customer by models that had not seen the customer, the arm that wins most and what it is expected to win;
 * nothing is proposed where nothing is shown.
 * CSV for a spreadsheet: UTF-8 with a byte-order mark, CRLF, every text quoted, none that could run as a formula.
 */
export function gainsCsv(study: UpliftStudy): Uint8Array {
  const { plan, read, arms, stakes } = study;
  const { ids, trial } = read;
  const names = plan.treated.map(({ name }) => name);
  const usable = usableArms(study);
  const { play, profit } = choosePlays(
    lessFlattery(
      usable.map(({ arm, gain }) => ({ gain, cost: stakes.cost[arm]! })),
      keptOfBest(trial, arms, stakes),
    ),
    stakes.worth,
  );
  const advice = (i: number): string[] => {
    if (usable.length === 0) return [text(''), '', text('')];
    const { arm } = usable[play[i]!]!;
    return [
      text(profit[i]! > 0 ? names[arm]! : 'nobody pays'),
      figure(profit[i]!),
      text(isHarmed(arms[arm]!, i) ? 'yes' : 'no'),
    ];
  };
  const drawn = [plan.control.name, ...names];
  const header = [
    'id',
    'arm',
    'outcome',
    ...names.map((name) => `gain ${name}`),
    'best_arm',
    'expected_profit',
    'leave_alone',
  ];
  const line = (i: number): string =>
    [
      text(ids[i]!),
      text(drawn[trial.arm[i]!]!),
      figure(trial.outcome[i]!),
      ...arms.map(({ gain }) => figure(gain[i]!)),
      ...advice(i),
    ].join(',');
  const parts = [Buffer.from(`\uFEFF${header.map(text).join(',')}\r\n`)];
  for (let from = 0; from < ids.length; from += rowsAtOnce) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(ids.length, from + rowsAtOnce); i++) lines.push(line(i));
    parts.push(Buffer.from(`${lines.join('\r\n')}\r\n`));
  }
  return Buffer.concat(parts);
}

interface UsableArm {
  readonly arm: number;
  readonly gain: Float64Array;
}

/**
 * Arms that may be proposed: by the learned gain where the gate is open, else by what risk alone gains, where risk is known. Where
 * it is not, an arm whose mean effect is above 0 competes with that against the arms whose gate is open: a closed gate says that its
 * customers gain alike, not that they gain nothing. None where a check says that nobody can be ranked.
 */
function usableArms(study: UpliftStudy): UsableArm[] {
  if (brokenChecks(study).length > 0) return [];
  const isRanked = study.plan.risk !== null || study.arms.some(({ gate }) => gate.open);
  return study.arms.flatMap(({ gate, gain, draws, effect }, arm) => {
    if (gate.open) return [{ arm, gain }];
    if (!isRanked || (study.plan.risk === null && effect.low <= 0)) return [];
    return [
      {
        arm,
        gain: gain.map((_, i) => draws.reduce((sum, { unlearned }) => sum + unlearned[i]!, 0) / draws.length),
      },
    ];
  });
}

function isHarmed({ harmed, gain }: UpliftStudy['arms'][number], i: number): boolean {
  return harmed.kind === 'named' && gain[i]! <= harmed.gainUpTo;
}

const text = (value: string): string => `"${spreadsheetText(value).replaceAll('"', '""')}"`;
const figure = (value: number): string => String(Number(value.toPrecision(6)));
