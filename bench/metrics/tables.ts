import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { attachCleanTables } from '../../pipeline/sources/clean-tables.ts';
import { sqlType } from '../../pipeline/sources/map-source.ts';

/** Where tables are written and read. */
export interface Place {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
}

/** Rows of a table for each customer, and its columns as DuckDB's SQL over the number `i` of the row. */
interface Made {
  readonly perCustomer: number;
  readonly columns: Readonly<Record<string, string>>;
}

export const asOf = '2026-01-01';
const days = 730;

/** A draw from 0 to n − 1 by the row's number, the same each time. */
const draw = (what: string, n: number): string => `cast(hash('${what}', i) % ${n} as integer)`;
const oneOf = (what: string, values: readonly string[]): string =>
  `list_extract([${values.map((value) => `'${value}'`).join(', ')}], 1 + ${draw(what, values.length)})`;
const instant = (what: string): string =>
  `timestamp '2024-01-01 00:00:00' + to_seconds(${draw(what, days * 86_400)})`;
const later = (column: string, what: string, seconds: number): string =>
  `${column} + to_seconds(1 + ${draw(what, seconds)})`;
const sometimes = (what: string, percent: number, value: string): string =>
  `case when ${draw(`${what}?`, 100)} < ${percent} then ${value} end`;

const journeys = ['checkout', 'onboarding', 'returns'];
const channels = ['web', 'app', 'phone'];

/** Twenty events a customer, one in five a step of a journey; four lines of orders, one answer, half a case. */
const tables: Partial<Record<SourceName, Made>> = {
  customers: {
    perCustomer: 1,
    columns: {
      joined_at: instant('joined'),
      segment: oneOf('segment', ['new', 'regular', 'vip']),
      country: oneOf('country', ['DE', 'PL', 'FR', 'CZ']),
      language: oneOf('language', ['de', 'pl', 'fr', 'cs']),
      acquisition_channel: oneOf('acquired', ['search', 'referral', 'partner']),
    },
  },
  events: {
    perCustomer: 20,
    columns: {
      event_id: `'E' || i`,
      happened_at: instant('event'),
      kind: `case when i % 5 = 0 then 'step' else 'view' end`,
      name: oneOf('page', ['home', 'product', 'basket', 'help']),
      journey: `case when i % 5 = 0 then ${oneOf('journey', journeys)} end`,
      journey_id: `case when i % 5 = 0 then 'J' || cast(i / 10 as bigint) end`,
      outcome: `case when i % 5 = 0 then ${oneOf('outcome', ['done', 'completed', 'failed'])} end`,
      channel: oneOf('seen on', channels),
    },
  },
  orders: {
    perCustomer: 4,
    columns: {
      order_id: `'O' || cast(i / 2 as bigint)`,
      line_id: `'L' || i`,
      ordered_at: instant('order'),
      kind: `case when ${draw('refunded', 12)} = 0 then 'refund' else 'sale' end`,
      amount: `case when ${draw('refunded', 12)} = 0 then -1 else 1 end * (5 + ${draw('amount', 9_000)} / 1e2)`,
      margin: `case when ${draw('refunded', 12)} = 0 then -1 else 1 end * (2 + ${draw('amount', 9_000)} / 3e2)`,
      category: oneOf('category', ['shoes', 'shirts', 'bags', 'hats', 'belts']),
      channel: oneOf('bought on', channels),
      delivered_late: `${draw('late', 15)} = 0`,
    },
  },
  surveys: {
    perCustomer: 1,
    columns: {
      survey_id: `'S' || i`,
      invited_at: instant('invited'),
      answered_at: sometimes('answered', 40, later(instant('invited'), 'answered', 5 * 86_400)),
      kind: oneOf('survey', ['nps', 'csat', 'ces']),
      score: sometimes('answered', 40, `1 + ${draw('score', 5)}`),
      scale_max: `case when ${oneOf('survey', ['nps', 'csat', 'ces'])} = 'nps' then 10 else 5 end`,
      journey: oneOf('asked about', journeys),
      channel: oneOf('asked by', ['email', 'app']),
    },
  },
  tickets: {
    perCustomer: 0.5,
    columns: {
      ticket_id: `'T' || i`,
      opened_at: instant('opened'),
      first_response_at: sometimes('responded', 90, later(instant('opened'), 'response', 86_400)),
      resolved_at: sometimes('resolved', 85, later(instant('opened'), 'resolution', 10 * 86_400)),
      contacts: `1 + ${draw('contacts', 4)}`,
      transfers: draw('transfers', 3),
      reason: oneOf('reason', ['delivery', 'payment', 'quality', 'account']),
      channel: oneOf('asked on', channels),
    },
  },
};

/** What is mapped: every column that a table is given. */
export const mapped = (source: SourceName): string[] => {
  const made = tables[source];
  return made === undefined ? [] : ['customer_id', 'known_at', ...Object.keys(made.columns)];
};

const prefixOf = (source: SourceName): string => `clean/${source}/`;

/** Writes the clean tables as a check leaves them; answers how many rows there are. */
export async function writeTables(at: Place, customers: number): Promise<number> {
  let rows = 0;
  for (const [source, { perCustomer, columns }] of made()) {
    const { happenedAt, columns: declared } = sourceContracts[source];
    const whose = source === 'customers' ? 'i' : `hash('whose', i) % ${customers}`;
    const given: Readonly<Record<string, string>> = {
      customer_id: `'C' || (${whose})`,
      known_at: columns[happenedAt!]!,
      ...columns,
    };
    const typed = Object.entries(declared).map(
      ([name, column]) => `cast(${given[name] ?? 'null'} as ${sqlType(column)}) as ${name}`,
    );
    const count = Math.round(perCustomer * customers);
    const file = at.store.locate(`${prefixOf(source)}part-0.parquet`);
    mkdirSync(dirname(file), { recursive: true });
    await at.warehouse.rows(
      `copy (select ${typed.join(', ')} from range(${count}) r(i)) to '${file}' (format parquet)`,
    );
    rows += count;
  }
  return rows;
}

/** Makes the tables readable by their names, the sources that are not made as empty ones. */
export async function attachTables({ warehouse }: Place): Promise<void> {
  const sources = made().map(([source]) => ({ source }));
  await attachCleanTables(
    warehouse,
    { sources } as unknown as CheckReport,
    prefixOf as (source: string) => string,
  );
}

const made = () => Object.entries(tables) as [SourceName, Made][];
