import type { PulseReport, PulseSource, Unread } from '../../contracts/artefacts/pulse.ts';
import { sqlInstant } from '../../contracts/business-day.ts';
import { keys } from '../../contracts/keys.ts';
import type { ListInputs } from '../../contracts/ports/raw-files.ts';
import type { AttachedInput } from '../../contracts/ports/warehouse.ts';
import { faultOfFiles } from '../pulse/fault-of-files.ts';
import { type Landed, stillWritten, without } from '../pulse/new-files.ts';
import type { Pulse } from '../pulse/pulse-work.ts';
import { readable } from '../pulse/readable.ts';
import { aheadOf, checkArrivals, unknownOf } from '../sources/check-arrivals.ts';
import { readsInput } from '../sources/reads-input.ts';
import { clear } from '../tables/unload-rows.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf } from './stage.ts';

/** What landed, as far as it could be read. */
export interface JudgedLanding {
  readonly landed: Landed;
  readonly sources: PulseReport['sources'];
  /** Of files whose rows tell of a time to come: the first such instant. */
  readonly later: Readonly<Record<string, string>>;
  readonly unread: PulseReport['unread'];
  readonly notes: readonly string[];
}

type JudgeEnvironment = RunEnvironment & { readonly listInputs: ListInputs };

/**
 * Reads the files that have landed for a pulse and judges their rows, against the customers of the published run. Files that
 * cannot be read are left out, and named; those that somebody is writing to wait.
 * @throws HoldfastError where nothing can be read and no file is known to be the reason
 */
export async function judgeLanded(pulse: Pulse, environment: JudgeEnvironment): Promise<JudgedLanding> {
  const { landed } = pulse;
  try {
    return await judgeSettled(pulse, environment);
  } catch (error) {
    const fault = faultOfFiles(error);
    const bad = await findUnreadable(pulse, environment);
    const left = without(landed, new Set(bad.map(({ file }) => file)), pulse.run.config);
    if (left.files.length === 0 && fault.exitCode === 1) throw fault;
    const fresh = new Set(landed.files.flatMap(({ state, location }) => (state ? [location] : [])));
    const judged = await judgeSettled({ ...pulse, landed: left }, environment);
    return {
      ...judged,
      unread: [...judged.unread, ...bad.filter(({ file }) => !fresh.has(file))],
      notes: [
        ...judged.notes,
        ...bad.flatMap(({ file: location }) => (fresh.has(location) ? [stillWritten({ location })] : [])),
      ],
    };
  }
}

/** Leaves a file to the next pulse that has changed while it was read: its last row may be half a row. */
async function judgeSettled(pulse: Pulse, environment: JudgeEnvironment): Promise<JudgedLanding> {
  const { landed, run } = pulse;
  const judged = await judge(pulse, environment);
  const moved = await changedSince(landed, run.config, environment.listInputs);
  if (moved.length > 0) {
    const left = without(landed, new Set(moved), run.config);
    const again = await judgeSettled({ ...pulse, landed: left }, environment);
    return { ...again, notes: [...again.notes, ...moved.map((location) => stillWritten({ location }))] };
  }
  const { unread, notes } = landed;
  return { landed, ...judged, unread: [...unread], notes };
}

async function changedSince(
  { files, tags }: Landed,
  config: Pulse['run']['config'],
  list: ListInputs,
): Promise<string[]> {
  const names = new Set(files.flatMap(({ state, input }) => (state ? [input] : [])));
  if (names.size === 0) return [];
  const now = (await list(config, [...names])).flatMap((one) => one.files);
  return now.flatMap(({ location, tag }) =>
    tags[location] === undefined || tags[location] === tag ? [] : [location],
  );
}

/** Source by source, what stands against files: each is tried without the others. */
async function findUnreadable(pulse: Pulse, environment: JudgeEnvironment): Promise<Unread[]> {
  const { landed, run } = pulse;
  const unread = new Map<string, string>();
  for (const source of landed.sources) {
    const own = landed.files.filter(({ input }) => readsInput(run.config.sources[source], input));
    const others = new Set(landed.files.flatMap((file) => (own.includes(file) ? [] : [file.location])));
    const attempt = async (some: Landed['files']) => {
      const out = own.flatMap((file) => (some.includes(file) ? [] : [file.location]));
      const part = without(landed, new Set([...others, ...out]), run.config);
      await tryOut({ ...pulse, landed: { ...part, sources: [source] } }, environment);
    };
    for (const { one, fault } of (await readable(own, attempt)).bad) unread.set(one.location, fault.message);
  }
  return [...unread].map(([file, problem]) => ({ file, problem }));
}

/** Judges for nothing but to see whether it can be. */
async function tryOut(pulse: Pulse, environment: JudgeEnvironment): Promise<void> {
  const key = `${pulse.key}-tried`;
  try {
    await judge({ ...pulse, key }, environment);
  } finally {
    for (const source of pulse.landed.sources)
      for (const prefix of [keys.clean(key, source), keys.quarantine(key, source)])
        await clear(environment.store, prefix);
  }
}

async function judge(
  { key, at, run, landed }: Pulse,
  environment: RunEnvironment,
): Promise<Pick<JudgedLanding, 'sources' | 'later'>> {
  if (landed.sources.length === 0) return { sources: [], later: {} };
  const checked = await resultOf('check', run, environment);
  const warehouse = await environment.openWarehouse();
  try {
    const attached: Record<string, AttachedInput> = {};
    for (const input of landed.inputs) attached[input.name] = await warehouse.attachInput(input);
    await warehouse.seal?.();
    const judged = await checkArrivals(warehouse, {
      ...{ config: run.config, run: key, dataUntil: sqlInstant(at), attached, checked },
      sources: landed.sources,
      clean: (source) => keys.clean(keyOf(run, 'check'), source),
    });
    const later: Record<string, string> = {};
    for (const one of judged) {
      const ahead = await aheadOf(warehouse, one);
      const own = landed.files.filter(({ input }) =>
        readsInput(run.config.sources[one.source.contract.name], input),
      );
      for (const { location } of ahead === null ? [] : own)
        later[location] = earlier(later[location], ahead!.toISOString());
    }
    const sources = judged.map((one) => ({
      source: one.source.contract.name as PulseSource,
      read: one.read,
      kept: one.kept!,
      later: one.later,
      repeated: one.repeated,
      quarantined: one.bad + one.lines,
      unknownCustomers: unknownOf(one),
    }));
    return { sources, later };
  } finally {
    await warehouse.close();
  }
}

const earlier = (a: string | undefined, b: string): string => (a === undefined || b < a ? b : a);
