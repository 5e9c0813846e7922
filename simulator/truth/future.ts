import type { ForcedArm } from '../campaigns/contact.ts';
import type { PlayName } from '../campaigns/plays.ts';
import { reach } from '../campaigns/reach.ts';
import { type Recorder, silentRecorder } from '../customer/facts.ts';
import { thresholdOf } from '../customer/leaving.ts';
import { copyLife, type Life, type Setting } from '../customer/life.ts';
import { livingOf } from '../live.ts';
import { type Draws, drawsOf } from '../random.ts';
import { feeOf } from '../subscription/terms.ts';
import { startOf } from '../world/calendar.ts';
import type { World } from '../world/world.ts';

/** What becomes of a customer from a day on. */
export interface Future {
  /** Ordered within the churn horizon, or the subscription did not end within it. */
  readonly kept: boolean;
  /** Margin net of refunds within the value horizon, in the reporting currency. */
  readonly margin: number;
}

export interface Horizons {
  readonly churnDays: number;
  readonly valueDays: number;
}

export interface Intervention {
  /** Overrules the arm of a campaign. */
  readonly forced?: ForcedArm;
  /** Reaches the customer on the first day, beside all campaigns. */
  readonly play?: PlayName;
}

/** Lives a copy of the life on from its day; the life itself stays where it is. */
export function futureOf(
  life: Life,
  { world, draws }: Setting,
  { churnDays, valueDays }: Horizons,
  { forced, play }: Intervention = {},
): Future {
  const lived = copyLife(life);
  const from = lived.day;
  const tally = { orders: 0, margin: 0 };
  const recorder = tallying(tally, startOf(world.calendar, from + churnDays));
  const { liveDay } = livingOf(world, draws, forced);
  if (play !== undefined) reach(lived, { world, draws }, play);
  const last = from + Math.max(churnDays, valueDays);
  let fee = 0;
  while (lived.day < last) {
    if (lived.term !== null) fee = feeOf(lived.term).margin;
    const day = lived.day;
    liveDay(lived, recorder);
    if (day < from + valueDays && fee > 0 && (lived.term !== null || day < lived.endedOn))
      tally.margin += fee / 30.4375;
    if (day === from + valueDays - 1) tally.margin = Math.round(tally.margin * 100) / 100;
  }
  const kept = world.plan.preset === 'retail' ? tally.orders > 0 : lived.endedOn >= from + churnDays;
  return { kept, margin: tally.margin };
}

function tallying(tally: { orders: number; margin: number }, churnEnds: number): Recorder {
  return {
    ...silentRecorder,
    order: (_, { at, lines }) => {
      if (at < churnEnds) tally.orders++;
      for (const line of lines) tally.margin += line.margin;
    },
    refund: (_, { line }) => {
      tally.margin -= line.margin;
    },
  };
}

/** The same customer at the same moment before another future: all that is latent stays, all chance to come is new. */
export function branchOf(life: Life, world: World, branch: number): { life: Life; draws: Draws } {
  const draws = drawsOf(world.plan.seed, life.traits.number, branch);
  const copy = copyLife(life);
  if (copy.decidedOn < 0) {
    copy.spent = 0;
    copy.threshold = thresholdOf(draws, copy.decisions);
  }
  return { life: copy, draws };
}

/** Means over so many futures: the chance of churn and the expected margin, given all that is latent. */
export function expectedFuture(
  life: Life,
  world: World,
  horizons: Horizons,
  count: number,
): { churn: number; margin: number } {
  let churned = 0;
  let margin = 0;
  for (let branch = 1; branch <= count; branch++) {
    const other = branchOf(life, world, branch);
    const future = futureOf(other.life, { world, draws: other.draws }, horizons);
    churned += future.kept ? 0 : 1;
    margin += future.margin;
  }
  return { churn: churned / count, margin: margin / count };
}
