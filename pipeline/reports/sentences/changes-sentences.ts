import type { CampaignChanges, ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { type Format, write } from '../format.ts';

/** What each campaign's list changes against the one before, a sentence for each; none where there was no list before. */
export function changesSentences(
  { changes }: Pick<ListManifest, 'changes'>,
  format: Format = write,
): string[] {
  if (changes === null) return [];
  const { comparedWith, campaigns } = changes;
  const since = `Since the list of ${comparedWith}`;
  return campaigns.map(
    (one) => `${since}${campaigns.length === 1 ? '' : `, ${one.name}`}: ${parts(one, format)}.`,
  );
}

function parts(one: CampaignChanges, format: Format): string {
  const n = format.count;
  const moved = one.moved === 0 ? '' : `, ${n(one.moved)} with another campaign or play`;
  const by = `${n(one.higher)} higher, ${n(one.lower)} lower`;
  const who = one.moved === 0 ? ` (${by})` : `; listed on both dates: ${by}`; // whoever moved has a rank on both as well
  const ranks = one.higher + one.lower === 0 ? '' : who;
  return `${n(one.new)} new${because(one.whyNew, newWords, format)}, ${n(one.gone)} gone${because(one.whyGone, goneWords, format)}${moved}, ${n(one.stayed)} stayed${ranks}`;
}

function because(why: Readonly<Record<string, number>>, words: Words, format: Format): string {
  const said = Object.entries(why).map(
    ([code, n]) => `${format.count(n)} ${words[code] ?? rules[code] ?? code}`,
  );
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

type Words = Readonly<Record<string, string>>;

const newWords: Words = {
  drawn_by_lot: 'drawn at random',
  gone_before: 'counted as gone then',
  returned: 'listed before that',
  new_campaign: 'in a campaign that listed nobody then',
  not_listed_before: 'beyond the list size then',
};

const goneWords: Words = {
  held_out: 'held out',
  campaign_over: 'whose campaign makes no list now',
  beyond_lookback: 'now counted as gone',
  above_gone_probability: 'almost gone',
  nothing_at_risk: 'with nothing at risk any longer',
  below_risk: 'at lower risk',
  below_value: 'of lower value',
  not_worth_contact: 'not worth a contact any more',
  beyond_list_size: 'beyond the list size',
  not_eligible: 'no longer eligible for the campaign',
  drawn_by_lot: 'contacted at random before',
  not_scored: 'no longer in the tables',
};

/** Rules that leave customers alone: of those gone they hold now, of those new they did. */
const rules: Words = {
  no_consent: 'without consent',
  shared_address: 'sharing an address with somebody who refused',
  opted_out: 'opted out',
  excluded: 'excluded',
  no_address: 'without an address that reaches them',
  held_out: 'held out',
  other_campaign: 'kept for another campaign',
  open_escalation: 'with an open escalation',
  complained: 'having complained',
  already_contacted: 'contacted in this wave',
  touched_recently: 'contacted recently',
  too_many_touches: 'contacted too often',
  left_alone: 'better left alone',
  no_play: 'for whom no play fits',
  do_not_disturb: 'not to be disturbed',
};
