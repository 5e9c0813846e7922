import { changeColumns } from '../../../contracts/artefacts/list-columns.ts';
import type { CampaignChanges, ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { type ListTable, listTable } from '../list-table.ts';
import type { ListBefore, ListedBefore } from './list-before.ts';
import { lookAt, type Outcome, type Why, whyGone } from './why-gone.ts';

/** A customer to contact, as a list names them. */
export interface ListedNow {
  readonly customer_id: string;
  readonly campaign: string;
  readonly play: string | null;
  readonly name: string | null;
  readonly explored: boolean;
  /** As-of date on which the campaign first had the customer. */
  readonly listed_since: string;
}

export interface ListChanges {
  readonly table: ListTable;
  readonly counts: NonNullable<ListManifest['changes']>;
}

type Change = 'new' | 'gone' | 'moved' | 'stayed';

interface ChangeRow extends Partial<Why> {
  readonly campaign: string;
  readonly change: Change;
  readonly customer_id: string;
  readonly rank?: number;
  readonly rank_before?: number;
  readonly campaign_before?: string;
}

/**
 * What a list changes against the one before: those on it in their order, then those gone in the order they had. Customers
 * who are scored no longer are counted, never named: the business may have had to forget them.
 * @param now in the order of the list
 */
export function listChanges(
  now: readonly ListedNow[],
  before: ListBefore,
  made: Omit<Outcome, 'lookedAt'>,
): ListChanges {
  const outcome = { ...made, lookedAt: lookAt(new Set(before.listed.keys()), made) };
  const on = now.map((one, i) => onList(one, i + 1, before));
  const ids = new Set(now.map(({ customer_id: id }) => id));
  const left = [...before.listed].filter(([id]) => !ids.has(id));
  const gone = left
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .flatMap(([id, listed]) => goneRow(id, listed, before, outcome) ?? []);
  const rows: ChangeRow[] = [...on, ...gone];
  const forgotten = left.filter(([id]) => !before.standings.has(id)).map(([, { campaign }]) => campaign);
  const names = [
    ...outcome.fills.map(({ campaign }) => campaign.name),
    ...rows.map(({ campaign }) => campaign),
  ];
  return {
    table: listTable(
      'changes',
      changeColumns,
      rows.map((row) => ({ ...row, compared_with: before.asOf })),
    ),
    counts: {
      comparedWith: before.asOf,
      campaigns: [...new Set([...names, ...forgotten])].map((name) => counted(name, rows, forgotten)),
    },
  };
}

function onList(one: ListedNow, rank: number, before: ListBefore): ChangeRow {
  const was = before.listed.get(one.customer_id);
  if (was === undefined) return { ...one, change: 'new', rank, ...whyNew(one, before) };
  const why = whyMoved(one, was);
  return { ...one, change: why === null ? 'stayed' : 'moved', rank, ...placeBefore(was), ...why };
}

const placeBefore = ({ rank, play, campaign }: ListedBefore) => ({
  rank_before: rank,
  play_before: play,
  campaign_before: campaign,
});

function whyMoved({ campaign, play }: ListedNow, was: ListedBefore): Why | null {
  if (campaign !== was.campaign)
    return { why: 'other_campaign', explanation: `Was listed by the campaign ${was.campaign}` };
  if (play !== was.play) return { why: 'other_play', explanation: `The play was ${was.play ?? 'none'}` };
  return null;
}

function whyNew(
  { customer_id: id, campaign, explored, listed_since: since }: ListedNow,
  { asOf, listed, leftAlone, gone }: ListBefore,
): Why {
  const rule = leftAlone.get(id);
  if (explored) return { why: 'drawn_by_lot', explanation: 'Drawn at random among customers on no list' };
  if (rule !== undefined)
    return { why: rule.rule, explanation: `Suppressed on ${asOf}: ${rule.explanation}` };
  if (gone.has(id)) return { why: 'gone_before', explanation: `Counted as gone on ${asOf}` };
  if (since < asOf) return { why: 'returned', explanation: `First listed on ${since}, and not on ${asOf}` };
  if (![...listed.values()].some((one) => one.campaign === campaign))
    return { why: 'new_campaign', explanation: `The campaign ${campaign} listed nobody on ${asOf}` };
  return { why: 'not_listed_before', explanation: `Did not make the list of ${asOf}` };
}

function goneRow(id: string, listed: ListedBefore, before: ListBefore, outcome: Outcome): ChangeRow | null {
  const why = whyGone(id, listed, before, outcome);
  if (why === null) return null;
  const { campaign, name } = listed;
  return { ...why, ...{ campaign, name, customer_id: id, change: 'gone' }, ...placeBefore(listed) };
}

function counted(name: string, rows: readonly ChangeRow[], forgotten: readonly string[]): CampaignChanges {
  const own = rows.filter(({ campaign }) => campaign === name);
  const are = (change: Change) => own.filter((row) => row.change === change);
  const unnamed = forgotten.filter((campaign) => campaign === name).length;
  const kept = [...are('stayed'), ...are('moved')];
  return {
    name,
    new: are('new').length,
    gone: are('gone').length + unnamed,
    moved: are('moved').length,
    stayed: are('stayed').length,
    higher: kept.filter(({ rank, rank_before: was }) => rank! < was!).length,
    lower: kept.filter(({ rank, rank_before: was }) => rank! > was!).length,
    whyNew: tally(are('new')),
    whyGone: { ...tally(are('gone')), ...(unnamed === 0 ? {} : { not_scored: unnamed }) },
  };
}

/** The commonest reason first. */
function tally(rows: readonly ChangeRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { why = '' } of rows) counts.set(why, (counts.get(why) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}
