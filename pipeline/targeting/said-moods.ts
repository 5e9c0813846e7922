import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../facts/name-facts.ts';
import { literal } from '../sql/sql-text.ts';
import template from './said-moods.sql';

export interface SaidRequest {
  /** Instant, UTC, as `YYYY-MM-DD HH:MM:SS`: what was written before counts. */
  readonly asOfAt: string;
  /** Whether the table `moods_read` has moods that were read of what customers wrote; left out: it does not stand. */
  readonly withMoods?: boolean;
}

/**
 * Makes the table `said_moods` (`customer_id`, `said_in`, `row_id`, `said_at`, `sentiment`), which the context of every list,
 * escalations and the rule `complained` read. Reads the clean tables by their names.
 */
export const createSaidMoods = (warehouse: Warehouse, request: SaidRequest): Promise<void> =>
  warehouse.create('said_moods', saidMoodsSelect(request));

function saidMoodsSelect({ asOfAt, withMoods = false }: SaidRequest): string {
  return inlineFacts(template.replace(/^--.*\n/gm, ''))
    .replaceAll('{{as_of}}', `timestamp ${literal(asOfAt)}`)
    .replaceAll('{{moods_read}}', withMoods ? 'moods_read' : `(${noMoods})`);
}

const noMoods = `select cast(null as varchar) as source, cast(null as varchar) as record_id, cast(null as varchar) as customer_id,
  cast(null as varchar) as written_at, cast(null as double) as sentiment, cast(null as varchar) as said_by where false`;
