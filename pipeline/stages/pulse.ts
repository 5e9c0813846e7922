import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { planDocument, type Run } from '../../contracts/artefacts/plan.ts';
import type { PublishedRun } from '../../contracts/artefacts/published-index.ts';
import {
  type PulseCursor,
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
import { findLanded, type Landed } from '../pulse/new-files.ts';
import type { Pulse } from '../pulse/pulse-work.ts';
import { judgeLanded } from './judge-landed.ts';
import { raiseLanded, toldOf } from './raise-landed.ts';
import type { RunEnvironment } from './run.ts';
import { hashOf } from './stage-keys.ts';

export interface PulseEnvironment extends RunEnvironment {
  readonly listInputs: ListInputs;
  /** Sets what it leaves on its way apart from a pulse that runs beside it; left out where none can. */
  readonly attempt?: string;
  /** Tells whoever listens of a pulse that raised something, whose report stands under a key; may be asked again for the same one. */
  readonly tell: (report: PulseReport, key: string) => Promise<void>;
}

/**
 * Looks at what customers have said since the pulses and the night before: reads the files that have landed, flags complaints
 * and opens alerts, tells of them, and only then says what it has read. Where it is killed, the next pulse has its name, reads
 * the same files again, finds in the ledgers what was written, and tells of it.
 * @param at instant as of which it looks: a pulse after that looks at what happens later
 */
export async function pulse(at: Date, environment: PulseEnvironment): Promise<PulseReport> {
  const { store } = environment;
  const last = await readCursor(store);
  const id = pulseId(last.cursor.pulses + 1);
  const published = await publishedAt(at, environment);
  if (published === null)
    return nothing({
      id,
      at,
      published,
      notes: [
        `${store.locate(keys.published())} names no run of this day or before: a pulse stands beside the lists of a run, so run first.`,
      ],
    });
  const run = await planOf(published, environment);
  const readBy = readingOf(run);
  const before = await holding(store, last, readBy);
  const { cursor } = before;
  const landed = await findLanded({ config: run.config, cursor, at }, environment.listInputs);
  if (landed.files.length === 0)
    return nothing({ id, at, published, notes: landed.notes, unread: landed.unread });
  const { attempt = '' } = environment;
  const key = `${id}-${hashOf(landed.tags)}${attempt && `-${attempt}`}`;
  const found: Pulse = { id, key, at, run, published, landed, before: cursor };
  const judged = await judgeLanded(found, environment);
  const { unread, notes, later } = judged;
  if (judged.landed.files.length === 0) return nothing({ id, at, published, notes, unread });
  const one = { ...found, landed: judged.landed };
  const { report, arrived, stop } = await raiseLanded(one, judged, environment);
  const place = `${keys.pulseResults(key)}report.json`;
  await writeDocument(store, pulseReportDocument, place, report);
  if (isNews(report)) await environment.tell(report, place);
  const rows = Object.fromEntries([...arrived].flatMap(([source, n]) => (n > 0 ? [[source, key]] : [])));
  const moved = await moveCursor(store, before, {
    pulses: cursor.pulses + 1,
    files: one.landed.tags,
    later: { ...stillLater(cursor, one.landed), ...later },
    stop,
    readBy,
    rows,
  });
  if (moved) await forget(one, rows, environment);
  return report;
}

/** Whether anybody has something to do: whoever contacts by a list that names somebody who complains has, too. */
const isNews = ({ escalations, alerts, stop }: PulseReport): boolean =>
  (escalations?.raised ?? 0) + alerts.length > 0 || stop !== null;

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

/** Of files that are as they were and not read now: when they are to be read again. */
function stillLater({ files, later }: PulseCursor, { files: now, tags }: Landed): PulseCursor['later'] {
  const read = new Set(now.map(({ location }) => location));
  return Object.fromEntries(
    Object.entries(later).filter(([file]) => !read.has(file) && tags[file] === files[file]),
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
  readonly unread?: PulseReport['unread'];
}

const nothing = ({ id, at, published, notes, unread = [] }: Looked): PulseReport => ({
  pulse: id,
  at: at.toISOString(),
  published: published && toldOf(published),
  files: 0,
  unread: [...unread],
  sources: [],
  escalations: null,
  stop: null,
  rules: 0,
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
  const kept = new Set(Object.values(rows));
  const cleans = pulseSources.map(keys.cleanOfAll);
  for (const folder of [keys.pulseRowsOfAll, keys.pulsePassingOfAll, ...cleans])
    for (const { key: file } of await store.list(`${folder}pulse-`)) {
      const of = file.slice(folder.length).split('/')[0]!;
      if (folder === keys.pulseRowsOfAll && kept.has(of)) continue;
      if (of === key || of < id) await store.delete(file);
    }
}
