import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { factsOnSpine } from '../facts/facts-on-spine.ts';
import { createSpine, createSpineOfPeriods } from '../facts/spine.ts';
import { createActives, createEarned, createLabels } from '../features/labels.ts';
import { literal } from '../sql/sql-text.ts';
import { filled } from './filled.ts';
import { instantOf, type PastDates, type PastGround, scheduleOf } from './past-dates.ts';
import peopleText from './past-people.sql';

/** More rows than this in all dates together add time, and nothing to a spread. */
const mostRows = 2_000_000;

const people = 'past_people';

/**
 * Creates a table with a row for each horizon and customer who was there at the start of its past period or is there today: what
 * they brought before and afterwards, whether they stayed, and how long they had been silent. Money is not discounted. All
 * horizons are read in one pass over the days that their periods begin on.
 */
export async function createPast(
  warehouse: Warehouse,
  ground: PastGround,
  periods: readonly PastDates[],
  table: string,
): Promise<void> {
  const { churn } = ground.config;
  const config = undiscounted(ground.config);
  await createSpine(warehouse, config, scheduleOf(ground, periods), { wholeAtScoring: false });
  const facts = factsOnSpine(warehouse);
  await createActives(facts, config);
  await createLabels(facts, config);
  await facts.create(
    people,
    filled(peopleText, {
      seen: churn.by === 'orders' ? 'seen_buying' : 'seen_active',
      periods: periods.flatMap((dates) => periodRows(ground.config, dates)).join(', '),
    }),
  );
  await createSpineOfPeriods(warehouse, people);
  await createEarned(facts, config.clv);
  await warehouse.create(
    table,
    `select p.customer_id, p.horizon_days, p.is_past, p.earned_after, p.stayed, p.silent_days,
       cast(coalesce(b.observed_value, 0) as decimal(19, 2)) as earned_before
     from ${people} p
     left join earned b on b.spine_id = p.spine_id`,
  );
}

const undiscounted = (config: Config): Config => ({
  ...config,
  training: { ...config.training, maxRows: mostRows },
  clv: { ...config.clv, discountRate: 0 },
});

/** A period's two rows of {{periods}}: the past days and the same number before today. */
function periodRows(
  { business }: Config,
  { horizonDays, past, before, now, nowBefore }: PastDates,
): string[] {
  const row = (isPast: number, day: string, from: string) =>
    `(${horizonDays}, ${isPast}, ${literal(day)}, cast(${literal(instantOf(from, business.timeZone))} as timestamp))`;
  return [row(1, past, before), row(0, now, nowBefore)];
}
