import type { Recorder } from '../customer/facts.ts';
import type { Life, Setting, Term } from '../customer/life.ts';
import { push } from '../customer/satisfaction.ts';
import { processes } from '../random.ts';
import { recordEvent } from '../retail/events.ts';
import { startOf } from '../world/calendar.ts';
import { planPrices, type SubscriptionParameters } from './parameters.ts';

/** Days between renewals of a plan paid by the month; a year has twelve and five days. */
const periodDays = (months: number): number => (months === 12 ? 365 : 30);
const risen = 1.1;

/** The customer subscribes on the first day; those who were there before have renewed since. */
export function subscribe(life: Life, { draws }: Setting, parameters: SubscriptionParameters): void {
  const random = draws.stream(processes.plans, 0);
  const { traits } = life;
  const plan = traits.bulk ? 2 : traits.logSpend > 0.6 ? 1 : 0;
  const months = random.uniform() < parameters.yearly ? 12 : 1;
  const period = periodDays(months);
  const passed = Math.ceil((life.day - traits.joined) / period);
  const renewsOn = traits.joined + Math.max(1, passed) * period;
  life.term = { plan, months, startedOn: traits.joined, renewsOn, risen: false };
}

/** A renewal: the fee is paid or the subscription lapses; the price may rise and the plan change. */
export function renew(
  life: Life,
  setting: Setting,
  parameters: SubscriptionParameters,
  recorder: Recorder,
): void {
  const { term, day } = life;
  if (term === null || day < term.renewsOn) return;
  const random = setting.draws.stream(processes.payments, day);
  const at = startOf(setting.world.calendar, day) + 36_000;
  if (random.uniform() < 3 * parameters.lapses * setting.world.shift.failures) {
    recordEvent(life, recorder, { at, kind: 'error', name: 'payment_declined', channel: 'web' });
    push(life, -0.3, 'errors');
    if (random.uniform() < 1 / 3) {
      end(life, setting, recorder, { endedOn: day, knownOn: day });
      life.decidedOn = life.decidedOn < 0 ? day : life.decidedOn;
      life.leavesOn = day;
      return;
    }
  }
  const rises = !term.risen && day >= setting.world.priceRise;
  const plan = changedPlan(life, term.plan, parameters, { chance: random.uniform(), way: random.uniform() });
  const renewsOn = term.renewsOn + periodDays(term.months);
  if (!rises && plan === term.plan) {
    life.term = { ...term, renewsOn };
    return;
  }
  record(life, setting, recorder, { term, ends: { endedOn: day, knownOn: day } });
  life.term = { ...term, plan, startedOn: day, renewsOn, risen: term.risen || rises };
}

function changedPlan(
  life: Life,
  plan: number,
  { changes }: SubscriptionParameters,
  { chance, way }: { readonly chance: number; readonly way: number },
): number {
  if (chance >= changes) return plan;
  const up = way < 0.5 + 0.2 * Math.max(-1, Math.min(1, life.satisfaction));
  return Math.max(0, Math.min(planPrices.length - 1, plan + (up ? 1 : -1)));
}

/** One who leaves cancels today; what is paid for runs on to the next renewal. */
export function cancel(life: Life, setting: Setting, recorder: Recorder): void {
  const { term, day } = life;
  if (term !== null) end(life, setting, recorder, { endedOn: Math.max(day, term.renewsOn), knownOn: day });
}

interface Ends {
  readonly endedOn: number;
  readonly knownOn: number;
}

function end(life: Life, setting: Setting, recorder: Recorder, ends: Ends): void {
  record(life, setting, recorder, { term: life.term!, ends });
  life.term = null;
  life.endedOn = ends.endedOn;
}

/** Records a term that runs on past the end of the data. */
export function recordRunning(life: Life, setting: Setting, recorder: Recorder): void {
  if (life.term !== null) record(life, setting, recorder, { term: life.term, ends: null });
}

function record(
  life: Life,
  { world }: Setting,
  recorder: Recorder,
  { term, ends }: { readonly term: Term; readonly ends: Ends | null },
): void {
  const { monthly, margin } = feeOf(term);
  const at = (day: number) => startOf(world.calendar, day) + 36_000;
  recorder.subscription(life.traits, {
    serial: 1,
    startedAt: at(term.startedOn),
    endedAt: ends && at(ends.endedOn),
    endKnownAt: ends && at(ends.knownOn),
    plan: planPrices[term.plan]!.name,
    monthly,
    margin,
    months: term.months,
  });
}

/** Fee and margin a month: a year paid at once is a tenth cheaper; the price rise goes into the margin. */
export function feeOf(term: Term): { monthly: number; margin: number } {
  const { monthly, margin } = planPrices[term.plan]!;
  const cheaper = term.months === 12 ? 0.9 : 1;
  const fee = monthly * cheaper * (term.risen ? risen : 1);
  return { monthly: cents(fee), margin: cents(fee - (monthly - margin)) };
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;
