import type { DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { localDay } from '../../sql/local-day.ts';
import { fillSlots } from '../records/fill-slots.ts';
import purchasesSql from './purchases.sql';
import { type Setting, spanOf } from './setting.ts';

/** Of fewer attempts, completed or not, it is not told. */
const fewestAttempts = 20;
/** From so much more buying with a completed attempt than with another, to complete the journey is to buy. */
const apart = 0.2;

/**
 * Journeys whose completion is itself a purchase, by the data: who completed has just bought and who did not has not, which is no
 * state that the two could share. Reads `driver_attempts` and `driver_people`.
 */
export async function findPurchases(setting: Setting): Promise<DriversReport['purchases']> {
  const day = (at: string) => localDay(at, spanOf(setting));
  const select = fillSlots(purchasesSql.replace(/^(--.*\n)+/, ''), {
    began: day('r.moment'),
    ended: day('r.ended_at'),
    ordered: day('l.ordered_at'),
    started: day('w.started_at'),
  });
  const rows = await setting.warehouse.rows(inlineFacts(select));
  return rows.flatMap((row) => {
    const [completed, failed] = [Number(row.completed), Number(row.failed)];
    if (Math.min(completed, failed) < fewestAttempts) return [];
    const bought = {
      completed: Number(row.completed_bought) / completed,
      failed: Number(row.failed_bought) / failed,
    };
    return bought.completed - bought.failed < apart
      ? []
      : [{ journey: String(row.journey), completed, failed, bought }];
  });
}
