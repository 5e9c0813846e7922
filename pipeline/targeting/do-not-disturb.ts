import { write } from '../reports/format.ts';
import { harmfulPlays, type Learned } from './learned.ts';

/** What finished campaigns have shown of customers whom contact drives away, in words; null: nothing. */
export function shownHarm(learned: Learned | null): string | null {
  const shown = (learned === null ? [] : harmfulPlays(learned)).flatMap(({ plays, doNotDisturb: found }) => {
    if (found.kind !== 'named') return [];
    const points = (share: number) => write.number(100 * share, 1);
    const { value, low, high } = found.effect;
    return `${plays.join(', ')} changed the retention of the ${write.percent(found.share, 0)} with the lowest expected gains by ${points(value)} points (${points(low)} to ${points(high)})`;
  });
  return shown.length === 0 ? null : shown.join('; ');
}
