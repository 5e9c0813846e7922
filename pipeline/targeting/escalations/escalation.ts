import { createHash } from 'node:crypto';
import { firstDayFrom } from '../../../contracts/business-day.ts';
import type { EscalationsConfig } from '../../../contracts/config/escalations.ts';
import { holds } from '../plays.ts';
import type { SelectedCustomer } from '../selected-customer.ts';
import { caseKinds } from './signals.ts';

/** Something that a customer complains of, times in seconds since 1970. */
export interface Signal {
  readonly customer_id: string;
  readonly kind: string;
  /** The support case, or the invitation to the survey. */
  readonly row_id: string;
  readonly happened_at: number;
  readonly score: number | null;
  /** When an escalation of the customer was last answered by a contact; null where none was. */
  readonly contacted_at: number | null;
}

/** A signal as the ledger keeps it: once, with the escalation that it belongs to. */
export interface Flagged extends Pick<Signal, 'customer_id' | 'kind' | 'row_id'> {
  readonly escalation_id: string;
  /** As-of date of the list, or day of the pulse, that flagged the escalation first. */
  readonly flagged_on: string;
  /** Instant by which it is to be answered, ISO 8601 in UTC. */
  readonly deadline: string;
  readonly queue: string;
  /** As-of date of the list, or day of the pulse, that added this signal to it. */
  readonly as_of: string;
  readonly run: string;
  /** When the customer said it, and as of which instant it was added, ISO 8601 in UTC. Files of before have neither. */
  readonly said_at?: string | null;
  readonly flagged_at?: string | null;
}

/** An open escalation: one a customer, whatever and however often they complain. */
export interface Escalation {
  readonly customer: SelectedCustomer;
  readonly id: string;
  readonly flagged_on: string;
  readonly deadline: string;
  readonly queue: string;
  readonly opened_at: number;
  /** The first first. */
  readonly signals: readonly Signal[];
}

export interface FlagRequest {
  readonly asOf: string;
  /** The as-of date's first instant; of a pulse its own. */
  readonly asOfAt: Date;
  readonly run: string;
  readonly config: EscalationsConfig;
}

/** Open escalations, and what of them the ledger does not hold yet. */
export interface Flagging {
  readonly open: readonly Escalation[];
  readonly fresh: readonly Flagged[];
}

/**
 * Joins the open signals of each customer into one escalation. One that the ledger knows keeps its number, deadline and queue;
 * further signals join it. The others are flagged now, a case that was opened again among them.
 */
export function flag(
  customers: readonly SelectedCustomer[],
  signals: readonly Signal[],
  ledger: readonly Flagged[],
  request: FlagRequest,
): Flagging {
  const byKey = new Map<string, Flagged[]>();
  for (const one of ledger) byKey.set(keyOf(one), [...(byKey.get(keyOf(one)) ?? []), one]);
  const flaggedAs = (signal: Signal) =>
    (byKey.get(keyOf(signal)) ?? []).filter((one) => isOfThisTime(one, signal));
  const byCustomer = new Map<string, Signal[]>();
  for (const signal of signals)
    byCustomer.set(signal.customer_id, [...(byCustomer.get(signal.customer_id) ?? []), signal]);
  const open = customers.flatMap((customer): Escalation[] => {
    const own = [...(byCustomer.get(customer.customer_id) ?? [])].sort(bySignal);
    const [first] = own;
    if (first === undefined) return [];
    const flagged = own.flatMap(flaggedAs).sort(byFlagging)[0];
    return [
      {
        customer,
        id: flagged?.escalation_id ?? idOf(first),
        flagged_on: flagged?.flagged_on ?? request.asOf,
        deadline: flagged?.deadline ?? deadlineOf(request),
        queue: flagged?.queue ?? queueOf(customer, request.config),
        opened_at: first.happened_at,
        signals: own,
      },
    ];
  });
  const fresh = open.flatMap(({ id, flagged_on, deadline, queue, signals: own }) =>
    own
      .filter((signal) => flaggedAs(signal).length === 0)
      .map(({ customer_id, kind, row_id, happened_at }) => ({
        escalation_id: id,
        customer_id,
        kind,
        row_id,
        flagged_on,
        deadline,
        queue,
        as_of: request.asOf,
        run: request.run,
        said_at: instantOf(happened_at),
        flagged_at: request.asOfAt.toISOString(),
      })),
  );
  return { open: open.sort(byDeadline), fresh };
}

const keyOf = ({ customer_id, kind, row_id }: Pick<Signal, 'customer_id' | 'kind' | 'row_id'>): string =>
  JSON.stringify([customer_id, kind, row_id]);

const instantOf = (seconds: number): string => new Date(1000 * seconds).toISOString();

/**
 * What was flagged before a signal was of an earlier time, as where a case is opened again; without an instant the day of UTC
 * tells. An answer that the customer has edited since stays what it was, until somebody has contacted the customer about it.
 */
function isOfThisTime({ said_at, flagged_at, as_of }: Flagged, signal: Signal): boolean {
  const { happened_at, contacted_at } = signal;
  if (flagged_at == null) return as_of >= instantOf(happened_at).slice(0, 10);
  if (flagged_at >= instantOf(happened_at)) return true;
  return !isOfCase(signal) && said_at != null && (contacted_at === null || instantOf(contacted_at) < said_at);
}

const isOfCase = ({ kind }: Pick<Signal, 'kind'>): boolean => (caseKinds as readonly string[]).includes(kind);

const idOf = (first: Signal): string =>
  createHash('sha256')
    .update(`${keyOf(first)} ${first.happened_at}`)
    .digest('hex')
    .slice(0, 12);

const deadlineOf = ({ asOfAt, config }: FlagRequest): string =>
  new Date(asOfAt.getTime() + config.answerHours * 3_600_000).toISOString();

const queueOf = (customer: SelectedCustomer, { queue, queues }: EscalationsConfig): string =>
  queues.find((one) => holds(one.if, customer))?.name ?? queue;

/**
 * The day from which no campaign is kept from an unanswered customer any more: answers grow old; null as long as a case is open.
 * An answer to the complaint ends it before.
 */
export function doNotContactUntil(
  { signals }: Pick<Escalation, 'signals'>,
  { withinDays }: Pick<EscalationsConfig, 'withinDays'>,
  timeZone: string,
): string | null {
  if (signals.some(isOfCase)) return null;
  const last = Math.max(...signals.map(({ happened_at: at }) => at));
  return firstDayFrom(new Date(1000 * (last + withinDays * 86_400)), timeZone);
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

const bySignal = (a: Signal, b: Signal): number =>
  compare(a.happened_at, b.happened_at) || compare(keyOf(a), keyOf(b));

const byFlagging = (a: Flagged, b: Flagged): number =>
  compare(a.flagged_on, b.flagged_on) ||
  compare(a.deadline, b.deadline) ||
  compare(a.escalation_id, b.escalation_id);

/** What is due first, then who is worth most. */
const byDeadline = (a: Escalation, b: Escalation): number =>
  compare(a.deadline, b.deadline) ||
  compare(b.customer.clv_if_kept, a.customer.clv_if_kept) ||
  compare(a.customer.customer_id, b.customer.customer_id);
