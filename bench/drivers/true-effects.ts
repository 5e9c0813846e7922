import { type Recorder, silentRecorder } from '../../simulator/customer/facts.ts';
import type { Life } from '../../simulator/customer/life.ts';
import { push } from '../../simulator/customer/satisfaction.ts';
import { birth, livingOf } from '../../simulator/live.ts';
import type { SimulationPlan } from '../../simulator/plan.ts';
import { scales } from '../../simulator/surveys/surveys.ts';
import { dayAt } from '../../simulator/world/calendar.ts';
import { type World, worldOf } from '../../simulator/world/world.ts';

/** The true worth of one more unit in retention: the same customers with and without it, at one moment of their lives. */
export interface TrueEffect {
  readonly moments: number;
  readonly retention: number;
  readonly standardError: number;
}

export interface TrueEffects {
  /** Of an order that comes late, against the same in time. */
  readonly late_delivery: TrueEffect;
  /** Of as much satisfaction at an answer as makes a point of CSAT. */
  readonly csat_5: TrueEffect;
}

interface Window {
  readonly horizonDays: number;
  /** Days after the moment at which the window begins. */
  readonly settleDays: number;
}

/** What is done to a life on the day of a moment. */
type Twist = (life: Life, live: (world: Partial<World>) => void) => void;

interface Cause extends Window {
  /** Notes the days of moments. */
  readonly listen: (world: World, note: (day: number) => void) => Partial<Recorder>;
  readonly without: Twist;
  readonly with: Twist;
}

const halfPoint = 0.5 / scales.csat.bySatisfaction;
const always = (world: World, chance: number): Partial<World> => ({ late: world.late.map(() => chance) });
const pushed =
  (amount: number): Twist =>
  (life, live) => {
    live({});
    push(life, amount, 'delivery');
  };

/** @param customers each is looked at in one moment of each kind. */
export function trueEffects(plan: SimulationPlan, customers: number, horizonDays: number): TrueEffects {
  const world = worldOf(plan);
  return {
    late_delivery: effectOf(world, customers, {
      horizonDays,
      settleDays: 14,
      listen: ({ calendar }, note) => ({ order: (_, { at }) => note(dayAt(calendar, at)) }),
      without: (_, live) => live(always(world, 0)),
      with: (_, live) => live(always(world, 1)),
    }),
    csat_5: effectOf(world, customers, {
      horizonDays,
      settleDays: 0,
      listen: ({ calendar }, note) => ({
        survey: (_, { kind, score, answeredAt }) => {
          if (kind === 'csat' && score !== null) note(dayAt(calendar, answeredAt!));
        },
      }),
      without: pushed(-halfPoint),
      with: pushed(halfPoint),
    }),
  };
}

function effectOf(world: World, customers: number, cause: Cause): TrueEffect {
  const latest = world.plan.days - cause.horizonDays - cause.settleDays - 1;
  const differences: number[] = [];
  for (let number = 0; number < customers; number++) {
    const moments = momentsOf(number, world, cause).filter((day) => day > 90 && day < latest);
    const day = moments[number % Math.max(1, moments.length)];
    if (day === undefined) continue;
    const kept = (twist: Twist) => Number(isKept(number, world, { ...cause, day, twist }));
    differences.push(kept(cause.with) - kept(cause.without));
  }
  const n = differences.length;
  const mean = differences.reduce((sum, one) => sum + one, 0) / n;
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { moments: n, retention: mean, standardError: Math.sqrt(squares / (n - 1) / n) };
}

function momentsOf(number: number, world: World, { listen }: Cause): number[] {
  const days: number[] = [];
  const { life, draws } = birth(number, world);
  const recorder = { ...silentRecorder, ...listen(world, (day) => days.push(day)) };
  const { liveDay } = livingOf(world, draws);
  while (life.day < world.plan.days) liveDay(life, recorder);
  return [...new Set(days)];
}

/** Whether a customer orders within the window of a moment, lived from birth with a twist on its day. */
function isKept(
  number: number,
  world: World,
  { day, twist, horizonDays, settleDays }: Window & { readonly day: number; readonly twist: Twist },
): boolean {
  const { life, draws } = birth(number, world);
  const [from, until] = [day + settleDays, day + settleDays + horizonDays];
  let kept = false;
  const recorder: Recorder = {
    ...silentRecorder,
    order: (_, { at }) => {
      const ordered = dayAt(world.calendar, at);
      kept ||= ordered > from && ordered <= until;
    },
  };
  const usual = livingOf(world, draws);
  while (life.day <= until && !kept) {
    if (life.day === day)
      twist(life, (change) => livingOf({ ...world, ...change }, draws).liveDay(life, recorder));
    else usual.liveDay(life, recorder);
  }
  return kept;
}
