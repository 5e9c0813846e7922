import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { fillOwnColumns, inlineFacts } from '../facts/name-facts.ts';
import { createAsOf } from '../facts/spine.ts';
import { type DaySpan, localDay } from '../sql/local-day.ts';
import { literal } from '../sql/sql-text.ts';
import { moodsOfRecords } from '../texts/moods-of-records.ts';
import { customerDimensions, type Dimension, dimensionsOf, type Mapped, ownColumns } from './dimensions.ts';
import { periodsUntil } from './periods.ts';
import { placeColumns } from './place-columns.ts';
import type { Records } from './records.ts';

/** What tables of records are made with. */
export interface Making {
  readonly warehouse: Warehouse;
  readonly config: Config;
  readonly mapped: Mapped;
  readonly span: DaySpan;
}

/** What records are of: a business at an as-of date. */
export interface RecordsRequest {
  readonly config: Config;
  readonly asOf: string;
  readonly mapped: Mapped;
  /** Whether the table `moods_read` has moods that were read of what customers wrote; left out: it does not stand. */
  readonly withMoods?: boolean;
}

/** Creates what all tables of records are made of, over all periods that are counted: the spine of the as-of date, `cx_read_moods` and `cx_people`. */
export async function prepareRecords(
  { config, asOf, mapped, withMoods = false }: RecordsRequest,
  warehouse: Warehouse,
): Promise<Making> {
  const { timeZone } = config.business;
  const from = periodsUntil(asOf, config.cx)
    .map(({ first }) => first)
    .reduce((a, b) => (a < b ? a : b));
  const making = { warehouse, config, mapped, span: { from, until: asOf, timeZone } };
  await createAsOf(warehouse, asOf, timeZone);
  await warehouse.create('cx_read_moods', moodsOfRecords(withMoods));
  await makePeople(making);
  return making;
}

/** Creates `cx_people`: who each customer is, and the quarter in which he or she joined. */
async function makePeople(making: Making): Promise<void> {
  const { warehouse, mapped, span } = making;
  const day = localDay('p.joined_at', span);
  const quarter = `substr(cast(${day} as varchar), 1, 4) || '-Q' || cast(quarter(${day}) as varchar)`;
  const columns = customerDimensions(mapped).map(({ name, column }) => {
    const from = ownColumns(mapped, 'customers').includes(`dim_${name}`) ? `p.dim_${name}` : `p.${name}`;
    return `, ${name === 'cohort' ? quarter : from} as ${column}`;
  });
  await warehouse.create(
    'cx_people',
    withFacts(`select p.customer_id${columns.join('')} from all_people p`, making),
  );
}

/** Records as they are counted. */
export interface MadeRecords {
  /** A relation: a table's name, or a query in parentheses. */
  readonly relation: string;
  readonly dimensions: readonly Dimension[];
}

/**
 * Creates the table of some records, each row with its day, what is known of its customer, and its own dimensions. Values of
 * a dimension beyond the most frequent ones are put together.
 */
export async function makeRecords(records: Records, making: Making): Promise<MadeRecords> {
  const { warehouse, config, mapped, span } = making;
  const { sql, source, placedBy = 'moment' } = records;
  const own = source === undefined ? [] : ownColumns(mapped, source);
  const text = fillOwnColumns(typeof sql === 'string' ? sql : sql(config), own)
    .replace(/^(--.*\n)+/, '')
    .replaceAll(/\{\{day of (\S+)\}\}/g, (_, at: string) => localDay(at, span));
  const people = customerDimensions(mapped).map(({ column }) => `, p.${column}`);
  const day = placedBy === 'moment' ? `, ${localDay('r.moment', span)} as day` : '';
  const table = `cx_${records.name}`;
  const select = `select r.*${day}${people.join('')}
    from (${text}) r left join cx_people p on p.customer_id = r.customer_id`;
  await warehouse.create(table, withFacts(select, making));
  return mostFrequent(table, dimensionsOf(records, mapped), making);
}

const withFacts = (sql: string, { mapped }: Making): string =>
  inlineFacts(sql, undefined, (source) => ownColumns(mapped, source));

/** What values beyond the most frequent ones are called together. */
export const otherValues = '(other)';

/** The table with the rare values of each dimension put together, where one has more than may stand by themselves. */
async function mostFrequent(
  table: string,
  dimensions: readonly Dimension[],
  { warehouse, config }: Making,
): Promise<MadeRecords> {
  const most = config.cx.mostValues;
  if (dimensions.length === 0) return { relation: table, dimensions };
  const values = new Map<string, string[]>();
  for (const { dimension, value } of await warehouse.rows(frequentSelect(table, dimensions, most + 1))) {
    values.set(String(dimension), [...(values.get(String(dimension)) ?? []), String(value)]);
  }
  const many = dimensions.filter(({ name }) => (values.get(name)?.length ?? 0) > most);
  if (many.length === 0) return { relation: table, dimensions };
  const columns = many.map(({ name, column }) => {
    const kept = values.get(name)!.slice(0, most).map(literal).join(', ');
    return `case when v.${column} is null or v.${column} in (${kept}) then v.${column} else ${literal(otherValues)} end
      as most_${column}`;
  });
  return {
    relation: `(select v.*, ${columns.join(', ')} from ${table} v)`,
    dimensions: dimensions.map((one) =>
      many.includes(one) ? { ...one, column: `most_${one.column}` } : one,
    ),
  };
}

function frequentSelect(table: string, dimensions: readonly Dimension[], most: number): string {
  const sets = dimensions.map(({ column }) => `(${column})`).join(', ');
  return `select dimension, value from (
    select dimension, value, row_number() over (partition by dimension order by n desc, value) as place
    from (select ${placeColumns(dimensions)}, count(*) as n from ${table} r group by grouping sets (${sets})) c
    where value is not null
  ) q where place <= ${most} order by dimension, place`;
}
