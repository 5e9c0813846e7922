import type { Config } from '../../../contracts/config/config.ts';
import { configSchema } from '../../../contracts/config/config.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import type { Column, SourceName } from '../../../contracts/sources/column.ts';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import { sqlType } from '../../../pipeline/sources/map-source.ts';
import { literal } from '../../../pipeline/sql/sql-text.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

/** Clean tables of a small business as plain rows. Times are seconds since 1970, money is a plain number. */
export interface Business {
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
  readonly events: readonly BusinessEvent[];
  readonly tickets: readonly Ticket[];
  readonly surveys: readonly Survey[];
  readonly reviews: readonly Review[];
  readonly touches: readonly Touch[];
  readonly subscriptions: readonly Term[];
  readonly identities: readonly Link[];
  /** Moods as the stage `texts` leaves them; where left out there is no table of them. */
  readonly moods?: readonly ReadMood[];
}

export interface ReadMood {
  readonly source: 'ticket' | 'survey';
  readonly record_id: string;
  readonly sentiment: number | null;
  readonly said_by: 'score' | 'own' | null;
}

export interface Customer {
  readonly customer_id: string;
  readonly joined_at: number;
  readonly known_at: number;
  readonly segment: string | null;
  readonly acquisition_channel: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly email?: string | null;
  readonly contact_consent?: boolean | null;
  readonly opted_out_at?: number | null;
}

export interface Order {
  readonly order_id: string;
  readonly customer_id: string;
  readonly ordered_at: number;
  readonly known_at: number;
  readonly kind: 'sale' | 'refund';
  readonly amount: number;
  readonly margin: number | null;
  readonly quantity: number | null;
  readonly product_id: string | null;
  readonly category: string | null;
  readonly channel: string | null;
  readonly delivered_late: boolean | null;
}

export interface BusinessEvent {
  readonly customer_id: string;
  readonly happened_at: number;
  readonly known_at: number;
  readonly kind: 'view' | 'feature' | 'error' | 'step';
  readonly name: string | null;
  readonly journey_id: string | null;
  readonly outcome: 'done' | 'completed' | 'failed' | null;
  readonly channel: string | null;
}

export interface Ticket {
  readonly ticket_id: string;
  readonly customer_id: string;
  readonly opened_at: number;
  readonly known_at: number;
  readonly first_response_at: number | null;
  readonly resolved_at: number | null;
  readonly reopened_at: number | null;
  readonly contacts: number | null;
  readonly transfers: number | null;
  readonly reason: string | null;
  readonly sentiment: number | null;
}

export interface Survey {
  readonly survey_id: string;
  readonly customer_id: string;
  readonly invited_at: number;
  readonly known_at: number;
  readonly answered_at: number | null;
  readonly kind: 'nps' | 'csat' | 'ces' | 'csi' | 'loyalty';
  readonly score: number | null;
  readonly scale_max: number | null;
  readonly sentiment: number | null;
}

export interface Review {
  readonly review_id: string | null;
  readonly customer_id: string | null;
  readonly written_at: number;
  readonly known_at: number;
  readonly platform: string | null;
  readonly place: string | null;
  readonly rating: number | null;
  readonly rating_max: number | null;
  readonly text: string | null;
}

export interface Touch {
  readonly touch_id: string;
  readonly customer_id: string;
  readonly touched_at: number;
  readonly known_at: number;
  readonly arm: 'contact' | 'control';
  readonly delivered: boolean | null;
  readonly opened: boolean | null;
  readonly opted_out_at: number | null;
}

export interface Term {
  readonly subscription_id: string;
  readonly customer_id: string;
  readonly started_at: number;
  readonly known_at: number;
  readonly ended_at: number | null;
  readonly end_known_at: number | null;
  readonly plan: string | null;
  readonly monthly_amount: number;
  readonly monthly_margin: number | null;
  readonly period_months: number | null;
}

export interface Link {
  readonly alias_id: string;
  readonly customer_id: string;
  readonly known_at: number | null;
}

export const emptyBusiness: Business = {
  customers: [],
  orders: [],
  events: [],
  tickets: [],
  surveys: [],
  reviews: [],
  touches: [],
  subscriptions: [],
  identities: [],
};

export interface OpenBusiness {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
}

/** A warehouse of its own with the business's clean tables in it; the caller closes it. */
export async function openBusiness(business: Business, threads = 1): Promise<OpenBusiness> {
  const root = scratchFolder();
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store, threads });
  await loadBusiness(warehouse, business);
  return { warehouse, store };
}

/** Puts the rows in place of the warehouse's clean tables. */
export async function loadBusiness(warehouse: Warehouse, business: Business): Promise<void> {
  for (const { name, columns } of Object.values(sourceContracts)) {
    const table = name === 'identities' ? 'identity_links' : name;
    await warehouse.create(table, rowsSelect(columns, business[name] as readonly object[]));
  }
  if (business.moods) await warehouse.create('moods_read', rowsSelect(moodColumns, business.moods));
}

const moodColumns: Readonly<Record<keyof ReadMood, Column>> = {
  source: { type: 'text', means: 'ticket or survey' },
  record_id: { type: 'text', means: 'the row' },
  sentiment: { type: 'number', means: '−1 to 1' },
  said_by: { type: 'text', means: 'who says so' },
};

function rowsSelect(columns: Readonly<Record<string, Column>>, rows: readonly object[]): string {
  const names = Object.keys(columns);
  const values = (row: object) => names.map((name) => sqlValue(columns[name]!, (row as Row)[name] ?? null));
  const empty = names.map((name) => `cast(null as ${sqlType(columns[name]!)}) as ${name}`).join(', ');
  if (rows.length === 0) return `select ${empty} where false`;
  const typed = names.map((name) => `cast(${name} as ${sqlType(columns[name]!)}) as ${name}`).join(', ');
  const lines = rows.map((row) => `(${values(row).join(', ')})`);
  return `select ${typed} from (values ${lines.join(',\n')}) as r (${names.join(', ')})`;
}

type Row = Record<string, string | number | boolean | null | undefined>;

function sqlValue(column: Column, value: string | number | boolean | null): string {
  if (value === null) return 'null';
  if (column.type === 'time' && typeof value === 'number') return `timestamp ${literal(timeText(value))}`;
  return typeof value === 'string' ? literal(value) : String(value);
}

const timeText = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** A config of the small business; `over` replaces whole sections. */
export const smallConfig = (over: Record<string, unknown> = {}): Config =>
  configSchema.parse({
    version: 1,
    business: { name: 'Small', currency: 'EUR', timeZone: 'Europe/Warsaw', dataUntil: '2025-12-01' },
    inputs: {},
    sources: {},
    churn: { kind: 'non-contractual', horizonDays: 30, lookbackDays: 120 },
    clv: { horizonDays: 120, observedDays: 60 },
    ...over,
  });

/** Every column of every contract is mapped. */
export const allMapped = (source: SourceName): readonly string[] =>
  Object.keys(sourceContracts[source].columns);
