import type { CheckReport, SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Config, SourceConfig } from '../../contracts/config/config.ts';
import { ConfigError, TransientError } from '../../contracts/errors.ts';
import { columnsForPeople } from '../../contracts/header.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { AttachedInput, Warehouse, WarehouseColumn } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { blameColumn } from './blame-column.ts';
import { judgedRows, judgeSource } from './check-source.ts';
import { noOptOuts, selectLostOptOuts, selectTouchOptOuts } from './consent.ts';
import { makeIdentityLinks } from './identity-links.ts';
import type { JudgedSource, SourceCheck } from './judged-source.ts';
import { keepCustomers, keepIdentities } from './keep-rows.ts';
import { mapSource } from './map-source.ts';
import { readsInput } from './reads-input.ts';
import { refuseBadSources } from './refuse-sources.ts';
import { reportOf } from './report-source.ts';
import { requireSources } from './require-sources.ts';
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
  const checks = await planChecks(warehouse, present, request);
  const judged: JudgedSource[] = [];
  for (const [i, check] of checks.entries()) {
    const step = (share: number, what: string) => progress.fraction((i + share) / (present.length + 1), what);
    step(0, check.source.contract.name);
    const one = await judgeSource(warehouse, check, step).catch((cause) =>
      blameColumn(warehouse, check, cause),
    );
    judged.push(one);
    await rememberIds(warehouse, one, request.config);
  }
  await refuseBadSources(warehouse, judged, request.config, store);
  await rememberOptOuts(warehouse, judged);
  progress.fraction(present.length / (present.length + 1), 'customers: consent');
  const sources: SourceReport[] = [];
  for (const source of judged) sources.push(reportOf(source, await keptOf(warehouse, source)));
  progress.fraction(1);
  return { sources, copies: [], missing: names.filter((name) => !present.includes(name)) };
}

async function keptOf(warehouse: Warehouse, judged: JudgedSource): Promise<number> {
  if (judged.kept !== null) return judged.kept;
  return judged.source.contract.name === 'customers'
    ? keepCustomers(warehouse, judged)
    : keepIdentities(warehouse, judged);
}

async function rememberOptOuts(warehouse: Warehouse, judged: readonly JudgedSource[]): Promise<void> {
  const touches = judged.find(({ source }) => source.contract.name === 'touches');
  const from = touches && judgedRows(touches);
  const lost = touches && from ? selectLostOptOuts({ ...touches, from }) : noOptOuts;
  await warehouse.create('lost_opt_outs', lost);
  await warehouse.create(
    'touch_opt_outs',
    touches === undefined ? noOptOuts : selectTouchOptOuts(touches.setting),
  );
}

/** How every source is read; what the config says wrongly of them is refused all at once. */
export async function planChecks(
  warehouse: Warehouse,
  names: readonly SourceName[],
  request: CheckRequest,
): Promise<SourceCheck[]> {
  const checks: SourceCheck[] = [];
  const faults: ConfigError[] = [];
  for (const name of names)
    try {
      checks.push(await planCheck(warehouse, name, request));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(error);
    }
  if (faults.length > 0)
    throw new ConfigError(faults.map(({ message }) => message).join('\n'), { cause: faults[0] });
  return checks;
}

async function planCheck(
  warehouse: Warehouse,
  name: SourceName,
  request: CheckRequest,
): Promise<SourceCheck> {
  const config = request.config.sources[name] as SourceConfig;
  const { from, input } = whereFrom(config);
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
      `sources.${name} reads the column ${columnsForPeople([column])} of inputs.${input}, which ${file} lacks. Every file of a folder needs the columns that are read: add the column, or give the file an input of its own.`,
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

const whereFrom = ({ query, from = '' }: SourceConfig): { from: string; input: string } =>
  query === undefined ? { from, input: from } : { from: `(${query})`, input: 'query' };

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
