import type { EventFact, Recorder } from '../customer/facts.ts';
import { activity, type Life, type Setting } from '../customer/life.ts';
import { push } from '../customer/satisfaction.ts';
import { poisson, processes, type Stream } from '../random.ts';
import type { RetailParameters } from './parameters.ts';

type PlainEvent = Pick<EventFact, 'at' | 'kind' | 'name' | 'channel'>;
type Step = Pick<EventFact, 'at' | 'name' | 'outcome' | 'journey' | 'attempt' | 'channel'>;

export function recordEvent(life: Life, recorder: Recorder, event: PlainEvent): void {
  const serial = ++life.serials.event;
  const { at, kind, name, channel } = event;
  recorder.event(life.traits, { serial, at, kind, name, journey: null, attempt: 0, outcome: null, channel });
}

export function recordStep(life: Life, recorder: Recorder, step: Step): void {
  const serial = ++life.serials.event;
  const { at, name, journey, attempt, outcome, channel } = step;
  recorder.event(life.traits, { serial, at, kind: 'step', name, journey, attempt, outcome, channel });
}

/** Expected visits without an order today. */
export function visitIntensity(life: Life, { world }: Setting, parameters: RetailParameters): number {
  const { traits, day } = life;
  const mood = Math.exp(parameters.visitsBySatisfaction * life.satisfaction);
  return traits.rate * traits.visitsPerOrder * mood * world.demand[day]! * activity(life, day);
}

/** Visits that end without an order: looking around, a basket left behind, an error of the app. */
export function visit(life: Life, setting: Setting, parameters: RetailParameters, recorder: Recorder): void {
  const chance = setting.draws.uniform(processes.visits, life.day);
  const visits = poisson(visitIntensity(life, setting, parameters), chance);
  for (let i = 0; i < visits; i++) {
    lookAround(life, setting, recorder, setting.draws.stream(processes.visits, life.day * 16 + i));
  }
}

const pages = ['home', 'search', 'product', 'offers', 'reviews'];
const features = ['wishlist', 'reorder', 'parcel_tracking', 'loyalty_card'];

function lookAround(life: Life, { world }: Setting, recorder: Recorder, random: Stream): void {
  const channel = life.traits.app && random.uniform() < 0.75 ? 'app' : 'web';
  const at = world.calendar.starts[life.day]! + 25_200 + Math.floor(54_000 * random.uniform());
  const views = 1 + random.integer(4);
  for (let i = 0; i < views; i++) {
    recordEvent(life, recorder, {
      at: at + 40 * i,
      kind: 'view',
      name: pages[random.integer(pages.length)]!,
      channel,
    });
  }
  if (channel === 'app') useFeature(life, recorder, at + 100, random);
  if (random.uniform() < 0.1) leaveBasket(life, recorder, at + 150, channel);
}

/** Use of features stops faster than visits do when a customer fades out. */
function useFeature(life: Life, recorder: Recorder, at: number, random: Stream): void {
  const uses = random.uniform() < 0.6 * activity(life, life.day) ** 2;
  const name = features[random.integer(features.length)]!;
  if (uses) recordEvent(life, recorder, { at, kind: 'feature', name, channel: 'app' });
  if (random.uniform() < 0.03) {
    recordEvent(life, recorder, { at: at + 20, kind: 'error', name: 'app_crash', channel: 'app' });
    push(life, -0.25, 'errors');
  }
}

function leaveBasket(life: Life, recorder: Recorder, at: number, channel: string): void {
  const attempt = ++life.serials.journey;
  recordStep(life, recorder, { at, name: 'basket', outcome: 'done', journey: 'checkout', attempt, channel });
}
