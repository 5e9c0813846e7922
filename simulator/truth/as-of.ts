import { addDays, daysBetween } from '../../contracts/business-day.ts';
import { playNames, plays } from '../campaigns/plays.ts';
import { strongCause } from '../customer/leaving.ts';
import { activity, isHere, type Life } from '../customer/life.ts';
import type { TruthPlan } from '../plan.ts';
import { type Draws, drawsOf, processes } from '../random.ts';
import type { Cells, TableDescription } from '../tables/table.ts';
import type { World } from '../world/world.ts';
import { expectedFuture, futureOf, type Horizons } from './future.ts';

const number = (name: string) => ({ name, type: 'number' as const });
const flag = (name: string) => ({ name, type: 'flag' as const });
const text = (name: string) => ({ name, type: 'text' as const });

/** The truth about each customer on each asked day. Expectations stand where the customer is of the sample. */
export const asOfTruth: TableDescription = {
  name: 'truth/as-of',
  columns: [
    text('as_of'),
    text('customer_id'),
    flag('active'),
    flag('here'),
    flag('fading'),
    number('satisfaction'),
    text('cause'),
    flag('churned'),
    number('margin'),
    number('churn_chance'),
    number('expected_margin'),
    ...playNames.flatMap((play) => [flag(`churned_${play}`), number(`margin_${play}`)]),
  ],
};

/** Days of the simulation at which the truth is asked for. */
export const asOfDays = ({ calendar }: World, { asOf }: TruthPlan): number[] =>
  asOf.map((date) => daysBetween(calendar.first, date));

/** What is true of a customer on the day that is lived next; realised futures are those that the data then show. */
export function truthAsOf(life: Life, world: World, draws: Draws, truth: TruthPlan): Cells {
  const horizons: Horizons = { churnDays: truth.churnDays, valueDays: truth.valueDays };
  const active = isActive(life, world, truth);
  const realised = futureOf(life, { world, draws }, horizons);
  const expected =
    active && isOfSample(life, world, truth)
      ? expectedFuture(life, world, { ...horizons }, truth.draws)
      : null;
  const underPlays = playNames.flatMap((play) => {
    const future = futureOf(life, { world, draws }, horizons, { play });
    return [
      [`churned_${play}`, !future.kept],
      [`margin_${play}`, future.margin - plays[play].cost],
    ] as const;
  });
  return {
    as_of: addDays(world.calendar.first, life.day),
    customer_id: life.traits.id,
    active,
    here: isHere(life, life.day),
    fading: life.decidedOn >= 0 && isHere(life, life.day) && activity(life, life.day) < 1,
    satisfaction: life.satisfaction,
    cause: life.decidedOn >= 0 ? life.causeOfDecision : strongCause(life),
    churned: !realised.kept,
    margin: realised.margin,
    churn_chance: expected?.churn ?? null,
    expected_margin: expected?.margin ?? null,
    ...Object.fromEntries(underPlays),
  };
}

function isActive(life: Life, { plan }: World, { lookbackDays }: TruthPlan): boolean {
  if (plan.preset === 'subscription') return life.term !== null || life.day < life.endedOn;
  return life.day - life.lastOrder <= lookbackDays;
}

/** A fixed share of customers, whatever the stretch. */
function isOfSample(life: Life, { plan }: World, { sample }: TruthPlan): boolean {
  return drawsOf(plan.seed, life.traits.number).uniform(processes.observer, 0) < sample;
}
