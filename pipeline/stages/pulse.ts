import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { planDocument, type Run } from '../../contracts/artefacts/plan.ts';
import type { PublishedRun } from '../../contracts/artefacts/published-index.ts';
import {
  type PulseReport,
  type PulseSource,
  pulseId,
  pulseReportDocument,
  pulseSources,
} from '../../contracts/artefacts/pulse.ts';
import { dayOf } from '../../contracts/business-day.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ListInputs } from '../../contracts/ports/raw-files.ts';
import { readIndex } from '../published/read-index.ts';
import { holding, moveCursor, readCursor } from '../pulse/cursor.ts';
import { findLanded } from '../pulse/new-files.ts';
import { clear } from '../tables/unload-rows.ts';
import { judgeLanded } from './judge-landed.ts';
import { type Pulse, raiseLanded, toldOf } from './raise-landed.ts';
import type { RunEnvironment } from './run.ts';
import { hashOf } from './stage-keys.ts';

export interface PulseEnvironment extends RunEnvironment {
  readonly listInputs: ListInputs;
  /** Sets what it leaves on its way apart from a pulse that runs beside it; left out where none can. */
  readonly attempt?: string;
  /** Tells whoever listens of a pulse that raised something; may be asked again for the same one. */
  readonly tell: (report: PulseReport) => Promise<void>;
}

/**
 * Looks at what customers have said since the pulses and the night before: reads the files that have landed, flags complaints
 * and opens alerts, tells of them, and only then says what it has read. Where it is killed, the next pulse has its name, reads
 * the same files again, finds in the ledgers what was written, and tells of it.
 * @param at instant as of which it looks: what happened later is left to the night
 */
export async function pulse(at: Date, environment: PulseEnvironment): Promise<PulseReport> {
  const { store } = environment;
  const last = await readCursor(store);
  const id = pulseId(last.cursor.pulses + 1);
  const published = await publishedAt(at, environment);
  if (published === null)
    return nothing({ id, at, published, notes: ['Nothing is published yet: the first night comes before.'] });
  const run = await planOf(published, environment);
  const readBy = readingOf(run);
  const before = await holding(store, last, readBy);
  const landed = await findLanded(run.config, before.cursor, environment.listInputs);
  if (landed.files.length === 0) return nothing({ id, at, published, notes: landed.notes });
  const { attempt = '' } = environment;
  const key = `${id}-${hashOf(landed.tags)}${attempt && `-${attempt}`}`;
  const one: Pulse = { id, key, at, run, published, landed, before: before.cursor };
  const { report, arrived } = await raiseLanded(one, await judgeLanded(one, environment), environment);
  await writeDocument(store, pulseReportDocument, `${keys.pulseResults(id)}report.json`, report);
  if ((report.escalations?.raised ?? 0) + report.alerts.length > 0) await environment.tell(report);
  const rows = Object.fromEntries([...arrived].flatMap(([source, n]) => (n > 0 ? [[source, key]] : [])));
  const moved = await moveCursor(store, before, {
    pulses: before.cursor.pulses + 1,
    files: landed.tags,
    readBy,
    rows,
  });
  if (moved) await forget(one, rows, environment);
  return report;
}

/** The latest run that is published by the business's day of an instant. */
async function publishedAt(at: Date, { store }: PulseEnvironment): Promise<PublishedRun | null> {
  const { index } = await readIndex(store);
  return index.runs.findLast(({ asOf, meaning }) => asOf <= dayOf(at, meaning.business.timeZone)) ?? null;
}

async function planOf({ run }: PublishedRun, { store }: PulseEnvironment): Promise<Run> {
  const plan = (await readDocument(store, planDocument, keys.plan(run)))?.value;
  if (plan !== undefined) return plan;
  throw new HoldfastError(
    `${store.locate(keys.plan(run))} is gone, though its lists are published: run the night again`,
  );
}

/** By what a run's files are read. */
const readingOf = ({ config: { inputs, sources, business }, code }: Run): string =>
  hashOf({ inputs, sources, timeZone: business.timeZone, code: code.check });

interface Looked {
  readonly id: string;
  readonly at: Date;
  readonly published: PublishedRun | null;
  readonly notes: readonly string[];
}

const nothing = ({ id, at, published, notes }: Looked): PulseReport => ({
  pulse: id,
  at: at.toISOString(),
  published: published && toldOf(published),
  files: 0,
  sources: [],
  escalations: null,
  alerts: [],
  waited: { files: null, feedback: null },
  wrote: [],
  notes,
});

/** Its own rows on their way, and what pulses before left: nobody reads them any more. One that runs beside it has its name, and keeps its own. */
async function forget(
  { id, key }: Pulse,
  rows: Readonly<Partial<Record<PulseSource, string>>>,
  { store }: PulseEnvironment,
): Promise<void> {
  for (const source of pulseSources) await clear(store, keys.clean(key, source));
  const kept = new Set(Object.values(rows));
  for (const folder of [keys.pulseRowsOfAll, keys.pulsePassingOfAll])
    for (const { key: file } of await store.list(folder)) {
      const of = file.slice(folder.length).split('/')[0]!;
      if (!kept.has(of) && (of === key || of < id)) await store.delete(file);
    }
}
