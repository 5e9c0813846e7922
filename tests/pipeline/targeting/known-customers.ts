import fc from 'fast-check';
import { addDays } from '../../../contracts/business-day.ts';
import type { Campaign } from '../../../contracts/campaign.ts';
import type { Draw } from '../../../pipeline/targeting/ledger-state.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { candidate, limits, standing } from './fixtures.ts';

export const asOf = '2026-01-10';
export const at = (day: string, hour = 12) =>
  Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`) / 1000;
export const ago = (days: number) => addDays(asOf, -days);
const completeDays = (seconds: number, on: string) => Math.floor((at(on, 0) - seconds) / 86_400);

export const rules = {
  minDaysBetweenTouches: 5,
  maxTouchesPer90Days: 3,
  quietDaysAfterComplaint: 4,
  exclude: { segment: { is: 'staff' } },
  plays: [
    { name: 'Call', channel: 'phone', when: ['support'], cost: 0.1 },
    { name: 'Write', channel: 'email', cost: 0.1 },
  ],
};
export const spring: Campaign = {
  ...standing(),
  name: 'spring',
  starts: '2026-01-05',
  waveSpan: { starts: '2026-01-05', ends: '2026-01-20' },
  horizonDays: 20,
  listSize: 40,
};

/** Everything that may be known of a customer who must or need not be left alone. */
export interface Known {
  readonly consent: boolean | null;
  readonly byEmail: boolean | null;
  readonly byPhone: boolean | null;
  readonly shared: 'email' | 'phone' | null;
  /** Of an address that reaches the customer. */
  readonly hasEmail: boolean;
  readonly hasPhone: boolean;
  readonly optedOut: boolean;
  readonly segment: string;
  /** Days before the as-of date, the last contact first. */
  readonly touches: readonly number[];
  /** Which of the contacts is by spring, the last being 0. */
  readonly spring: number | null;
  readonly complained: number | null;
  /** In how many days a complaint that waits for an answer is too old to, or that a case is open; null: none waits. */
  readonly escalated: number | 'case' | null;
  /** Whether contact is shown to drive such customers away. */
  readonly harmed: boolean;
  readonly arms: readonly {
    campaign: string;
    arm: 'contact' | 'control';
    from: number;
    long: number;
    share: number;
  }[];
}
export const known: fc.Arbitrary<Known> = fc.record({
  consent: fc.constantFrom(true, true, true, false, null),
  byEmail: fc.constantFrom(true, true, false, null),
  byPhone: fc.constantFrom(true, true, false, null),
  shared: fc.constantFrom(null, null, null, null, 'email', 'phone'),
  hasEmail: fc.constantFrom(true, true, true, false),
  hasPhone: fc.constantFrom(true, true, true, false),
  optedOut: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
  segment: fc.constantFrom('home', 'home', 'staff'),
  touches: fc
    .array(fc.integer({ min: 1, max: 100 }), { maxLength: 5 })
    .map((days) => days.sort((a, b) => a - b)),
  spring: fc.option(fc.nat({ max: 3 })),
  complained: fc.option(fc.integer({ min: 1, max: 9 })),
  escalated: fc.integer({ min: 0, max: 17 }).map((dice) => (['case', 1, 9] as const)[dice] ?? null),
  harmed: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
  arms: fc.array(
    fc.record({
      campaign: fc.constantFrom('autumn', 'this-week', 'global-control'),
      arm: fc.constantFrom('contact' as const, 'control' as const),
      from: fc.integer({ min: -15, max: 40 }),
      long: fc.integer({ min: 1, max: 30 }),
      share: fc.constantFrom(0, 0.2),
    }),
    { maxLength: 2 },
  ),
});

export const drawOf = (id: string, arm: Known['arms'][number], i: number): Draw => ({
  customer_id: id,
  campaign: arm.campaign,
  term: 1,
  as_of: ago(arm.from),
  arm_until: addDays(ago(arm.from), arm.long),
  arm: arm.arm,
  stratum: 1,
  share: arm.share,
  run: 'r',
  draw: i + 1,
});

function escalation({ escalated }: Known, on: string) {
  const none = { escalated_at: null, escalation_ages_at: null };
  if (escalated === null) return none;
  if (escalated === 'case') return { ...none, escalated_at: at(ago(2)) };
  const ages = at(ago(1 - escalated));
  return ages <= at(on, 0) ? none : { escalated_at: at(ago(2)), escalation_ages_at: ages };
}

/** What the warehouse would say of the customer on a date. */
export function seenOn(id: string, one: Known, on: string): SelectedCustomer {
  const touched = one.touches.map((days) => at(ago(days)));
  const complained = one.complained === null ? null : at(ago(one.complained));
  const own = one.spring === null ? undefined : touched[one.spring];
  return candidate({
    customer_id: id,
    consent: one.consent,
    email_consent: one.byEmail,
    phone_consent: one.byPhone,
    email_refused: one.shared === 'email',
    phone_refused: one.shared === 'phone',
    has_email: one.hasEmail,
    has_phone: one.hasPhone,
    email: 'a@x.example',
    phone: '+48600100200',
    opted_out_at: one.optedOut ? at(ago(50)) : null,
    segment: one.segment,
    last_touch_at: touched[0] ?? null,
    last_touch_days: touched[0] === undefined ? null : completeDays(touched[0], on),
    touched_by: own === undefined ? new Map() : new Map([['spring', own]]),
    touches_90d: touched.filter((seconds) => seconds >= at(addDays(on, -90), 0)).length,
    limiting_touch_at: touched[rules.maxTouchesPer90Days - 1] ?? null,
    ...escalation(one, on),
    is_harmed: one.harmed,
    complained_at: complained,
    complained_days: complained === null ? null : completeDays(complained, on),
    draws: one.arms.map((arm, i) => drawOf(id, arm, i)),
  });
}

export const recorded = {
  ...limits(rules, { mapped: ['contact_consent', 'email_consent', 'email', 'phone'] }),
  harm: 'Call changed the retention of the 5% with the lowest expected gains by −7 points',
};
