import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import { type PulseSource, pulseSources } from '../../contracts/artefacts/pulse.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import { identifier } from '../sql/sql-text.ts';

export interface ArrivedRequest {
  readonly checked: CheckReport;
  /** Clean rows of the published run. */
  readonly published: (source: string) => string;
  /** Prefix of the rows that this pulse has judged, for each source of which it read some. */
  readonly judged: ReadonlyMap<PulseSource, string>;
  /** Pulse that left the rows which came before, by source. */
  readonly before: Readonly<Partial<Record<PulseSource, string>>>;
  readonly pulse: string;
}

/** Rows by source that the published run has not, or has otherwise. */
export type Arrived = ReadonlyMap<PulseSource, number>;

export interface AttachedArrivals {
  readonly arrived: Arrived;
  /** Rows by source that this pulse has judged and that the published run, or a pulse before, has already. */
  readonly known: ReadonlyMap<PulseSource, number>;
}

/**
 * Makes the clean tables readable by name, as the published run left them and with what has arrived since over them: a row
 * of the same key takes the place of the one before, one that is the same is no news, under whatever name its file came. What
 * has arrived stands in `arrived_<source>` as well, and is left to the next pulse.
 */
export async function attachArrived(
  warehouse: Warehouse,
  request: ArrivedRequest,
): Promise<AttachedArrivals> {
  const { checked, published, judged, before } = request;
  await attachCleanTables(warehouse, checked, published);
  const arrived = new Map<PulseSource, number>();
  const known = new Map<PulseSource, number>();
  for (const source of pulseSources) {
    if (!judged.has(source) && before[source] === undefined) continue;
    if (!checked.sources.some((one) => one.source === source)) continue;
    const found = await overlay(warehouse, source, request);
    arrived.set(source, found.arrived);
    known.set(source, found.known);
  }
  return { arrived, known };
}

/** Where a folder is attached from a disk, the `key=…` in its path is a column as well; it tells rows of two keys apart that are the same. */
const folderColumn = 'key';

async function overlay(
  warehouse: Warehouse,
  source: PulseSource,
  { published, judged, before, pulse }: ArrivedRequest,
): Promise<{ readonly arrived: number; readonly known: number }> {
  const names = { published: `published_${source}`, arrived: `arrived_${source}` };
  await warehouse.attach(names.published, published(source));
  const named = (await warehouse.columns(names.published)).map(({ name }) => name);
  const orderBy = named.filter((name) => name !== folderColumn);
  const columns = orderBy.map(identifier).join(', ');
  const [now, earlier] = [judged.get(source), before[source]];
  if (now !== undefined) await warehouse.attach(`${source}_judged`, now);
  if (earlier !== undefined) await warehouse.attach(`${source}_earlier`, keys.pulseRows(earlier, source));
  const all = [
    ...(now === undefined ? [] : [`select ${columns} from ${source}_judged`]),
    ...(earlier === undefined
      ? []
      : [
          `select ${columns} from ${source}_earlier e${now === undefined ? '' : ` where ${notIn(source, `${source}_judged`)}`}`,
        ]),
  ];
  await warehouse.create(
    names.arrived,
    `select ${columns} from (${all.join('\n union all ')}) n except select ${columns} from ${names.published}`,
  );
  await warehouse.create(
    source,
    `select ${columns} from ${names.published} e where ${notIn(source, names.arrived)}
     union all select ${columns} from ${names.arrived}`,
  );
  const files = await warehouse.unload(
    `select ${columns} from ${names.arrived}`,
    keys.pulseRows(pulse, source),
    { orderBy },
  );
  const readBefore = [
    `select ${columns} from ${names.published}`,
    ...(earlier === undefined ? [] : [`select ${columns} from ${source}_earlier`]),
  ];
  const again = `select ${columns} from ${source}_judged intersect (${readBefore.join(' union all ')})`;
  const [counted] = now === undefined ? [] : await warehouse.rows(`select count(*) as n from (${again}) a`);
  return { arrived: files.reduce((sum, { rows }) => sum + rows, 0), known: Number(counted?.n ?? 0) };
}

/** Of rows `e`: whose key no row of a table has. A row without a key is one by itself. */
const notIn = (source: PulseSource, table: string): string =>
  `not exists (select 1 from ${table} a where ${sourceContracts[source].key
    .map((name) => `a.${name} = e.${name}`)
    .join(' and ')})`;
