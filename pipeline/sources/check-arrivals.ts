import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { blameColumn } from './blame-column.ts';
import { judgedRows, judgeSource } from './check-source.ts';
import { type CheckRequest, planChecks } from './check-sources.ts';
import { selectAhead, unknownCustomer } from './flag-rows.ts';
import type { JudgedSource } from './judged-source.ts';

export interface ArrivalsRequest extends CheckRequest {
  readonly sources: readonly SourceName[];
  /** Check of the published run, and where its clean rows stand: they say who is a customer. */
  readonly checked: CheckReport;
  readonly clean: (source: SourceName) => string;
}

/**
 * Judges the rows that have arrived of some sources by the rules of the check: good ones are written typed, bad ones set
 * aside, and those of customers whom the published run does not know as well. No share of bad rows refuses them.
 */
export async function checkArrivals(
  warehouse: Warehouse,
  { sources, checked, clean, ...request }: ArrivalsRequest,
): Promise<JudgedSource[]> {
  await warehouse.attach('published_customers', clean('customers'));
  await warehouse.create('customer_ids', 'select distinct customer_id from published_customers');
  await createLinks(warehouse, checked, clean);
  const judged: JudgedSource[] = [];
  for (const check of await planChecks(warehouse, sources, request)) {
    const one = judgeSource(warehouse, check, () => undefined);
    judged.push(await one.catch((cause) => blameColumn(warehouse, check, cause)));
  }
  return judged;
}

async function createLinks(
  warehouse: Warehouse,
  { sources }: CheckReport,
  clean: ArrivalsRequest['clean'],
): Promise<void> {
  const mapped = sources.some(({ source }) => source === 'identities');
  if (mapped) await warehouse.attach('published_identities', clean('identities'));
  const from = mapped
    ? 'select alias_id, customer_id from published_identities'
    : "select cast('' as varchar) as alias_id, cast('' as varchar) as customer_id where false";
  await warehouse.create('identity_links', from);
}

/** The first instant after the data's end of which rows of a source tell; null where none do. */
export async function aheadOf(warehouse: Warehouse, judged: JudgedSource): Promise<Date | null> {
  const { source, setting } = judged;
  const select = selectAhead({ source, from: judgedRows(judged), setting: { ...setting, rules: [] } });
  const [row = {}] = await warehouse.rows(select);
  const seconds = Object.values(row).flatMap((value) => (value === null ? [] : [Math.floor(Number(value))]));
  return seconds.length === 0 ? null : new Date(1000 * Math.min(...seconds));
}

/** Rows of customers whom the published run does not know. */
export const unknownOf = ({ reasons }: JudgedSource): number =>
  reasons.find(({ code }) => code === unknownCustomer.code)?.rows ?? 0;
