import type { Config } from '../../contracts/config/config.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../facts/name-facts.ts';
import { openParquet, readColumns, rowRanges } from '../tables/parquet-columns.ts';
import sql from './texts.sql';

export type TextSource = 'ticket' | 'survey' | 'review';

/** Something that a customer wrote. */
export interface CustomerText {
  readonly source: TextSource;
  /** Its id in the source; null for a review without one. */
  readonly record_id: string | null;
  readonly customer_id: string | null;
  /** When, in seconds since 1970. */
  readonly seconds: number;
  readonly language: string | null;
  /** What the score that came with it says: 1 good, −1 bad, 0 between; null without a score. */
  readonly says: number | null;
  /** Its mood, −1 to 1, where the data bring one. */
  readonly sentiment: number | null;
  /** Why a ticket was opened, by the business's own word. */
  readonly reason: string | null;
  readonly text: string;
}

const keyOf = ({ source, record_id, customer_id, text }: CustomerText): string =>
  `${source}/${record_id}/${customer_id}/${text}`;

/** An order that does not depend on the files in which texts come. */
export const byTime = (a: CustomerText, b: CustomerText): number =>
  a.seconds - b.seconds || (keyOf(a) < keyOf(b) ? -1 : 1);

/** Where texts pass from the warehouse to here. Nothing stays there. */
export interface TextPassage {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  readonly prefix: string;
}

const columns = [
  'source',
  'record_id',
  'customer_id',
  'seconds',
  'language',
  'says',
  'sentiment',
  'reason',
  'text',
];
const orderBy = ['source', 'record_id', 'customer_id', 'seconds', 'text'];
/** Texts that stand in memory together. */
const atOnce = 8192;

/** Creates the table `customer_texts`: all that was known to be written. Reads `as_of_dates` and the clean tables. */
export async function makeTexts(warehouse: Warehouse, { cx }: Config): Promise<void> {
  const ease = cx.cesMeans === 'ease' ? 'k.score' : 'k.top + 1e0 - k.score';
  await warehouse.create('customer_texts', inlineFacts(sql.replace('{{ease}}', ease)));
}

/** The last texts whose mood is known, good or bad, by the data or else by the score that came with them. */
export const taughtSelect = (most: number): string =>
  `select ${columns.join(', ')} from (
    select t.*, row_number() over (order by t.seconds desc, t.source, t.record_id, t.customer_id, t.text) as place
    from customer_texts t
    where case when t.sentiment is null then coalesce(t.says, 0) <> 0 else abs(t.sentiment) >= 25e-2 end
  ) p where p.place <= ${most}`;

export const everyText = `select ${columns.join(', ')} from customer_texts`;

/**
 * The rows of a select over texts, a few thousand at a time.
 * @param more columns that the select has beside those of a text
 */
export async function* textsOf<Text extends CustomerText = CustomerText>(
  { warehouse, store, prefix }: TextPassage,
  select: string,
  more: readonly string[] = [],
): AsyncGenerator<readonly Text[]> {
  await clear(store, prefix);
  const files = await warehouse.unload(select, prefix, { orderBy });
  for (const { key } of files) {
    const file = await openParquet(store, key);
    for (const range of rowRanges(file, atOnce)) {
      const rows = Array.from({ length: range.to - range.from }, () => ({}) as Record<string, unknown>);
      await readColumns(
        file,
        [...columns, ...more],
        (name, values, first) => {
          for (let i = 0; i < values.length; i++) rows[first - range.from + i]![name] = plain(values[i]);
        },
        range,
      );
      yield rows as unknown as Text[];
    }
    await store.delete(key);
  }
  await clear(store, prefix);
}

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : (value ?? null));

async function clear(store: ObjectStore, prefix: string): Promise<void> {
  for (const { key } of await store.list(prefix)) await store.delete(key);
}
