import { addDays } from '../../contracts/business-day.ts';
import { type Calendar, type Span, wavesOf } from '../../contracts/campaign-calendar.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { readListedContacts } from './listed-contacts.ts';
import type { DrawnPlay } from './spend.ts';

/** Contacts of customers whom an earlier wave drew: the ledger, which draws nobody twice, does not name them. */
export interface ListedAgain {
  readonly contacts: readonly DrawnPlay[];
  /** Of those whom rank listed in the date's own wave, the play: to list them once more in it takes nothing. */
  readonly paid: ReadonlyMap<string, string | null>;
  /** Dates whose list is being replaced, so that nobody can say whom it contacts. */
  readonly unknown: readonly string[];
}

export const nobodyAgain: ListedAgain = { contacts: [], paid: new Map(), unknown: [] };

/**
 * Whom the lists of a campaign's other dates contact in another wave than the one that drew them: each once a wave, at what the
 * first list of it planned. A list that is made again for its date takes the place of what stood there.
 * @throws HoldfastError where a list is replaced while it is read
 */
export async function readListedAgain(
  store: ObjectStore,
  campaign: Waves,
  asOf: string,
): Promise<ListedAgain> {
  const waves = wavesOf(campaign);
  if (waves.length === 1) return nobodyAgain;
  const unknown: string[] = [];
  const listed: Row[][] = [];
  for (const wave of waves)
    listed.push([...(await readWave(store, campaign, { wave, asOf, unknown })).values()]);
  const current = waves.findIndex(({ starts, ends = starts }) => starts <= asOf && asOf <= ends);
  const byRank = (listed[current] ?? []).filter(({ explored }) => explored !== true);
  return {
    contacts: listed.flat().map(contactOf),
    paid: new Map(byRank.map((row) => [String(row.customer_id), playOf(row)])),
    unknown,
  };
}

type Waves = Calendar & { readonly name: string };

interface WaveRequest {
  readonly wave: Span;
  /** The date whose own list does not count: it is being made. */
  readonly asOf: string;
  /** Takes the dates whose list is being replaced. */
  readonly unknown: string[];
}

/** Whom a wave lists that another has drawn, as the first of its lists has them, by id. */
async function readWave(store: ObjectStore, campaign: Waves, { wave, asOf, unknown }: WaveRequest) {
  const { starts, ends = starts } = wave;
  const isDrawnHere = ({ listed_since: since }: Row) => starts <= String(since) && String(since) <= ends;
  const first = new Map<string, Row>();
  for (let date = starts; date <= ends; date = addDays(date, 1)) {
    const rows = date === asOf ? [] : await readListedContacts(store, date, columns);
    if (rows === null) unknown.push(date);
    const again = rows?.filter((row) => row.campaign === campaign.name && !isDrawnHere(row)) ?? [];
    for (const row of again) if (!first.has(String(row.customer_id))) first.set(String(row.customer_id), row);
  }
  return first;
}

const columns = ['customer_id', 'campaign', 'play', 'channel', 'cost', 'explored', 'listed_since'];

const playOf = ({ play }: Row): string | null => (play === null ? null : String(play));

/** Whoever is listed again is contacted for certain: those held out are not. */
const contactOf = (row: Row): DrawnPlay => ({
  play: playOf(row),
  channel: row.channel === null ? null : String(row.channel),
  share: 0,
  draws: 1,
  cost: Number(row.cost ?? 0),
});

/** Says of which lists it is not known what they spend. */
export const unknownSpendNotes = (campaign: string, { unknown }: Pick<ListedAgain, 'unknown'>): string[] =>
  unknown.map(
    (date) =>
      `The list of ${date} is being replaced, so whom it contacts anew is not counted towards the budget of ${campaign}. If no run is working on it, run it again, then this list.`,
  );
