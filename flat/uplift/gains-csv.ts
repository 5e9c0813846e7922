import { choosePlays } from '../../models/uplift.ts';
import { spreadsheetText } from '../../pipeline/tables/spreadsheet-text.ts';
import type { UpliftStudy } from './study.ts';

const rowsAtOnce = 20_000;

/**
 * The gain of every customer by models that had not seen the customer, the arm that wins most and what it is expected to win.
 * CSV for a spreadsheet: UTF-8 with a byte-order mark, CRLF, every text quoted, none that could run as a formula.
 */
export function gainsCsv({ plan, read, arms, stakes }: UpliftStudy): Uint8Array {
  const { ids, trial } = read;
  const names = plan.treated.map(({ name }) => name);
  const { play, profit } = choosePlays(
    arms.map(({ gain }, a) => ({ gain, cost: stakes.cost[a]! })),
    stakes.worth,
  );
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
      text(profit[i]! > 0 ? names[play[i]!]! : 'nobody pays'),
      figure(profit[i]!),
      text(isHarmed(arms, play[i]!, i) ? 'yes' : 'no'),
    ].join(',');
  const parts = [Buffer.from(`\uFEFF${header.map(text).join(',')}\r\n`)];
  for (let from = 0; from < ids.length; from += rowsAtOnce) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(ids.length, from + rowsAtOnce); i++) lines.push(line(i));
    parts.push(Buffer.from(`${lines.join('\r\n')}\r\n`));
  }
  return Buffer.concat(parts);
}

function isHarmed(arms: UpliftStudy['arms'], play: number, i: number): boolean {
  const { harmed, gain } = arms[play]!;
  return harmed.kind === 'named' && gain[i]! <= harmed.gainUpTo;
}

const text = (value: string): string => `"${spreadsheetText(value).replaceAll('"', '""')}"`;
const figure = (value: number): string => String(Number(value.toPrecision(6)));
