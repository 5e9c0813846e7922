import type { PublishedRun } from '../../contracts/artefacts/published-index.ts';
import type { PulseReport } from '../../contracts/artefacts/pulse.ts';
import { addDays, dayOf, sqlInstant } from '../../contracts/business-day.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { type EarlyRequest, type OpenedEarly, openEarly } from '../cx/alerts/open-early.ts';
import type { Passage } from '../cx/count-cells.ts';
import { attachMoods } from '../pulse/arrived-moods.ts';
import { type Arrived, type AttachedArrivals, attachArrived } from '../pulse/arrived-rows.ts';
import { findLeftAlone } from '../pulse/left-alone.ts';
import type { Pulse } from '../pulse/pulse-work.ts';
import { type RaisedEscalations, raiseEscalations } from '../pulse/raise-escalations.ts';
import { noneStopped, type Stopped, stopListed } from '../pulse/stop-listed.ts';
import { readsInput } from '../sources/reads-input.ts';
import { createSaidMoods } from '../targeting/said-moods.ts';
import type { JudgedLanding } from './judge-landed.ts';
import { chosenService } from './mood-service.ts';
import { mappedWithMoods, textsOf } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { findRecord, keyOf, resultOf } from './stage.ts';

export interface Raised {
  readonly report: PulseReport;
  readonly arrived: Arrived;
  /** Whom the file of those to be left alone names now. */
  readonly stop: string | null;
}

/** Looks at the rows that a pulse has judged, with those that came since the published run: what is to be raised is in the ledgers when it returns. */
export async function raiseLanded(
  pulse: Pulse,
  { sources, unread, notes }: JudgedLanding,
  environment: RunEnvironment,
): Promise<Raised> {
  const warehouse = await environment.openWarehouse();
  try {
    const { arrived, known } = await attach(pulse, sources, { ...environment, warehouse });
    const isNews = [...arrived.values()].some((rows) => rows > 0);
    const raised = isNews ? await raise(pulse, arrived, { ...environment, warehouse }) : none;
    return {
      report: {
        ...reportOf(
          pulse,
          sources.map((one) => withKnown(one, known)),
          raised,
        ),
        unread,
        notes: [
          ...notes,
          ...holdTheSame(pulse),
          ...nothingNew(pulse, sources, known),
          ...raised.notes,
          ...notLookedAt(pulse),
        ],
      },
      arrived,
      stop: isNews ? raised.stop.named : pulse.before.stop,
    };
  } finally {
    await warehouse.close();
  }
}

type WithWarehouse = RunEnvironment & { readonly warehouse: Warehouse };

interface AllRaised {
  readonly escalations: RaisedEscalations | null;
  readonly stop: Stopped;
  readonly alerts: OpenedEarly;
  /** Rules of the config that were looked at. */
  readonly rules: number;
  readonly notes: readonly string[];
}

const none: AllRaised = {
  escalations: null,
  stop: noneStopped,
  alerts: { alerts: [], files: [] },
  rules: 0,
  notes: [],
};

async function attach(
  { key, run, before }: Pulse,
  sources: PulseReport['sources'],
  environment: WithWarehouse,
): Promise<AttachedArrivals> {
  return attachArrived(environment.warehouse, {
    checked: await resultOf('check', run, environment),
    published: (source) => keys.clean(keyOf(run, 'check'), source),
    judged: new Map(
      sources.flatMap(({ source, kept }) => (kept > 0 ? [[source, keys.clean(key, source)] as const] : [])),
    ),
    before: before.rows,
    pulse: key,
  });
}

type Known = AttachedArrivals['known'];

/** Rows that come again, within the new files or beside what was read before. */
const withKnown = (one: PulseReport['sources'][number], known: Known): PulseReport['sources'][number] => ({
  ...one,
  repeated: one.repeated + (known.get(one.source) ?? 0),
});

/** Files that are delivered again under another name, whatever else is new. */
const holdTheSame = ({ landed: { files, copies } }: Pulse): string[] =>
  copies
    .filter(({ file }) => files.some(({ location }) => location === file))
    .map(({ file, of }) => `Delivered again: ${file} holds what ${of} holds, and its rows count once`);

/** Files that bring nothing though they hold other bytes; the first pulse reads what the night has read. */
function nothingNew({ landed, run, before }: Pulse, sources: PulseReport['sources'], known: Known): string[] {
  if (before.pulses === 0) return [];
  return sources
    .filter(({ source, kept }) => kept > 0 && known.get(source) === kept)
    .flatMap(({ source }) => {
      const files = landed.files
        .filter(({ input }) => readsInput(run.config.sources[source], input))
        .map(({ location }) => location)
        .filter((location) => landed.copies.every(({ file }) => file !== location));
      return files.length === 0 ? [] : [`${source}: nothing new in ${files.join(', ')}: every row was known`];
    });
}

/** What the config leaves out, and how it is switched on. */
function notLookedAt({ run }: Pulse): string[] {
  const { targeting, cx } = run.config;
  return [
    ...(targeting.escalations === undefined
      ? [
          'Complaints are not escalated: the config of the published run has no targeting.escalations. `escalations: {}` under targeting switches them on from the next run, with the defaults of docs/config.md',
        ]
      : []),
    ...(cx.alerts.length === 0
      ? [
          'No metric is watched: the config of the published run has no cx.alerts. `alerts: [{ metric: csat_5 }]` under cx watches one from the next run',
        ]
      : []),
  ];
}

async function raise(pulse: Pulse, arrived: Arrived, environment: WithWarehouse): Promise<AllRaised> {
  const { id, key, at, run, published } = pulse;
  const { warehouse, store } = environment;
  const { config } = run;
  const day = dayOf(at, config.business.timeZone);
  const passage = { warehouse, store, prefix: keys.pulsePassing(key) };
  const texts = await textsOf(run, store);
  const moods = texts === null ? undefined : { key: keyOf(run, 'texts'), reader: texts.reader };
  const notes = moods
    ? await attachMoods(passage, {
        ...{ config, at, arrived, texts: moods, pulse: key },
        service: await chosenService(config.cx.sentiment, environment),
      })
    : [];
  await createSaidMoods(warehouse, { asOfAt: sqlInstant(at), withMoods: moods !== undefined });
  const escalations = await raiseEscalations(warehouse, store, {
    ...{ config, day, at, pulse: id, passing: passage.prefix, results: keys.pulseResults(key) },
    ...{ scores: published.scores },
  });
  const alone = await findLeftAlone(warehouse, store, {
    ...{ config, at, open: escalations?.open ?? [], prefix: passage.prefix },
  });
  const stop = await stopListed(store, {
    ...{ targeting: config.targeting, asOf: published.asOf, alone, run: id, before: pulse.before.stop },
    ...{ results: keys.pulseResults(key), toTools: keys.pulseStops(key) },
  });
  const checked = await resultOf('check', run, environment);
  const watched = (await findRecord(store, run, 'alerts'))?.result.watch.series ?? 0;
  const early = await openWatched(passage, {
    ...{ config, run: id, among: watched, prefix: keys.pulseResults(key) },
    // before the lists of the day are out, the night to come is today's, and looks at whole days
    asOf: published.asOf < day ? day : addDays(day, 1),
    isUnderWay: published.asOf === day,
    sources: [...arrived.keys()],
    mapped: mappedWithMoods(checked, texts),
    withMoods: moods !== undefined,
  });
  return { escalations, stop, ...early, notes: [...notes, ...early.notes] };
}

/** Complaints do not wait for a rule that cannot be watched: it is told as the night tells it. */
async function openWatched(
  passage: Passage,
  request: EarlyRequest,
): Promise<Pick<AllRaised, 'alerts' | 'rules' | 'notes'>> {
  try {
    const rules = request.config.cx.alerts.length;
    return { alerts: await openEarly(passage, request), rules, notes: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { alerts: none.alerts, rules: 0, notes: [`alerts are not looked at: ${error.message}`] };
  }
}

function reportOf(
  { id, at, published, landed }: Pulse,
  sources: PulseReport['sources'],
  { escalations, stop, alerts, rules }: AllRaised,
): Omit<PulseReport, 'unread' | 'notes'> {
  const landing = landed.files.map(({ landedAt }) => Math.max(0, (at.getTime() - landedAt) / 1000));
  return {
    pulse: id,
    at: at.toISOString(),
    published: toldOf(published),
    files: landed.files.length,
    sources,
    escalations: escalations?.counts ?? null,
    stop: stop.counts,
    rules,
    alerts: alerts.alerts,
    waited: { files: inAll(landing), feedback: inAll(escalations?.waited ?? []) },
    wrote: [...(escalations?.files ?? []), ...stop.files, ...alerts.files],
  };
}

/** What a report says of the published run. */
export const toldOf = ({ run, asOf, meaning }: PublishedRun): NonNullable<PulseReport['published']> => ({
  run,
  asOf,
  currency: meaning.business.currency,
});

function inAll(seconds: readonly number[]): PulseReport['waited']['files'] {
  if (seconds.length === 0) return null;
  const sorted = [...seconds].sort((a, b) => a - b);
  return { n: sorted.length, median: sorted[(sorted.length - 1) >> 1]!, longest: sorted.at(-1)! };
}
