import type { TimeToAction } from '../../../contracts/artefacts/time-to-action.ts';
import { escalationCampaign } from '../../../contracts/campaign.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { type EndedTimes, type Interval, timeQuantile } from '../../../models/intervals.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { literal } from '../../sql/sql-text.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import template from './acted.sql';
import type { Flagged } from './escalation.ts';
import { readFlagged } from './escalation-ledger.ts';

/** Escalations of so many days, each followed for so many. */
const [days, followed] = [90, 30];
const day = 86_400;
/** Of fewer only their number is told. */
const fewest = 5;
const level = 0.95;

export interface ActedRequest {
  /** The as-of date's first instant, and the same as SQL says it. */
  readonly asOfAt: Date;
  readonly sqlAsOfAt: string;
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/** Reads what the ledger holds at the as-of date, the run's own escalations among it. Null where nothing was ever escalated. */
export async function readTimeToAction(
  warehouse: Warehouse,
  store: ObjectStore,
  { asOfAt, sqlAsOfAt, prefix }: ActedRequest,
): Promise<TimeToAction | null> {
  const { flagged } = await readFlagged(store);
  if (flagged.length === 0) return null;
  await warehouse.attach('flagged_complaints', keys.escalations);
  const rows = await unloadRows(warehouse, store, {
    select: actedSelect(sqlAsOfAt),
    prefix,
    orderBy: ['customer_id', 'acted_at'],
  });
  const acts = new Map<string, number[]>();
  for (const { customer_id: id, acted_at: at } of rows)
    acts.set(String(id), [...(acts.get(String(id)) ?? []), Number(at)]);
  return timeToAction(flagged, acts, asOfAt.getTime() / 1000);
}

export const actedSelect = (asOfAt: string): string =>
  inlineFacts(template.replace(/^--.*\n/gm, ''))
    .replaceAll('{{as_of}}', `timestamp ${literal(asOfAt)}`)
    .replaceAll('{{campaign}}', literal(escalationCampaign));

/**
 * @param acts of each customer, when somebody turned to them, in seconds since 1970
 * @param asOf seconds: later rows of the ledger are of later runs
 */
export function timeToAction(
  flagged: readonly Flagged[],
  acts: ReadonlyMap<string, readonly number[]>,
  asOf: number,
): TimeToAction {
  const first = new Map<string, { readonly customer: string; readonly said: number }>();
  for (const { escalation_id: id, customer_id: customer, said_at, flagged_at } of flagged) {
    if (said_at == null || flagged_at == null || seconds(flagged_at) > asOf) continue;
    const said = seconds(said_at);
    if (said < (first.get(id)?.said ?? Number.POSITIVE_INFINITY)) first.set(id, { customer, said });
  }
  const times = [...first.values()]
    .filter(({ said }) => said >= asOf - days * day)
    .map(({ customer, said }) => {
      const until = Math.min(asOf, said + followed * day);
      const own = (acts.get(customer) ?? []).filter((at) => at > said && at < until);
      const acted = own.length === 0 ? null : Math.min(...own);
      return { seconds: (acted ?? until) - said, isActed: acted !== null };
    });
  return {
    days,
    escalations: times.length,
    acted: times.filter(({ isActed }) => isActed).length,
    hours: times.length < fewest ? null : inHours(timeQuantile(ended(times), 0.5, level)),
  };
}

const seconds = (instant: string): number => Date.parse(instant) / 1000;

function ended(times: readonly { readonly seconds: number; readonly isActed: boolean }[]): EndedTimes {
  const rising = [...new Set(times.map((one) => one.seconds))].sort((a, b) => a - b);
  const count = (at: number, isActed: boolean) =>
    times.filter((one) => one.seconds === at && one.isActed === isActed).length;
  return {
    times: rising,
    ended: rising.map((at) => count(at, true)),
    open: rising.map((at) => count(at, false)),
  };
}

const inHours = ({ value, low, high }: Interval) => ({
  value: hours(value),
  low: hours(low),
  high: hours(high),
});

const hours = (of: number): number | null => (Number.isFinite(of) ? of / 3600 : null);
