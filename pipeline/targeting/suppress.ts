import { dayOf } from '../../contracts/business-day.ts';
import { globalControl } from '../../contracts/campaign.ts';
import type { TargetingConfig } from '../../contracts/config/config.ts';
import type { Draw, LedgerState } from './ledger-state.ts';

export type SuppressionRule =
  | 'no_consent'
  | 'opted_out'
  | 'held_out'
  | 'other_campaign'
  | 'touched_recently'
  | 'too_many_touches'
  | 'left_alone';

/** A rule that says to leave a customer alone, in words with its date or number. */
export interface Suppression {
  readonly rule: SuppressionRule;
  readonly explanation: string;
}

/** What is known of a customer's wishes and contacts. Times in seconds since 1970; null where there is none. */
export interface ContactState {
  /** Null: not known, which is no consent unless the config assumes it. */
  readonly consent: boolean | null;
  readonly opted_out_at: number | null;
  readonly last_touch_at: number | null;
  /** Complete days between the last contact and the as-of date. */
  readonly last_touch_days: number | null;
  readonly touches_90d: number;
}

export interface SuppressionLimits
  extends Pick<TargetingConfig, 'minDaysBetweenTouches' | 'maxTouchesPer90Days' | 'consent'> {
  readonly timeZone: string;
}

/**
 * The first rule that says to leave the customer alone, or null.
 * @param ledger what it says of the customer for this list
 */
export function suppress(
  state: ContactState,
  ledger: Pick<LedgerState, 'keptBy'>,
  limits: SuppressionLimits,
): Suppression | null {
  return (
    noConsent(state, limits) ??
    optedOut(state, limits) ??
    kept(ledger) ??
    touchedRecently(state, limits) ??
    tooMany(state, limits)
  );
}

function noConsent({ consent }: ContactState, { consent: unknown }: SuppressionLimits): Suppression | null {
  if (consent === true || (consent === null && unknown !== undefined)) return null;
  const explanation =
    consent === false
      ? 'Has not agreed to be contacted for marketing'
      : 'Whether they agreed to be contacted is not known';
  return { rule: 'no_consent', explanation };
}

function optedOut({ opted_out_at: at }: ContactState, limits: SuppressionLimits): Suppression | null {
  if (at === null) return null;
  return { rule: 'opted_out', explanation: `Asked for no more messages on ${day(at, limits)}` };
}

/** Whatever list is made: a contact would spoil the comparison that the customer stands in. */
function kept({ keptBy: draw }: Pick<LedgerState, 'keptBy'>): Suppression | null {
  if (draw === null) return null;
  const rule = draw.arm === 'control' ? 'held_out' : 'other_campaign';
  return { rule, explanation: keptWords(draw) };
}

function keptWords({ arm, campaign, arm_until: until }: Draw): string {
  if (campaign === globalControl)
    return `In the global control group until ${until}, so that the effect of all campaigns can be measured`;
  return arm === 'control'
    ? `Held out from the campaign ${campaign} until ${until}, so that its effect can be measured`
    : `Contacted by the campaign ${campaign} until ${until}; another contact would be taken for its effect`;
}

function touchedRecently(
  { last_touch_at: at, last_touch_days: days }: ContactState,
  limits: SuppressionLimits,
): Suppression | null {
  const least = limits.minDaysBetweenTouches;
  if (at === null || days === null || days >= least) return null;
  const pause = `${least} ${least === 1 ? 'day' : 'days'} must pass between contacts`;
  return { rule: 'touched_recently', explanation: `Last contacted on ${day(at, limits)}; ${pause}` };
}

function tooMany({ touches_90d: touches }: ContactState, limits: SuppressionLimits): Suppression | null {
  if (touches < limits.maxTouchesPer90Days) return null;
  const explanation = `${touches} ${touches === 1 ? 'contact' : 'contacts'} in the last 90 days; the limit is ${limits.maxTouchesPer90Days}`;
  return { rule: 'too_many_touches', explanation };
}

const day = (seconds: number, { timeZone }: SuppressionLimits): string =>
  dayOf(new Date(seconds * 1000), timeZone);

/** On what ground a customer whom no rule leaves alone may be contacted. */
export const groundOf = (
  { consent }: Pick<ContactState, 'consent'>,
  { consent: unknown }: Pick<SuppressionLimits, 'consent'>,
): string => (consent === true ? 'recorded' : `assumed: ${unknown?.assumed ?? ''}`);
