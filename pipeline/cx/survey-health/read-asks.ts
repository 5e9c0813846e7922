import { hashLimit } from '../../facts/customer-share.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { literal } from '../../sql/sql-text.ts';
import { readNumbers } from '../../tables/read-numbers.ts';
import { clear } from '../../tables/unload-rows.ts';
import type { Passage } from '../count-cells.ts';
import { rowValues } from '../index/row-values.ts';
import type { Metric } from '../metric.ts';
import { fillSlots } from '../records/fill-slots.ts';
import behaviourSql from './behaviour.sql';
import casesSql from './cases.sql';
import rowsSql from './rows.sql';

/** Asks, column by column; of more than so many a sample of customers. */
export type Asks = ReadonlyMap<string, Float64Array>;

const mostAsks = 30_000;
const surveys = ['nps', 'csat', 'ces', 'csi', 'loyalty'];

/** What was known of a customer before an ask, by which who answers is told. */
export const behaviourColumns = [
  'tenure_days',
  'recency_days',
  'orders_365',
  'margin_365',
  'cases_365',
  'answered_share',
  'kind_code',
] as const;

const others = ['customer', 'is_answered', 'asks_90', 'asks_365', 'answered_365', 'since_days'] as const;

/** Reads the asks of `cx_asked` into memory. */
export async function readAsks(asked: number, metrics: readonly Metric[], passage: Passage): Promise<Asks> {
  const { warehouse, store, prefix } = passage;
  const limit = literal(hashLimit(Math.min(1, mostAsks / Math.max(1, asked))));
  const looked = `substr(to_hex(md5(to_utf8('surveys/' || s.customer_id))), 1, 8) < ${limit}`;
  await warehouse.create('cx_ask_behaviour', textOf(behaviourSql, { looked }));
  await warehouse.create('cx_ask_cases', textOf(casesSql, { looked }));
  const values = metrics.map((metric, i) => {
    const { counts, value, factor } = rowValues(metric)!;
    return `case when ${counts} then ${factor}e0 * cast(${value} as double) end as value_${i}`;
  });
  const slots = {
    looked,
    kinds: surveys.map((kind, i) => `when s.kind = ${literal(kind)} then ${i + 1}`).join(' '),
    values: ['1 as is_read', ...values].join(', '),
    means: [
      'count(r.is_read) as answers_read',
      ...metrics.map((_, i) => `max(r.value_${i}) as value_${i}`),
    ].join(', '),
  };
  const names = [...behaviourColumns, ...others, ...metrics.map((_, i) => `value_${i}`)];
  const inner = textOf(rowsSql, slots);
  const select = `select k.customer_id, k.invited_at, k.kind, ${names.map((name) => `cast(k.${name} as double) as ${name}`).join(', ')} from (${inner}) k`;
  await clear(store, prefix);
  const files = await warehouse.unload(select, prefix, { orderBy: ['customer_id', 'invited_at', 'kind'] });
  const read = await readNumbers(store, files, names, Number.NaN);
  await clear(store, prefix);
  return read;
}

export const textOf = (sql: string, slots: Readonly<Record<string, string | number>> = {}): string =>
  inlineFacts(fillSlots(sql.replace(/^(--.*\n)+/, ''), slots));
