import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { type BusySpan, busySpan } from '../../pipeline/recognise/dense-span.ts';
import { countDays } from '../read/measure.ts';
import type { Question } from '../write/proposal.ts';

export interface HistorySpan {
  readonly first: string;
  /** The day after the last. */
  readonly dataUntil: string;
  readonly note: string;
  readonly questions: readonly Question[];
  /** Orders dated before the first day: stand-ins, and mistakes. */
  readonly earlyOrders: number;
}

/** Orders that end so many days before the events are of an older export. */
const apart = 14;

/**
 * The days that the data cover: those of orders and events, where there are neither those of subscriptions.
 * @throws DataRefusedError where no row has a time.
 */
export async function findSpan(warehouse: Warehouse, draft: Config): Promise<HistorySpan> {
  const orders = await spanOf(warehouse, draft, 'orders');
  const events = await spanOf(warehouse, draft, 'events');
  const subscriptions = orders || events ? null : await spanOf(warehouse, draft, 'subscriptions');
  const spans = [orders, events, subscriptions].filter((span) => span !== null);
  if (spans.length === 0)
    throw new DataRefusedError('No row of orders, events or subscriptions has a time that can be read');
  const first = spans.map((span) => span.first).sort()[0] as string;
  const last = lastDay(spans);
  const dataUntil = addDays(last.day, 1);
  return {
    first,
    dataUntil,
    note: `the last row of ${last.source} is of ${last.day}`,
    earlyOrders: orders?.early ?? 0,
    questions: [...apartQuestion(orders, events, dataUntil), ...spans.flatMap(strayQuestion)],
  };
}

type SourceSpan = BusySpan & { readonly source: SourceName };

async function spanOf(warehouse: Warehouse, draft: Config, source: SourceName): Promise<SourceSpan | null> {
  if (!draft.sources[source]) return null;
  const span = busySpan(await countDays(warehouse, draft, source));
  return span && { ...span, source };
}

/** Orders decide where they end well before the events. */
function lastDay(spans: readonly SourceSpan[]): { source: SourceName; day: string } {
  const orders = spans.find(({ source }) => source === 'orders');
  const latest = [...spans].sort((a, b) => (a.last < b.last ? 1 : -1))[0] as SourceSpan;
  const chosen = orders && daysBetween(orders.last, latest.last) > apart ? orders : latest;
  return { source: chosen.source, day: chosen.last };
}

function apartQuestion(orders: SourceSpan | null, events: SourceSpan | null, dataUntil: string): Question[] {
  if (!orders || !events || Math.abs(daysBetween(orders.last, events.last)) <= apart) return [];
  const text = `orders end on ${orders.last}, events on ${events.last}: is one export older? Rows from ${dataUntil} on are set aside.`;
  return [{ key: 'business.dataUntil', text }];
}

function strayQuestion({ source, stray, first, last }: SourceSpan): Question[] {
  if (stray === 0) return [];
  const text = `${stray} ${stray === 1 ? 'row' : 'rows'} of ${source} lie far outside the others (${first} to ${last}) and were not counted: mistakes, or stand-ins for no date?`;
  return [{ key: 'business.dataUntil', text }];
}
