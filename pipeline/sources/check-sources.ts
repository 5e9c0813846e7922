import type { CheckReport, ReasonCount, SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Config, SourceConfig } from '../../contracts/config/config.ts';
import { ConfigError, DataRefusedError, TransientError } from '../../contracts/errors.ts';
import { columnsForPeople } from '../../contracts/header.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { AttachedInput, Warehouse, WarehouseColumn } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { write } from '../reports/format.ts';
import {
  type JudgedSource,
  judgeSource,
  keepCustomers,
  keepIdentities,
  reportOf,
  type SourceCheck,
} from './check-source.ts';
import { noLostOptOuts, selectLostOptOuts } from './consent.ts';
import { unknownCustomer } from './flag-rows.ts';
import { makeIdentityLinks } from './identity-links.ts';
import { likelyJoin } from './likely-join.ts';
import { mapSource, sqlType } from './map-source.ts';
import type { RuleSetting } from './row-rules.ts';

export interface CheckRequest {
  readonly config: Config;
  readonly run: string;
  readonly dataUntil: string;
  readonly attached: Readonly<Record<string, AttachedInput>>;
}

/**
 * Checks every source of the config, customers and identities first, and only then refuses what the data cannot carry, all
 * of it at once.
 */
export async function checkSources(
  warehouse: Warehouse,
  store: ObjectStore,
  request: CheckRequest,
  progress: Progress,
): Promise<CheckReport> {
  requireSources(request.config);
  const names = Object.keys(sourceContracts) as SourceName[];
  const present = names.filter((name) => request.config.sources[name] !== undefined);
  await warehouse.create(
    'identity_links',
    "select cast('' as varchar) as alias_id, cast('' as varchar) as customer_id where false",
  );
  const judged: JudgedSource[] = [];
  for (const [i, name] of present.entries()) {
    const step = (share: number, what: string) => progress.fraction((i + share) / (present.length + 1), what);
    step(0, name);
    const one = await judgeSource(warehouse, await planCheck(warehouse, name, request), step);
    judged.push(one);
    await rememberIds(warehouse, one, request.config);
  }
  await refuseBadSources(warehouse, judged, request.config, store);
  await rememberOptOuts(warehouse, judged);
  progress.fraction(present.length / (present.length + 1), 'customers: consent');
  const sources: SourceReport[] = [];
  for (const source of judged) sources.push(reportOf(source, await keptOf(warehouse, source)));
  progress.fraction(1);
  return { sources, missing: names.filter((name) => !present.includes(name)) };
}

async function keptOf(warehouse: Warehouse, judged: JudgedSource): Promise<number> {
  if (judged.kept !== null) return judged.kept;
  return judged.source.contract.name === 'customers'
    ? keepCustomers(warehouse, judged)
    : keepIdentities(warehouse, judged);
}

async function rememberOptOuts(warehouse: Warehouse, judged: readonly JudgedSource[]): Promise<void> {
  const touches = judged.find(({ source }) => source.contract.name === 'touches');
  const select = touches?.flagged ? selectLostOptOuts(touches.flagged, touches.setting) : noLostOptOuts;
  await warehouse.create('lost_opt_outs', select);
}

function requireSources({ sources, churn }: Config): void {
  if (!sources.customers) {
    throw new ConfigError(
      'sources.customers is missing. Map your customer table, or derive one: `query: select customer, min(date) as first_order from orders group by 1`',
    );
  }
  if (churn.kind === 'contractual' && !sources.subscriptions) {
    throw new ConfigError(
      'churn.kind is contractual, which needs sources.subscriptions; for businesses without contracts write non-contractual',
    );
  }
  if (churn.kind === 'non-contractual' && !sources.orders && !sources.events) {
    throw new ConfigError(
      'sources needs orders or events beside customers: they show whether a customer is still there',
    );
  }
  if (churn.kind === 'non-contractual' && churn.by === 'orders' && !sources.orders) {
    throw new ConfigError(
      'churn.by is orders but sources.orders is missing; map it or write churn.by: activity',
    );
  }
}

async function planCheck(
  warehouse: Warehouse,
  name: SourceName,
  request: CheckRequest,
): Promise<SourceCheck> {
  const config = request.config.sources[name] as SourceConfig;
  const { from, input } = whereFrom(name, config, request.config);
  const columns = await columnsOf(warehouse, name, from, request.config);
  requireInAllFiles(name, config, request);
  return {
    source: mapSource(sourceContracts[name], config, columns),
    from,
    input,
    malformed: malformedOf(name, request),
    run: request.run,
    config: request.config,
    setting: ruleSetting(request),
  };
}

/** A column that some file of a folder lacks must not be one that the source reads. */
function requireInAllFiles(name: SourceName, source: SourceConfig, { attached }: CheckRequest): void {
  const read = JSON.stringify([source.columns, source.dimensions, source.query ?? '']).toLowerCase();
  for (const [input, { absent = {} }] of Object.entries(attached)) {
    if (!readsInput(source, input)) continue;
    const found = Object.entries(absent).find(([column]) => read.includes(column.toLowerCase()));
    if (found === undefined) continue;
    const [column, file] = found;
    throw new ConfigError(
      `sources.${name} reads the column ${columnsForPeople([column])} of inputs.${input}, which ${file} has not. Every file of a folder needs the columns that are read; give the file its column or an input of its own.`,
    );
  }
}

async function columnsOf(
  warehouse: Warehouse,
  name: SourceName,
  from: string,
  config: Config,
): Promise<WarehouseColumn[]> {
  try {
    return await warehouse.columns(from);
  } catch (cause) {
    if (cause instanceof TransientError) throw cause;
    const inputs = await Promise.all(
      Object.keys(config.inputs).map(async (input) => {
        const columns = (await warehouse.columns(input)).map((column) => column.name);
        const lone = columns.length === 1 ? ' (only one column was read: is the delimiter right?)' : '';
        return `  inputs.${input} has ${columnsForPeople(columns)}${lone}`;
      }),
    );
    const problem = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new ConfigError([`sources.${name}.query does not run. ${problem}`, ...inputs].join('\n'), {
      cause,
    });
  }
}

function whereFrom(name: SourceName, source: SourceConfig, config: Config): { from: string; input: string } {
  if (source.query !== undefined) return { from: `(${source.query})`, input: 'query' };
  const from = source.from ?? '';
  if (!(from in config.inputs)) {
    throw new ConfigError(
      `sources.${name}.from: there is no inputs.${from}; inputs has ${Object.keys(config.inputs).join(', ')}`,
    );
  }
  return { from, input: from };
}

/** Lines that could not be read count against the first source that reads their input. */
function malformedOf(name: SourceName, { config, attached }: CheckRequest): string[] {
  const readers = (input: string) =>
    (Object.keys(sourceContracts) as SourceName[])
      .filter((source) => readsInput(config.sources[source], input))
      .sort((a, b) => Number(config.sources[a]?.from !== input) - Number(config.sources[b]?.from !== input));
  return Object.entries(attached)
    .filter(([input, { malformed }]) => malformed !== null && readers(input)[0] === name)
    .map(([, { malformed }]) => malformed as string);
}

const readsInput = (source: SourceConfig | undefined, input: string): boolean =>
  source !== undefined &&
  (source.from === input || new RegExp(`\\b${input}\\b`, 'i').test(source.query ?? ''));

function ruleSetting({ config, dataUntil }: CheckRequest): RuleSetting {
  return { dataUntil, currency: config.business.currency, rates: config.business.rates };
}

async function rememberIds(
  warehouse: Warehouse,
  { source, input }: JudgedSource,
  { inputs }: Config,
): Promise<void> {
  const { name } = source.contract;
  if (name === 'identities') {
    const file = inputs[input]?.file ?? inputs[input]?.table;
    await makeIdentityLinks(warehouse, file === undefined ? input : `${input} (${file})`);
  }
  if (name === 'customers') {
    await warehouse.create(
      'customer_ids',
      "select distinct linked_id as customer_id from customers_flagged where reasons = '' and not is_later",
    );
  }
}

/** @throws DataRefusedError that names every source with too many bad rows, or none, or none any more */
async function refuseBadSources(
  warehouse: Warehouse,
  judged: readonly JudgedSource[],
  config: Config,
  store: ObjectStore,
): Promise<void> {
  const problems: string[] = [];
  for (const source of judged) {
    const refused = refusal(source, config, store);
    if (refused !== null) problems.push(refused, ...(await joinAdvice(warehouse, source, config)));
    const stale = staleness(source, config);
    if (stale !== null) problems.push(stale);
  }
  if (problems.length > 0) throw new DataRefusedError(problems.join('\n'));
}

/** Where most rows are of customers that nobody knows, ids may only be written otherwise. */
async function joinAdvice(warehouse: Warehouse, judged: JudgedSource, config: Config): Promise<string[]> {
  const { source, flagged, read, reasons } = judged;
  const unknown = reasons.find(({ code }) => code === unknownCustomer.code);
  if (flagged === null || unknown === undefined || 2 * unknown.rows < read) return [];
  const advice = await likelyJoin(warehouse, config, { name: source.contract.name, flagged });
  return advice === null ? [] : [advice];
}

function refusal(judged: JudgedSource, config: Config, store: ObjectStore): string | null {
  const { read, bad, lines, reasons } = judged;
  const source = judged.source.contract.name;
  if (read === 0) return `${source}: ${inputOf(judged)} has no rows`;
  const place = store.locate(keys.quarantine(judged.run, source));
  const noRate = reasons.find((reason) => reason.code === 'no_rate');
  if (noRate) {
    return `${source}: ${write.count(noRate.rows)} rows are in a currency without a rate. Add business.rates, such as { USD: 0.92 }: units of ${config.business.currency} for one of it. The rows are in ${place}`;
  }
  const limit = config.sources[source]?.maxBadShare ?? config.checks.maxBadShare;
  if (bad + lines <= limit * read) return null;
  const why = reasons
    .slice(0, 4)
    .map((r) => `  ${write.count(r.rows)} ${r.code}: ${r.means}${shapesOf(r)}\n    cure: ${r.cure}`);
  return [
    `${source}: ${write.percent((bad + lines) / read)} of ${write.count(read)} rows of ${inputOf(judged)} are bad, more than the ${write.percent(limit)} allowed.`,
    ...why,
    `The rows are in ${place}`,
    `Correct the data or the mapping under sources.${source}, or allow it there with maxBadShare.`,
  ].join('\n');
}

const shapesOf = ({ shapes }: ReasonCount): string =>
  shapes.length === 0 ? '' : ` (looks like ${shapes.map((shape) => `\`${shape}\``).join(', ')})`;

/** Who comes when is not asked of customers: a shop that wins none any more still has those that it has. */
function staleness({ source, rhythm }: JudgedSource, { business, checks }: Config): string | null {
  const { name } = source.contract;
  if (name === 'customers' || rhythm?.silentDays == null || checks.acceptStale.includes(name)) return null;
  const usual = `${rhythm.usualGap} ${rhythm.usualGap === 1 ? 'day' : 'days'}`;
  return `${name}: the last rows are of ${rhythm.last}, ${rhythm.silentDays} days before business.dataUntil (${business.dataUntil}), where gaps of up to ${usual} are usual: has the feed stopped? Bring the missing rows or move business.dataUntil; to go on without them write checks.acceptStale: [${name}].`;
}

function inputOf({ input, config }: JudgedSource): string {
  const found = config.inputs[input];
  return found ? `inputs.${input} (${found.file ?? found.table})` : 'its query';
}

/** Makes the clean tables readable by name in a fresh warehouse; a source that is not mapped is an empty table. */
export async function attachCleanTables(
  warehouse: Warehouse,
  report: CheckReport,
  cleanPrefix: (source: string) => string,
): Promise<void> {
  for (const contract of Object.values(sourceContracts)) {
    const table = contract.name === 'identities' ? 'identity_links' : contract.name;
    if (report.sources.some((s) => s.source === contract.name)) {
      await warehouse.attach(table, cleanPrefix(contract.name));
    } else {
      const columns = Object.entries(contract.columns).map(
        ([name, column]) => `cast(null as ${sqlType(column)}) as ${name}`,
      );
      await warehouse.create(table, `select ${columns.join(', ')} where false`);
    }
  }
}
