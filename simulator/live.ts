import type { ForcedArm } from './campaigns/contact.ts';
import type { Recorder } from './customer/facts.ts';
import { thresholdOf } from './customer/leaving.ts';
import { bornLife, type Life } from './customer/life.ts';
import { traitsOf } from './customer/traits.ts';
import { type Draws, drawsOf } from './random.ts';
import { liveRetailDay } from './retail/live.ts';
import { retailParameters } from './retail/parameters.ts';
import { liveSubscriptionDay } from './subscription/live.ts';
import { subscriptionParameters } from './subscription/parameters.ts';
import { recordRunning } from './subscription/terms.ts';
import { ticketSoFar } from './support/tickets.ts';
import { unanswered } from './surveys/surveys.ts';
import { endOf } from './world/calendar.ts';
import type { World } from './world/world.ts';

/** How a preset's customers live. */
export interface Living {
  liveDay(life: Life, recorder: Recorder): void;
  /** Records, as far as it is known at the end of the data, what is still under way. */
  finish(life: Life, recorder: Recorder): void;
}

/** A customer on the first day that the data or the customer see. */
export function birth(number: number, world: World): { life: Life; draws: Draws } {
  const draws = drawsOf(world.plan.seed, number);
  const { traits: parameters } = world.plan.preset === 'retail' ? retailParameters : subscriptionParameters;
  const traits = traitsOf(number, draws, world, parameters);
  return { life: bornLife(traits, Math.max(0, traits.joined), thresholdOf(draws, 0)), draws };
}

/** @param forced Overrules the arm of a campaign. */
export function livingOf(world: World, draws: Draws, forced?: ForcedArm): Living {
  const common = { world, draws, ...(forced ? { forced } : {}) };
  if (world.plan.preset === 'retail') {
    const setting = { ...common, parameters: retailParameters };
    return {
      liveDay: (life, recorder) => liveRetailDay(life, setting, recorder),
      finish: (life, recorder) => finish(life, world, recorder),
    };
  }
  const setting = { ...common, parameters: subscriptionParameters };
  return {
    liveDay: (life, recorder) => liveSubscriptionDay(life, setting, recorder),
    finish: (life, recorder) => {
      recordRunning(life, setting, recorder);
      finish(life, world, recorder);
    },
  };
}

function finish(life: Life, world: World, recorder: Recorder): void {
  const until = endOf(world.calendar);
  for (const what of life.pending) {
    if (what.kind === 'answered') recorder.survey(life.traits, unanswered(what.invitation));
    if (what.kind === 'resolved' || what.kind === 'reopened')
      recorder.ticket(life.traits, ticketSoFar(what.ticket, until));
  }
}
