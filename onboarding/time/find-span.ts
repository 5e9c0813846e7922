import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import type { DayCount } from '../../pipeline/recognise/day-count.ts';
import { type BusySpan, busySpan, usualGap } from '../../pipeline/recognise/dense-span.ts';
import { write } from '../../pipeline/reports/format.ts';
import { rhythmOf } from '../../pipeline/sources/freshness.ts';
import { countContractDays, countDays } from '../read/measure.ts';
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

/** The days that the data cover: those of orders and events, where there are neither those of subscriptions. Null where no row has a time. */
export async function findSpan(warehouse: Warehouse, draft: Config): Promise<HistorySpan | null> {
  const orders = await spanOf(warehouse, draft, 'orders');
  const events = await spanOf(warehouse, draft, 'events');
  const subscriptions = orders || events ? null : await contractSpan(warehouse, draft);
  const spans = [orders, events, subscriptions].filter((span) => span !== null);
  if (spans.length === 0) return null;
  const first = spans.map((span) => span.first).sort()[0] as string;
  const last = lastDay(spans);
  // a day that has only begun in one source is complete in none
  const begun = spans.find((span) => span.begun?.day === last.last);
  const dataUntil = begun ? last.last : addDays(last.last, 1);
  return {
    first,
    dataUntil,
    note: begun
      ? `${last.last} is incomplete in ${begun.source}`
      : `the last ${lastOf(last)} is of ${last.last}${begunNote(last)}`,
    earlyOrders: orders?.early ?? 0,
    questions: [
      ...apartQuestion(orders, events, dataUntil),
      ...spans.flatMap(endsQuestion),
      ...spans.flatMap(behindQuestion),
      ...spans.flatMap(begunQuestion),
      ...spans.flatMap(strayQuestion),
    ],
  };
}

function lastOf({ source, behind }: SourceSpan): string {
  if (behind?.pauses) return `row of ${behind.source}`;
  return `${source === 'subscriptions' ? 'start or end' : 'row'} of ${source}`;
}

type SourceSpan = BusySpan & {
  readonly source: SourceName;
  readonly usualGap: number;
  readonly days: readonly DayCount[];
  /** Of contracts, the day of the last start, where none has begun for long and ends go on. */
  readonly lastStart?: string;
  /** What goes on behind the contracts: for longer than they ever pause, or no longer, and then their last day is its. */
  readonly behind?: { readonly source: SourceName; readonly last: string; readonly pauses: boolean };
};

async function spanOf(warehouse: Warehouse, draft: Config, source: SourceName): Promise<SourceSpan | null> {
  if (!draft.sources[source]) return null;
  const days = await countDays(warehouse, draft, source);
  const span = busySpan(days);
  return span && { ...span, source, usualGap: usualGap(days), days };
}

/**
 * The days of contracts: until the last of them began or ended. Ends that were agreed on with the start do not count. Where
 * none begins any more, by the rhythm of the starts, the ends alone say how far the files go, and that is asked about.
 */
async function contractSpan(warehouse: Warehouse, draft: Config): Promise<SourceSpan | null> {
  const contracts = await contractsAlone(warehouse, draft);
  if (contracts === null) return null;
  const { span, days } = contracts;
  const beside = await Promise.all(besideContracts.map((source) => spanOf(warehouse, draft, source)));
  const latest = beside
    .filter((one) => one !== null && one.last > span.last)
    .sort((a, b) => ((a?.last ?? '') < (b?.last ?? '') ? 1 : -1))[0];
  if (!latest) return span;
  const { source, last } = latest;
  const pauses = !hasStopped(days, { until: addDays(last, 1), lagDays: 0 });
  return { ...span, ...(pauses ? { last, begun: latest.begun } : {}), behind: { source, last, pauses } };
}

/** Rows that only a business that goes on makes; none of them is dated ahead. */
const besideContracts: readonly SourceName[] = ['tickets', 'surveys', 'touches'];

interface ContractSpan {
  readonly span: SourceSpan;
  readonly days: readonly DayCount[];
}

async function contractsAlone(warehouse: Warehouse, draft: Config): Promise<ContractSpan | null> {
  const starts = await spanOf(warehouse, draft, 'subscriptions');
  if (starts === null) return null;
  const alone = { span: starts, days: starts.days };
  if (!('ended_at' in (draft.sources.subscriptions?.columns ?? {}))) return alone;
  const days = await countContractDays(warehouse, draft);
  const both = busySpan(days);
  if (both === null || both.last <= starts.last) return alone;
  const { last, begun } = both;
  const stopped = hasStopped(starts.days, { until: addDays(last, 1), lagDays: 0 });
  return { span: { ...starts, last, begun, ...(stopped ? { lastStart: starts.last } : {}) }, days };
}

const hasStopped = (...of: Parameters<typeof rhythmOf>): boolean => rhythmOf(...of)?.silentDays != null;

function endsQuestion({ lastStart, last }: SourceSpan): Question[] {
  if (lastStart === undefined) return [];
  const text = `no contract begins after ${lastStart}, but contracts end until ${last}, which is taken for the last day. If those ends were only planned when the files were made, write the day after the last start.`;
  return [
    {
      key: 'business.dataUntil',
      text,
      candidates: [`dataUntil: ${addDays(lastStart, 1)}`],
      decides: true,
    },
  ];
}

function behindQuestion({ behind, last }: SourceSpan): Question[] {
  if (behind === undefined || behind.pauses) return [];
  const text = `${behind.source} go on until ${behind.last}, but no contract begins or ends after ${last}, which is taken for the last day. If the file of contracts is as new as that of ${behind.source}, and nobody came or left since, write the day after their last.`;
  return [{ key: 'business.dataUntil', text, candidates: [`dataUntil: ${addDays(behind.last, 1)}`] }];
}

/** Orders decide where they end before the events by more than they usually pause: behind their end nobody can be seen to buy. */
function lastDay(spans: readonly SourceSpan[]): SourceSpan {
  const orders = spans.find(({ source }) => source === 'orders');
  const latest = [...spans].sort((a, b) => (a.last < b.last ? 1 : -1))[0] as SourceSpan;
  return orders && daysBetween(orders.last, latest.last) >= orders.usualGap ? orders : latest;
}

function apartQuestion(orders: SourceSpan | null, events: SourceSpan | null, dataUntil: string): Question[] {
  if (!orders || !events) return [];
  const days = daysBetween(orders.last, events.last);
  const pause = Math.max(orders.usualGap, events.usualGap);
  if (Math.abs(days) < pause || days === 0) return [];
  const text = `orders end on ${orders.last}, events on ${events.last}: is one export older? Rows from ${dataUntil} on are not known yet.`;
  return [{ key: 'business.dataUntil', text }];
}

const begunNote = ({ begun }: SourceSpan): string =>
  begun ? `, for ${begun.day} has only begun${untilClock(begun)}` : '';

const untilClock = ({ latest = '00:00' }: DayCount): string =>
  latest === '00:00' ? '' : ` (until ${latest})`;

function begunQuestion({ source, begun, last }: SourceSpan): Question[] {
  if (begun === null) return [];
  const text = `${begun.day} is incomplete in ${source}${untilClock(begun)}: ${write.count(begun.rows)} ${begun.rows === 1 ? 'row' : 'rows'}, fewer than on the days before. ${last} is taken for the last complete day.`;
  return [{ key: 'business.dataUntil', text }];
}

function strayQuestion({ source, stray, first, last }: SourceSpan): Question[] {
  if (stray === 0) return [];
  const text = `${stray} ${stray === 1 ? 'row' : 'rows'} of ${source} lie far outside the others (${first} to ${last}) and were not counted: mistakes, or placeholders for no date?`;
  return [{ key: 'business.dataUntil', text }];
}
