import type { Line, Recorder } from '../customer/facts.ts';
import { activity, type Life, type Setting } from '../customer/life.ts';
import { later } from '../customer/pending.ts';
import { push } from '../customer/satisfaction.ts';
import { exponential, pick, poisson, processes, type Stream } from '../random.ts';
import { recordEvent, recordStep } from './events.ts';
import { marginRates, type RetailParameters } from './parameters.ts';

/** Expected orders today: own rhythm, season, satisfaction, what was bought lately, and fading out. */
export function orderIntensity(life: Life, { world }: Setting, parameters: RetailParameters): number {
  const { traits, day } = life;
  if (traits.oneTime && life.orders > 0) return 0;
  const sinceOrder = (day - life.lastOrder) * traits.rate;
  const need = 1 - Math.exp(-sinceOrder / parameters.saturation);
  const rate = traits.oneTime ? Math.max(traits.rate, 0.1) : traits.rate;
  const mood = Math.exp(parameters.ordersBySatisfaction * life.satisfaction);
  const contact = day < life.contactUntil ? life.contactOrders : 1;
  return rate * need * mood * contact * world.demand[day]! * activity(life, day) ** 1.5;
}

/** Today's attempts to order; a failing payment annoys, and a part of the orders is lost by it. */
export function order(life: Life, setting: Setting, parameters: RetailParameters, recorder: Recorder): void {
  const chance = setting.draws.uniform(processes.orders, life.day);
  const attempts =
    life.day === life.traits.joined
      ? Number(chance < parameters.ordersOnJoining)
      : poisson(orderIntensity(life, setting, parameters), chance);
  for (let i = 0; i < attempts; i++) {
    if (life.traits.oneTime && life.orders > 0) return;
    attempt(life, { ...setting, parameters }, recorder, i);
  }
}

function attempt(
  life: Life,
  setting: Setting & { readonly parameters: RetailParameters },
  recorder: Recorder,
  i: number,
): void {
  const { draws, world, parameters } = setting;
  const random = draws.stream(processes.checkout, life.day * 16 + i);
  const channel = life.traits.app && random.uniform() < 0.7 ? 'app' : 'web';
  const at = world.calendar.starts[life.day]! + 25_200 + Math.floor(54_000 * random.uniform());
  const fails = random.uniform() < world.paymentFails[life.day]! * (channel === 'app' ? 1.3 : 0.8);
  const retries = random.uniform() < parameters.retriesFailedPayment;
  const complains = random.uniform() < 0.12;
  for (const [i, name] of ['search', 'product'].entries()) {
    recordEvent(life, recorder, { at: at - 200 + 50 * i, kind: 'view', name, channel });
  }
  if (fails) {
    checkout(life, recorder, { at: at - 60, channel, fails: true });
    recordEvent(life, recorder, { at: at - 29, kind: 'error', name: 'payment_declined', channel });
    push(life, -0.4, 'errors');
    if (complains) later(life, { day: life.day, kind: 'trouble', reason: 'payment' });
    if (!retries) return;
  }
  checkout(life, recorder, { at: fails ? at + 240 : at, channel, fails: false });
  place(life, setting, recorder, { at: fails ? at + 240 : at, channel, i });
}

/** Steps of one attempt at the journey `checkout`; `at` is its end. */
function checkout(
  life: Life,
  recorder: Recorder,
  { at, channel, fails }: { at: number; channel: string; fails: boolean },
): void {
  const number = ++life.serials.journey;
  const step = (second: number, name: string, outcome: 'done' | 'completed' | 'failed') =>
    recordStep(life, recorder, { at: second, name, outcome, journey: 'checkout', attempt: number, channel });
  step(at - 70, 'basket', 'done');
  step(at - 30, 'payment', fails ? 'failed' : 'done');
  if (!fails) step(at, 'confirmation', 'completed');
}

function place(
  life: Life,
  { draws, world, parameters }: Setting & { readonly parameters: RetailParameters },
  recorder: Recorder,
  { at, channel, i }: { at: number; channel: string; i: number },
): void {
  const key = life.day * 16 + i;
  const random = draws.stream(processes.basket, key);
  const lines = fillBasket(life, parameters, random);
  const late = random.uniform() < world.late[life.day]!;
  const arrives = life.day + 2 + random.integer(3) + (late ? 3 + random.integer(6) : 0);
  const serial = ++life.serials.order;
  recorder.order(life.traits, {
    serial,
    at,
    lines,
    channel,
    carrier: pick({ north: 0.45, swift: 0.35, local: 0.2 }, random.uniform()),
    payment: pick({ card: 0.5, wallet: 0.3, invoice: 0.2 }, random.uniform()),
    late: arrives < world.calendar.days ? late : null,
  });
  life.lastOrder = life.day;
  life.orders++;
  for (const line of lines) life.spend += line.amount;
  later(life, { day: arrives, kind: 'delivered', parcel: { key, order: serial, late, lines, channel } });
  if (life.traits.oneTime && life.decidedOn < 0) goAfterOnlyOrder(life, random);
}

/** One who buys once looks around for a few weeks more and is gone. */
function goAfterOnlyOrder(life: Life, random: Stream): void {
  life.decidedOn = life.day;
  life.leavesOn = life.day + 30 + Math.floor(exponential(150, random.uniform()));
}

function fillBasket(life: Life, parameters: RetailParameters, random: Stream): Line[] {
  const { traits } = life;
  const spread = traits.bulk ? parameters.bulkAmountSpread : parameters.amountSpread;
  const smaller = 0.6 + 0.4 * activity(life, life.day);
  const total = Math.exp(traits.logSpend + spread * random.normal()) * smaller;
  const count = 1 + poisson(0.7, random.uniform());
  const shares = Array.from({ length: count }, () => 0.3 + random.uniform());
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, i) => {
    const category = random.uniform() < 0.6 ? traits.category : pick(otherCategories, random.uniform());
    const amount = Math.max(1, cents((total * share) / whole));
    const rate = (marginRates[category] ?? 0.3) * (0.9 + 0.2 * random.uniform());
    const quantity = traits.bulk ? 10 + random.integer(90) : 1 + random.integer(2);
    return {
      number: i + 1,
      amount,
      margin: cents(amount * rate),
      quantity,
      product: random.integer(80),
      category,
    };
  });
}

const otherCategories = { home: 0.28, clothing: 0.26, beauty: 0.16, food: 0.18, electronics: 0.12 };

const cents = (amount: number): number => Math.round(amount * 100) / 100;
