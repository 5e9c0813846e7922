import { addDays, dayOf, firstDayFrom } from '../../contracts/business-day.ts';
import { globalControl } from '../../contracts/campaign.ts';
import type { Who } from '../../contracts/config/plays.ts';
import type { Quiet } from '../../contracts/config/quiet.ts';
import type { Draw, LedgerState } from './ledger-state.ts';
import { anyPermission, type ConsentLimits, type Consents } from './permission.ts';
import { type Facts, holds } from './plays.ts';

export type SuppressionRule =
  | 'no_consent'
  | 'shared_address'
  | 'opted_out'
  | 'excluded'
  | 'no_address'
  | 'held_out'
  | 'other_campaign'
  | 'open_escalation'
  | 'complained'
  | 'already_contacted'
  | 'on_another_list'
  | 'touched_recently'
  | 'too_many_touches'
  | 'left_alone'
  | 'no_play'
  | 'play_full'
  | 'do_not_disturb';

/** A rule that says to leave a customer alone, in words with its date or number. */
export interface Suppression {
  readonly rule: SuppressionRule;
  readonly explanation: string;
  /** The first as-of date on which it no longer holds; null: until the customer or the config says otherwise. */
  readonly until: string | null;
}

/** What is known of a customer's wishes and contacts. Times in seconds since 1970; null where there is none. */
export interface ContactState extends Facts, Consents {
  readonly opted_out_at: number | null;
  /** Since when a complaint waits for an answer; null: none does. */
  readonly escalated_at: number | null;
  /** When it is too old to wait any longer; null: it is a case, which waits as long as it is open. */
  readonly escalation_ages_at: number | null;
  readonly last_touch_at: number | null;
  /** Complete days between the last contact and the as-of date. */
  readonly last_touch_days: number | null;
  /** The last contact by each campaign that makes a list of the date, where it had one. */
  readonly touched_by: ReadonlyMap<string, number>;
  readonly touches_90d: number;
  /** Whether contact is shown to drive such customers away; left out: nobody knows. */
  readonly is_harmed?: boolean;
  /** The contact that must be 90 days ago for the number of contacts to be within its limit. */
  readonly limiting_touch_at: number | null;
  /** The last words of a customer that were negative. */
  readonly complained_at: number | null;
  /** Complete days between them and the as-of date. */
  readonly complained_days: number | null;
}

export interface SuppressionLimits extends ConsentLimits {
  readonly minDaysBetweenTouches: number;
  readonly maxTouchesPer90Days: number;
  readonly quietDaysAfterComplaint: number;
  /** Customers who are never contacted. */
  readonly exclude?: Who | undefined;
  /** What finished campaigns have shown of customers whom contact drives away, in words; null or left out: nothing. */
  readonly harm?: string | null;
  /** Hours and days on which nobody is contacted. */
  readonly quiet?: Quiet | undefined;
  readonly timeZone: string;
}

/** A wave of a campaign, from the first to the last day, and the last day of the whole campaign. */
export interface Wave {
  readonly campaign: string;
  readonly starts: string;
  readonly ends: string;
  readonly last: string;
}

/** What the list that is made has to do with a customer. */
export interface Lister {
  /** What the ledger says of the customer for this list. */
  readonly ledger: Pick<LedgerState, 'keptBy'>;
  /** The wave of the campaign that makes the list; null: none, or one that never ends. */
  readonly wave: Wave | null;
}

/** The first rule that says to leave the customer alone, or null: the same for every list that contacts anybody. */
export function suppress(state: ContactState, lister: Lister, limits: SuppressionLimits): Suppression | null {
  return beforeDraws(state, limits) ?? byDraws(lister) ?? afterDraws(state, lister, limits);
}

/** The first of the rules that come before what has been drawn. */
export function beforeDraws(state: ContactState, limits: SuppressionLimits): Suppression | null {
  return firstOf([noConsent(state, limits), optedOut(state, limits), excluded(state, limits)]);
}

/** Whoever opted out is among those who refuse the address, and needs no other to explain it; without an address all else is said first. */
const order: Readonly<Partial<Record<SuppressionRule, number>>> = {
  no_consent: 0,
  opted_out: 1,
  shared_address: 2,
  excluded: 3,
  no_address: 4,
};

/** Of rules that hold the one to name. */
export function firstOf(rules: readonly (Suppression | null)[]): Suppression | null {
  const held = rules.filter((rule) => rule !== null);
  const place = ({ rule }: Suppression) => order[rule] ?? Number.POSITIVE_INFINITY;
  return held.reduce<Suppression | null>((a, b) => (a === null || place(b) < place(a) ? b : a), null);
}

/** The first of those that come after it. */
export const afterDraws = (
  state: ContactState,
  { wave }: Pick<Lister, 'wave'>,
  limits: SuppressionLimits,
): Suppression | null =>
  escalated(state, limits) ??
  complained(state, limits) ??
  alreadyContacted(state, wave, limits) ??
  touchedRecently(state, limits) ??
  tooMany(state, limits) ??
  doNotDisturb(state, limits);

/** Whether a rule comes before what has been drawn, so that no draw changes it. */
export const comesBeforeDraws = ({ rule }: Suppression): boolean => firstRules.has(rule);

const firstRules: ReadonlySet<SuppressionRule> = new Set([
  'no_consent',
  'shared_address',
  'opted_out',
  'excluded',
  'no_address',
]);

/** Whoever may be contacted by one of the channels at least is left to the plays. */
export function noConsent(state: Consents, limits: ConsentLimits): Suppression | null {
  const permission = anyPermission(state, limits);
  return 'ground' in permission ? null : { ...permission, until: null };
}

function optedOut({ opted_out_at: at }: ContactState, limits: SuppressionLimits): Suppression | null {
  if (at === null) return null;
  return { rule: 'opted_out', explanation: `Opted out on ${day(at, limits)}`, until: null };
}

function excluded(state: ContactState, { exclude }: SuppressionLimits): Suppression | null {
  if (exclude === undefined || !holds(exclude, state)) return null;
  return { rule: 'excluded', explanation: 'Excluded by targeting.exclude', until: null };
}

/** Whatever list is made: a contact would spoil the comparison that the customer stands in. */
export function byDraws({ ledger: { keptBy: draw }, wave }: Lister): Suppression | null {
  if (draw === null) return null;
  const rule = draw.arm === 'control' ? 'held_out' : 'other_campaign';
  const until = keptUntil(draw, wave);
  return { rule, explanation: keptWords(draw, until), until };
}

/** From others until the arm has run out; from the lists of its own campaign, which draws nobody twice, to their end as well. */
function keptUntil({ campaign, arm_until: runsOut }: Draw, wave: Lister['wave']): string {
  if (wave === null || campaign !== wave.campaign) return runsOut;
  const over = addDays(wave.last, 1);
  return over > runsOut ? over : runsOut;
}

function keptWords({ arm, campaign }: Draw, until: string): string {
  if (campaign === globalControl)
    return `In the global control group until ${until}, so that the effect of all campaigns can be measured`;
  return arm === 'control'
    ? `Held out from the campaign ${campaign} until ${until}, so that its effect can be measured`
    : `Contacted by the campaign ${campaign} until ${until}; another contact would bias its measured effect`;
}

/** No offer reaches a customer before the answer does. */
function escalated(
  { escalated_at: at, escalation_ages_at: ages }: ContactState,
  limits: SuppressionLimits,
): Suppression | null {
  if (at === null) return null;
  const explanation = `A complaint of ${day(at, limits)} is escalated and not yet answered`;
  return { rule: 'open_escalation', explanation, until: ages === null ? null : dayFrom(ages, limits) };
}

function complained(
  { complained_at: at, complained_days: days }: ContactState,
  limits: SuppressionLimits,
): Suppression | null {
  const quiet = limits.quietDaysAfterComplaint;
  if (at === null || days === null || days >= quiet) return null;
  const explanation = `Complained on ${day(at, limits)}; no offers for ${counted(quiet, 'day')} after that`;
  return { rule: 'complained', explanation, until: dayFrom(at + quiet * secondsOfDay, limits) };
}

/** One contact a wave: whoever has had theirs is not on the campaign's next list. */
function alreadyContacted(
  { touched_by: touches }: ContactState,
  wave: Lister['wave'],
  limits: SuppressionLimits,
): Suppression | null {
  const at = wave === null ? undefined : touches.get(wave.campaign);
  if (wave === null || at === undefined || day(at, limits) < wave.starts) return null;
  const explanation = `Contacted by ${wave.campaign} on ${day(at, limits)}, in the wave that ends on ${wave.ends}`;
  return { rule: 'already_contacted', explanation, until: addDays(wave.ends, 1) };
}

function touchedRecently(
  { last_touch_at: at, last_touch_days: days }: ContactState,
  limits: SuppressionLimits,
): Suppression | null {
  const least = limits.minDaysBetweenTouches;
  if (at === null || days === null || days >= least) return null;
  const explanation = `Last contacted on ${day(at, limits)}; ${counted(least, 'day')} must pass between contacts`;
  return { rule: 'touched_recently', explanation, until: dayFrom(at + least * secondsOfDay, limits) };
}

function tooMany(
  { touches_90d: touches, limiting_touch_at: at }: ContactState,
  limits: SuppressionLimits,
): Suppression | null {
  const most = limits.maxTouchesPer90Days;
  if (touches < most) return null;
  const explanation = `${counted(touches, 'contact')} in the last 90 days; the limit is ${most}`;
  return {
    rule: 'too_many_touches',
    explanation,
    until: at === null ? null : dayFrom(at + 90 * secondsOfDay + 0.001, limits),
  };
}

/** Whoever belongs to those whom contact is shown to drive away. */
function doNotDisturb(
  { is_harmed: isHarmed }: ContactState,
  { harm }: SuppressionLimits,
): Suppression | null {
  if (isHarmed !== true || harm === undefined || harm === null) return null;
  return {
    rule: 'do_not_disturb',
    explanation: `Contact drives such customers away: ${harm}`,
    until: null,
  };
}

const counted = (count: number, of: string): string => `${count} ${of}${count === 1 ? '' : 's'}`;

const day = (seconds: number, { timeZone }: Pick<SuppressionLimits, 'timeZone'>): string =>
  dayOf(new Date(seconds * 1000), timeZone);

const secondsOfDay = 86_400;

/** The first day that begins at a moment or later. */
const dayFrom = (seconds: number, { timeZone }: Pick<SuppressionLimits, 'timeZone'>): string =>
  firstDayFrom(new Date(seconds * 1000), timeZone);
