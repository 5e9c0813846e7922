import { type Recorder, silentRecorder } from '../customer/facts.ts';
import { birth, livingOf } from '../live.ts';
import type { SimulationPlan } from '../plan.ts';
import { feeOf } from '../subscription/terms.ts';
import { startOf } from '../world/calendar.ts';
import { noShift, type Shift, type World, worldOf } from '../world/world.ts';

/** What one more point of a metric does, found by moving what is behind it for everybody, with the same chance. */
export interface MetricEffect {
  readonly metric: string;
  readonly unit: string;
  /** Mean of the metric as it is, and with its cause moved. */
  readonly usual: number;
  readonly moved: number;
  /** Change per point in the share of customers who still ordered (or subscribed) in the last 90 days, and in their margin. */
  readonly retention: number;
  readonly margin: number;
}

const moves: readonly (readonly [metric: string, unit: string, shift: Partial<Shift>])[] = [
  ['csat', 'point', { satisfaction: 0.3 }],
  ['ces', 'point', { satisfaction: 0.3 }],
  ['nps', 'point', { mood: 0.5 }],
  ['late', 'share of parcels', { late: 0.5 }],
  ['response_hours', 'hour', { waiting: 0.4 }],
  ['payment_failures', 'share of payments', { failures: 0.3 }],
];

/** @param customers The first so many customers stand for all. */
export function metricEffects(plan: SimulationPlan, customers: number): MetricEffect[] {
  const usual = livedUnder(plan, customers, {});
  const known = moves.filter(([metric]) => usual.metrics[metric] !== undefined);
  return known.map(([metric, unit, shift]) => {
    const moved = livedUnder(plan, customers, shift);
    const change = moved.metrics[metric]! - usual.metrics[metric]!;
    return {
      metric,
      unit,
      usual: usual.metrics[metric]!,
      moved: moved.metrics[metric]!,
      retention: (moved.kept - usual.kept) / change,
      margin: (moved.margin - usual.margin) / change,
    };
  });
}

interface Lived {
  readonly metrics: Readonly<Record<string, number>>;
  readonly kept: number;
  readonly margin: number;
}

const lastDays = 90;

function livedUnder(plan: SimulationPlan, customers: number, shift: Partial<Shift>): Lived {
  const world = worldOf(plan, { ...noShift, ...shift });
  const means = runningMeans();
  for (let number = 0; number < customers; number++) liveThrough(number, world, means.note);
  const metrics = means.result();
  return { metrics, kept: metrics.kept!, margin: metrics.margin! };
}

type Note = (metric: string, value: number) => void;

function runningMeans(): { note: Note; result(): Record<string, number> } {
  const sums = new Map<string, { sum: number; count: number }>();
  return {
    note: (metric, value) => {
      const { sum, count } = sums.get(metric) ?? { sum: 0, count: 0 };
      sums.set(metric, { sum: sum + value, count: count + 1 });
    },
    result: () => Object.fromEntries([...sums].map(([metric, { sum, count }]) => [metric, sum / count])),
  };
}

function liveThrough(number: number, world: World, note: Note): void {
  const { life, draws } = birth(number, world);
  const { days } = world.plan;
  const tally = { orders: 0, margin: 0 };
  const recorder = noting(note, tally, startOf(world.calendar, days - lastDays));
  const { liveDay } = livingOf(world, draws);
  while (life.day < days) {
    liveDay(life, recorder);
    if (life.term !== null && life.day > days - lastDays) tally.margin += feeOf(life.term).margin / 30.4375;
  }
  note('kept', Number(world.plan.preset === 'retail' ? tally.orders > 0 : life.term !== null));
  note('margin', tally.margin);
}

function noting(note: Note, tally: { orders: number; margin: number }, since: number): Recorder {
  return {
    ...silentRecorder,
    order: (_, { at, lines, late }) => {
      note('late', Number(late ?? false));
      if (at < since) return;
      tally.orders++;
      for (const line of lines) tally.margin += line.margin;
    },
    event: (_, { name, outcome }) => {
      if (name === 'payment') note('payment_failures', Number(outcome === 'failed'));
    },
    ticket: (_, { respondedAt, openedAt }) =>
      note('response_hours', ((respondedAt ?? openedAt) - openedAt) / 3600),
    survey: (_, { kind, score }) => {
      if (score !== null) note(kind, score);
    },
  };
}
