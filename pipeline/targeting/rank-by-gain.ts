import { noChannel } from '../../contracts/config/plays.ts';
import { double, identifier } from '../sql/sql-text.ts';
import type { PricedPlay } from './contact-cost.ts';
import { gainColumn, harmColumn, type Learned, taughtPlace } from './learned.ts';

/** What finished campaigns taught, and the plays of the lists that go by it. */
export interface LearnedRanking extends Learned {
  /** Table of the gains: a row a customer. */
  readonly gains: string;
  readonly priced: readonly PricedPlay[];
  /** Share of what can be saved that a contact by a play is taken to save that no campaign has tried. */
  readonly savedShare: number;
}

/** A play that was learned, by its place in the report, or all that no campaign has tried (null), at the lowest cost. */
interface Contact {
  readonly place: number | null;
  readonly cost: number;
}

function contactsOf({ priced, ...learned }: LearnedRanking): Contact[] {
  const costs = new Map<number | null, number>();
  for (const { name, channel, cost } of priced) {
    if (channel === noChannel) continue;
    const place = taughtPlace(learned, name);
    costs.set(place, Math.min(cost, costs.get(place) ?? cost));
  }
  return [...costs]
    .map(([place, cost]) => ({ place, cost }))
    .sort((a, b) => (a.place ?? -1) - (b.place ?? -1));
}

/**
 * Subquery of the scores with the gains by each play, `savable` (what can be saved by value at risk) and `is_harmed`: every
 * play of the lists that a campaign has tried is shown to drive such customers away. A play that none has tried is not tried
 * on them first.
 */
export function withGains(scores: string, learned: LearnedRanking, savable: string): string {
  const columns = learned.plays.flatMap((_, place) => [
    `coalesce(g.${gainColumn(place)}, 0e0) as ${gainColumn(place)}`,
    `coalesce(g.${harmColumn(place)}, false) as ${harmColumn(place)}`,
  ]);
  const harms = contactsOf(learned).flatMap(({ place }) =>
    place === null ? [] : [`coalesce(g.${harmColumn(place)}, false)`],
  );
  return `(
      select s.*, ${columns.join(', ')}, ${savable} as savable, ${harms.join(' and ') || 'false'} as is_harmed
      from ${identifier(scores)} s
      left join ${identifier(learned.gains)} g on g.customer_id = s.customer_id
    )`;
}

/** Less than any contact brings: what is not proposed. */
const never = '-1e15';

/**
 * The profit expected of the best contact. Whoever is driven away by all of them stands where value at risk puts them: they
 * are left alone there, with the reason.
 */
export function profitSql(learned: LearnedRanking): string {
  const assumed = `${double(learned.savedShare)} * savable`;
  const contacts = contactsOf(learned);
  const profits = contacts.map(({ place, cost }) =>
    place === null
      ? `${assumed} - ${double(cost)}`
      : `case when ${harmColumn(place)} then ${never} else ${gainColumn(place)} * (clv_if_kept - clv_if_lost) - ${double(cost)} end`,
  );
  if (profits.length === 0) return assumed;
  const cheapest = Math.min(...contacts.map(({ cost }) => cost));
  const best = profits.length === 1 ? profits[0]! : `greatest(${profits.join(', ')})`;
  return `case when is_harmed then ${assumed} - ${double(cheapest)} else ${best} end`;
}
