import { addDays } from '../../contracts/business-day.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import type { Play } from '../../contracts/config/plays.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { literal } from '../sql/sql-text.ts';
import type { LedgerState } from './ledger-state.ts';

/** Contacts that plays with a capacity have left this week, by name; a play that is not named has no limit. */
export type PlayRoom = ReadonlyMap<string, number>;

const week = 7;

/** What the lists of the last seven days, whosever they were, have left of each play's `perWeek`; held-out customers take nothing. */
export async function readPlayRoom(
  warehouse: Warehouse,
  plays: readonly Play[],
  asOf: string,
): Promise<PlayRoom> {
  const rows = await warehouse.rows(
    `select play, cast(sum(cast(1e0 - share as decimal(12, 9))) as double) as contacts
     from ledger
     where play is not null and as_of > ${literal(addDays(asOf, -week))} and as_of < ${literal(asOf)}
     group by play order by play`,
  );
  const used = new Map(rows.map(({ play, contacts }) => [String(play), Number(contacts)]));
  return new Map(
    plays.flatMap(({ name, perWeek }) =>
      perWeek === undefined ? [] : [[name, Math.max(0, perWeek - (used.get(name) ?? 0))] as const],
    ),
  );
}

/** The contact that a place on a list plans; none where a list of the last seven days has planned it already. */
export function planned(
  { drawn }: Pick<LedgerState, 'drawn'>,
  { holdout }: Pick<Campaign, 'holdout'>,
  asOf: string,
): number {
  const before = drawn !== null && drawn.as_of < asOf && drawn.as_of > addDays(asOf, -week);
  return before ? 0 : 1 - holdout.share;
}

/** Whether a play has room for so much of a contact. */
export const hasRoom = (room: PlayRoom, play: string, contact: number): boolean =>
  contact <= (room.get(play) ?? Number.POSITIVE_INFINITY) + 1e-9;

/** The room after a contact. */
export function takeRoom(room: Map<string, number>, play: string | undefined, contact: number): void {
  const left = play === undefined ? undefined : room.get(play);
  if (left !== undefined) room.set(play!, Math.max(0, left - contact));
}
