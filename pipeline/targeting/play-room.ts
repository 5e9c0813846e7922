import { addDays } from '../../contracts/business-day.ts';
import type { Play } from '../../contracts/config/plays.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readListedContacts } from './listed-contacts.ts';

/** What plays with a capacity can still do this week. */
export interface PlayRoom {
  /** Customers whom each may yet be given, by its name; a play that is not named has no limit. */
  readonly left: ReadonlyMap<string, number>;
  /** Whom the lists of the last six days have given each: to give it them again takes nothing. */
  readonly given: ReadonlyMap<string, ReadonlySet<string>>;
  /** Dates of those days whose list is being replaced, so that nobody can say what it gives. */
  readonly unknown: readonly string[];
}

/** The same while lists are filled. */
export interface OpenRoom extends Pick<PlayRoom, 'given'> {
  readonly left: Map<string, number>;
}

/** With a list's own day a week. */
const daysBefore = 6;

/**
 * What the published lists of the last six days, whosever they are, have left of each play's `perWeek`: a customer who stands
 * on several of them with a play counts once. Where every list keeps to that, no seven days together give a play to more.
 * @throws HoldfastError where a list is replaced while it is read
 */
export async function readPlayRoom(
  store: ObjectStore,
  plays: readonly Pick<Play, 'name' | 'perWeek'>[],
  asOf: string,
): Promise<PlayRoom> {
  const limits = new Map(
    plays.flatMap(({ name, perWeek }) => (perWeek === undefined ? [] : [[name, perWeek]])),
  );
  const given = new Map([...limits.keys()].map((name) => [name, new Set<string>()]));
  const unknown: string[] = [];
  for (let days = daysBefore; days > 0 && limits.size > 0; days--) {
    const date = addDays(asOf, -days);
    const contacts = await readListedContacts(store, date, ['customer_id', 'play']);
    if (contacts === null) unknown.push(date);
    for (const { play, customer_id: id } of contacts ?? []) given.get(String(play))?.add(String(id));
  }
  const left = [...limits].map(
    ([name, limit]) => [name, Math.max(0, limit - given.get(name)!.size)] as const,
  );
  return { left: new Map(left), given, unknown };
}

/** Says of which lists it is not known what they give. */
export const unknownNotes = ({ unknown }: Pick<PlayRoom, 'unknown'>): string[] =>
  unknown.map(
    (date) =>
      `The list of ${date} is being replaced, so its contacts are not counted towards perWeek of the plays. If no run is working on it, run it again, then this list.`,
  );

const anyRoom = { left: new Map(), given: new Map() };

/** Room that is taken from without changing what it is opened from; without any, no play has a limit. */
export const openRoom = ({ left, given }: Omit<PlayRoom, 'unknown'> = anyRoom): OpenRoom => ({
  left: new Map(left),
  given,
});

/**
 * What a place on a list takes of a play: nothing where the customer was given it this week. A customer who is not drawn yet
 * takes a whole contact, as it is not known before the draw who is held out.
 */
export const takenBy = ({ given }: Pick<PlayRoom, 'given'>, play: string, customer: string): 0 | 1 =>
  given.get(play)?.has(customer) === true ? 0 : 1;

/** Whether a play has room for a customer. */
export const hasRoom = (room: Pick<PlayRoom, 'left' | 'given'>, play: string, customer: string): boolean =>
  takenBy(room, play, customer) <= (room.left.get(play) ?? Number.POSITIVE_INFINITY);

/** Takes the room of a customer's contact by a play. */
export function takeRoom(room: OpenRoom, play: string | undefined, customer: string): void {
  const left = play === undefined ? undefined : room.left.get(play);
  if (left !== undefined) room.left.set(play!, Math.max(0, left - takenBy(room, play!, customer)));
}
