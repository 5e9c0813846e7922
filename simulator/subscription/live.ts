import { type ForcedArm, runCampaign, sendNewsletter } from '../campaigns/contact.ts';
import type { Recorder, TicketReason } from '../customer/facts.ts';
import { happenAnywhere } from '../customer/happen.ts';
import { mayDecide } from '../customer/leaving.ts';
import { activity, isHere, type Life, type Setting } from '../customer/life.ts';
import { due, later } from '../customer/pending.ts';
import { push, wander } from '../customer/satisfaction.ts';
import { poisson, processes, type Stream } from '../random.ts';
import { recordEvent, recordStep } from '../retail/events.ts';
import { mayInviteToNps } from '../surveys/surveys.ts';
import type { SubscriptionParameters } from './parameters.ts';
import { cancel, renew, subscribe } from './terms.ts';

export interface SubscriptionSetting extends Setting {
  readonly parameters: SubscriptionParameters;
  readonly forced?: ForcedArm;
}

/** Lives one day of a subscriber, and moves on to the next. */
export function liveSubscriptionDay(life: Life, setting: SubscriptionSetting, recorder: Recorder): void {
  const { parameters, world } = setting;
  if (!life.subscribed) {
    subscribe(life, setting, parameters);
    life.subscribed = true;
  }
  if (isHere(life, life.day)) {
    wander(life, setting);
    if (life.day === world.priceRise) push(life, -0.8 * life.traits.priceSensitive, 'price');
    mayDecide(life, setting, parameters.leaving);
  }
  if (isHere(life, life.day)) renew(life, setting, parameters, recorder);
  for (let what = due(life, life.day); what !== undefined; what = due(life, life.day)) {
    happenAnywhere(life, setting, recorder, what);
  }
  for (const campaign of world.campaigns) {
    if (campaign.day === life.day) runCampaign(life, setting, recorder, campaign);
  }
  if (world.newsletter) sendNewsletter(life, setting, recorder);
  if (isHere(life, life.day)) act(life, setting, recorder);
  else if (life.term !== null) cancel(life, setting, recorder);
  mayInviteToNps(life, setting, recorder);
  life.day++;
}

function act(life: Life, setting: SubscriptionSetting, recorder: Recorder): void {
  const { draws, world, parameters } = setting;
  if (life.day < life.traits.joined + 3 && life.day >= life.traits.joined) onboard(life, setting, recorder);
  const mood = Math.exp(parameters.visitsBySatisfaction * life.satisfaction);
  const mean =
    life.traits.rate * mood * (0.5 + 0.5 * world.demand[life.day]!) * activity(life, life.day) ** 1.5;
  const visits = poisson(mean, draws.uniform(processes.visits, life.day));
  for (let i = 0; i < visits; i++)
    use(life, setting, recorder, draws.stream(processes.visits, life.day * 16 + i));
  life.lastOrder = life.day;
  const asks = draws.uniform(processes.questions, life.day);
  if (asks < 0.001)
    later(life, { day: life.day, kind: 'trouble', reason: asks < 0.0006 ? 'question' : 'account' });
}

const features = ['report', 'export', 'share', 'search', 'automation'];

function use(life: Life, setting: SubscriptionSetting, recorder: Recorder, random: Stream): void {
  const channel = life.traits.app && random.uniform() < 0.6 ? 'app' : 'web';
  const at = setting.world.calendar.starts[life.day]! + 25_200 + Math.floor(54_000 * random.uniform());
  recordEvent(life, recorder, { at, kind: 'view', name: 'home', channel });
  const uses = poisson(1.2 * activity(life, life.day), random.uniform());
  for (let i = 0; i < uses; i++) {
    const name = features[random.integer(features.length)]!;
    recordEvent(life, recorder, { at: at + 60 * (i + 1), kind: 'feature', name, channel });
  }
  if (random.uniform() < 0.8 * setting.world.paymentFails[life.day]!)
    fail(life, recorder, { at: at + 400, channel }, random);
}

function fail(
  life: Life,
  recorder: Recorder,
  { at, channel }: { readonly at: number; readonly channel: string },
  random: Stream,
): void {
  recordEvent(life, recorder, { at, kind: 'error', name: 'app_crash', channel });
  push(life, -0.3, 'errors');
  const reason: TicketReason = random.uniform() < 0.5 ? 'account' : 'quality';
  if (random.uniform() < 0.2) later(life, { day: life.day, kind: 'trouble', reason });
}

/** The first days: three steps, at each of which some give up. */
function onboard(life: Life, { draws, world }: SubscriptionSetting, recorder: Recorder): void {
  const step = life.day - life.traits.joined;
  const random = draws.stream(processes.checkout, life.day);
  if (step > 0 && life.serials.journey === 0) return;
  if (random.uniform() < 0.12) return;
  life.serials.journey = 1;
  const at = world.calendar.starts[life.day]! + 61_000 + Math.floor(1000 * random.uniform());
  const name = ['profile', 'first_project', 'invite'][step]!;
  const outcome = step === 2 ? 'completed' : 'done';
  recordStep(life, recorder, { at, name, outcome, journey: 'onboarding', attempt: 1, channel: 'web' });
}
