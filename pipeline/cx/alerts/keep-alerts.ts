import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isPulse } from '../../../contracts/artefacts/pulse.ts';
import { groupBy } from '../group-by.ts';
import type { AlertEvent } from './alert-ledger.ts';
import type { FoundBreach } from './found-breach.ts';
import type { WatchedSeries } from './judge-alerts.ts';

/** An alert as it stands after a run. */
export interface KeptAlert {
  readonly id: string;
  readonly state: 'opened' | 'still open' | 'closed';
  readonly event: AlertEvent;
  /** What was found of it; null where it is not watched any more. */
  readonly found: { readonly series: WatchedSeries; readonly breach: FoundBreach } | null;
  readonly closed: Pick<AlertEvent, 'day' | 'because'> | null;
}

export interface Keeping {
  readonly asOf: string;
  readonly run: string;
  readonly ledger: readonly AlertEvent[];
}

/** Alerts that are open, or were closed by a run of this as-of date, and what of it the ledger does not hold yet. */
export interface KeptAlerts {
  readonly alerts: readonly KeptAlert[];
  readonly fresh: readonly AlertEvent[];
}

/** What the ledger says of a series at a date. */
interface Standing {
  readonly opened: AlertEvent | null;
  /** Closed by a run of that very date. */
  readonly justClosed: readonly { readonly opened: AlertEvent; readonly closed: AlertEvent }[];
}

/**
 * Joins what the days show with what was said before: an alert that is open keeps its number and its days, however late rows
 * move them; one that the days show to be over is closed once; what is new is opened once. Runs of the same night say the same;
 * what a pulse has opened before them is open already.
 */
export function keepAlerts(watched: readonly WatchedSeries[], keeping: Keeping): KeptAlerts {
  const { asOf } = keeping;
  const known = knownAt(keeping);
  const bySeries = groupBy(known, ({ series }) => series);
  const all = new Map(watched.map((series) => [series.id, series]));
  const kept = [...new Set([...all.keys(), ...bySeries.keys()])].flatMap((id) =>
    keepSeries(all.get(id), standingOf(bySeries.get(id) ?? [], asOf), keeping),
  );
  return { alerts: kept, fresh: isPast(keeping) ? [] : freshOf(kept, known, keeping) };
}

/**
 * Whether the ledger says what a report of the date says: that these alerts are open, and no others. It does not where other
 * rules were tried since.
 */
export function isToldStill(
  told: readonly Pick<KeptAlert, 'id' | 'state'>[],
  at: Omit<Keeping, 'run'>,
): boolean {
  if (isPast(at)) return true;
  const bySeries = groupBy(knownAt(at), ({ series }) => series);
  const open = [...bySeries.values()].flatMap((events) => standingOf(events, at.asOf).opened?.alert_id ?? []);
  const said = told.filter(({ state }) => state !== 'closed').map(({ id }) => id);
  return isDeepStrictEqual(open.sort(), said.sort());
}

const knownAt = ({ ledger, asOf }: Omit<Keeping, 'run'>): AlertEvent[] =>
  ledger.filter((event) => event.as_of <= asOf);

/** A past date is told as it was, and nothing that came later is contradicted; a pulse speaks of the night to come. */
const isPast = ({ ledger, asOf }: Omit<Keeping, 'run'>): boolean =>
  ledger.some((event) => event.as_of > asOf && !isPulse(event.run));

function standingOf(events: readonly AlertEvent[], asOf: string): Standing {
  let opened: AlertEvent | null = null;
  const justClosed: { opened: AlertEvent; closed: AlertEvent }[] = [];
  for (const event of events.toSorted((a, b) => (a.as_of < b.as_of ? -1 : a.as_of > b.as_of ? 1 : 0))) {
    if (event.event === 'opened') opened ??= event;
    else if (opened !== null && opened.alert_id === event.alert_id) {
      if (event.as_of === asOf) justClosed.push({ opened, closed: event });
      opened = null;
    }
  }
  return { opened, justClosed };
}

function keepSeries(
  series: WatchedSeries | undefined,
  { opened, justClosed }: Standing,
  keeping: Keeping,
): KeptAlert[] {
  const open = openOf(series?.breaches);
  const said = justClosed.map(
    (one): KeptAlert => ({
      id: one.closed.alert_id,
      state: 'closed',
      event: one.opened,
      found: null,
      closed: one.closed,
    }),
  );
  if (opened === null)
    return open === undefined ? said : [...said, fresh(series!, open, { ...keeping, again: said.length })];
  const ended = series === undefined ? null : endOf(series.breaches, opened);
  const lasting = ended === null ? (open ?? openOf(series?.alone())) : undefined;
  if (lasting !== undefined) {
    const state = opened.as_of === keeping.asOf && !isPulse(opened.run) ? 'opened' : 'still open';
    const found = { series: series!, breach: lasting };
    return [...said, { id: opened.alert_id, state, event: opened, found, closed: null }];
  }
  const end = ended ?? endOf(series?.alone() ?? [], opened);
  const closed = closingOf(series, end, keeping);
  const before: KeptAlert = { id: opened.alert_id, state: 'closed', event: opened, found: null, closed };
  return [
    ...said,
    before,
    ...(open === undefined ? [] : [fresh(series!, open, { ...keeping, again: said.length })]),
  ];
}

/** A breach that is not over on the last day. */
const openOf = (breaches: readonly FoundBreach[] = []): FoundBreach | undefined =>
  breaches.at(-1)?.closed === null ? breaches.at(-1) : undefined;

/** The last end of a breach after an alert opened; null where there is none. */
const endOf = (breaches: readonly FoundBreach[], opened: AlertEvent): FoundBreach | null =>
  breaches.findLast(({ closed }) => closed !== null && closed > opened.day) ?? null;

/** Where late rows have taken a breach away, it ends with the night that sees so. */
const closingOf = (series: WatchedSeries | undefined, ended: FoundBreach | null, { asOf }: Keeping) => ({
  day: ended?.closed ?? asOf,
  because: series === undefined ? 'not watched any more' : (ended?.because ?? 'over'),
});

/** @param again alerts of the series that runs of this very date have closed: one that opens after them is another */
function fresh(
  series: WatchedSeries,
  breach: FoundBreach,
  { asOf, run, again }: Keeping & { readonly again: number },
): KeptAlert {
  const { rule, value } = series;
  const id = createHash('sha256')
    .update(`${series.id} ${breach.opened} ${asOf}${again === 0 ? '' : ` ${again}`}`)
    .digest('hex')
    .slice(0, 12);
  const event: AlertEvent = {
    alert_id: id,
    series: series.id,
    event: 'opened',
    metric: rule.metric.name,
    dimension: rule.dimension,
    value,
    watch: rule.watch,
    threshold: rule.limit,
    since: breach.since,
    day: breach.opened,
    because: null,
    as_of: asOf,
    run,
  };
  return { id, state: 'opened', event, found: { series, breach }, closed: null };
}

/** Openings and closings that no run has said yet. */
function freshOf(
  kept: readonly KeptAlert[],
  known: readonly AlertEvent[],
  { asOf, run }: Keeping,
): AlertEvent[] {
  const said = new Set(known.map(({ alert_id, event }) => `${alert_id} ${event}`));
  return kept.flatMap(({ id, event, closed }) => [
    ...(said.has(`${id} opened`) ? [] : [event]),
    ...(closed === null || said.has(`${id} closed`)
      ? []
      : [{ ...event, event: 'closed' as const, day: closed.day, because: closed.because, as_of: asOf, run }]),
  ]);
}
