import { firstDayFrom, sqlInstant } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { literal } from '../sql/sql-text.ts';
import { unloadRows } from '../tables/unload-rows.ts';
import { doNotContactUntil, type Escalation } from '../targeting/escalations/escalation.ts';
import template from './left-alone.sql';

/** Why a customer is to be left alone from now on, and until when; null: as long as a case is open. */
export interface LeftAlone {
  readonly rule: 'open_escalation' | 'complained';
  readonly until: string | null;
}

export interface LeftAloneRequest {
  readonly config: Config;
  readonly at: Date;
  readonly open: readonly Escalation[];
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/** Whom complaints keep off every list as of an instant, by the rules of the lists. Reads `said_moods`. */
export async function findLeftAlone(
  warehouse: Warehouse,
  store: ObjectStore,
  { config, at, open, prefix }: LeftAloneRequest,
): Promise<ReadonlyMap<string, LeftAlone>> {
  const { timeZone } = config.business;
  const { quietDaysAfterComplaint: quiet, escalations } = config.targeting;
  const rows = await unloadRows(warehouse, store, {
    select: leftAloneSelect(sqlInstant(at), quiet),
    prefix,
    orderBy: ['customer_id'],
  });
  const alone = new Map<string, LeftAlone>();
  for (const { customer_id: id, complained_at: seconds } of rows) {
    const over = new Date(1000 * (Number(seconds) + quiet * 86_400));
    alone.set(String(id), { rule: 'complained', until: firstDayFrom(over, timeZone) });
  }
  for (const one of escalations === undefined ? [] : open)
    alone.set(one.customer.customer_id, {
      rule: 'open_escalation',
      until: doNotContactUntil(one, escalations!, timeZone),
    });
  return alone;
}

export const leftAloneSelect = (asOfAt: string, quietDays: number): string =>
  template
    .replace(/^--.*\n/gm, '')
    .replaceAll('{{as_of}}', `timestamp ${literal(asOfAt)}`)
    .replaceAll('{{quiet_days}}', String(Math.trunc(quietDays)));
