import { randomUUID } from 'node:crypto';
import { arnOf } from '../endpoint/calls.ts';
import { type Json, JsonError, startJsonService } from '../endpoint/json-server.ts';
import type { Surroundings } from '../endpoint/surroundings.ts';

/** An event on a bus. */
export interface BusEvent {
  readonly id: string;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources: readonly string[];
}

export interface EventsEndpoint {
  readonly url: string;
  /** Names of the buses there are. */
  readonly buses: Set<string>;
  /** Every event that was taken, in order. */
  readonly events: readonly BusEvent[];
  readonly close: () => Promise<void>;
}

/** EventBridge's quotas for one PutEvents: 10 entries of 256 KiB in all. */
const mostEntries = 10;
const mostBytes = 262_144;

/** Starts EventBridge on loopback: PutEvents. */
export async function startEvents(
  around: Surroundings,
  buses: readonly string[] = [],
): Promise<EventsEndpoint> {
  const known = new Set(['default', ...buses]);
  const events: BusEvent[] = [];
  const grants = (input: Json) => [...new Set(entriesOf(input).map(busOf))].map(onBus);
  const { url, close } = await startJsonService(
    {
      service: 'events',
      version: '1.1',
      operations: { PutEvents: { grants, run: (input) => putEvents(entriesOf(input), known, events) } },
    },
    around,
  );
  return { url, close, buses: known, events };
}

type Entry = Readonly<Record<string, string | undefined>> & { readonly Resources?: readonly string[] };

const entriesOf = ({ Entries = [] }: Json): readonly Entry[] => Entries as Entry[];
const busOf = ({ EventBusName = 'default' }: Entry): string => EventBusName.split('event-bus/').at(-1) ?? '';
const onBus = (bus: string) => ({
  action: 'events:PutEvents',
  resource: arnOf('events', `event-bus/${bus}`),
});

function putEvents(entries: readonly Entry[], buses: ReadonlySet<string>, events: BusEvent[]): Json {
  if (entries.length === 0 || entries.length > mostEntries) {
    const cause = `Member must have length between 1 and ${mostEntries}`;
    throw new JsonError('ValidationException', `Value at 'entries' failed to satisfy constraint: ${cause}`);
  }
  if (Buffer.byteLength(JSON.stringify(entries)) > mostBytes) {
    throw new JsonError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  const answers = entries.map((entry) => takeEvent(entry, buses, events));
  return { Entries: answers, FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode).length };
}

/** EventBridge refuses entries one by one: the call succeeds all the same. */
function takeEvent(entry: Entry, buses: ReadonlySet<string>, events: BusEvent[]): Record<string, string> {
  const fault = faultOf(entry, buses);
  if (fault) return { ErrorCode: fault[0], ErrorMessage: fault[1] };
  const id = randomUUID();
  const { Source: source = '', DetailType: detailType = '', Detail = '', Resources: resources = [] } = entry;
  events.push({ id, bus: busOf(entry), source, detailType, detail: JSON.parse(Detail), resources });
  return { EventId: id };
}

function faultOf(
  entry: Entry,
  buses: ReadonlySet<string>,
): readonly [code: string, message: string] | undefined {
  for (const field of ['Source', 'DetailType', 'Detail']) {
    if (!entry[field])
      return ['InvalidArgument', `Parameter ${field} is not valid. Reason: ${field} is a required argument.`];
  }
  if (!isObject(entry.Detail ?? '')) return ['MalformedDetail', 'Detail is malformed.'];
  if (!buses.has(busOf(entry))) return ['InvalidArgument', `Event bus ${busOf(entry)} does not exist.`];
  return undefined;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
