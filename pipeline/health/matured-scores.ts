import type { EarlierRun } from '../../contracts/artefacts/health-report.ts';
import type { Schedule, ScheduledDate } from '../../contracts/artefacts/schedule.ts';
import { addDays, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { factsOnSpine } from '../facts/facts-on-spine.ts';
import { createSpine } from '../facts/spine.ts';
import { createActives, createLabels } from '../features/labels.ts';
import { literal } from '../sql/sql-text.ts';

/** Where and when scores are held against outcomes. */
export interface MaturedRequest {
  readonly config: Config;
  /** The run that looks back, and its as-of date. */
  readonly run: string;
  readonly asOf: string;
  readonly runs: readonly EarlierRun[];
}

/**
 * Writes the scores of earlier runs beside what became of the customers, one folder per as-of date. The outcomes are the
 * labels that training uses, of the clean tables as they are now; where the learning dates hold a sample of customers, so
 * do these. Customers who were contacted are left out: their outcome does not test the prediction.
 */
export async function writeMaturedScores(
  warehouse: Warehouse,
  store: ObjectStore,
  { config, run, asOf, runs }: MaturedRequest,
): Promise<void> {
  const hasLedger = (await store.list(keys.ledger)).length > 0;
  if (hasLedger) await warehouse.attach('ledger', keys.ledger);
  const given: string[] = [];
  for (const [i, earlier] of runs.entries()) {
    await warehouse.attach(`scored_${i}`, earlier.scores);
    given.push(scoredSelect(earlier, `scored_${i}`, hasLedger));
  }
  await warehouse.create('scored', given.join('\nunion all\n'));
  await createSpine(warehouse, config, scheduleOf(config, asOf, runs));
  const facts = factsOnSpine(warehouse);
  await createActives(facts, config);
  await createLabels(facts, config);
  await warehouse.unload(maturedSelect, keys.matured(run), {
    orderBy: ['customer_id'],
    partitionBy: 'as_of',
  });
}

/** SELECT of one run's scores with their date, without those whom a campaign meant to contact then. */
const scoredSelect = ({ asOf }: EarlierRun, scores: string, hasLedger: boolean): string =>
  `select ${literal(asOf)} as as_of, s.customer_id, s.churn, s.clv_observed from ${scores} s ${
    hasLedger
      ? `where s.customer_id not in (
          select customer_id from ledger
          where arm = 'contact' and as_of <= ${literal(asOf)} and arm_until > ${literal(asOf)}
        )`
      : ''
  }`;

const maturedSelect = `select s.as_of, s.customer_id, g.churn, cast(c.churned as double) as churned,
    g.clv_observed, cast(e.observed_value as double) as value
  from spine s
  join scored g on g.as_of = s.as_of and g.customer_id = s.customer_id
  left join churned c on c.spine_id = s.spine_id
  left join earned e on e.spine_id = s.spine_id`;

/** The dates of the earlier runs as dates to label, seen from the run that looks back. */
function scheduleOf({ churn, clv, business }: Config, asOf: string, runs: readonly EarlierRun[]): Schedule {
  const at = (day: string, later: number) => sqlInstant(startOfDay(addDays(day, later), business.timeZone));
  const dates = runs.map(
    (one): ScheduledDate => ({
      asOf: one.asOf,
      asOfAt: at(one.asOf, 0),
      roles: [],
      churnEndAt: at(one.asOf, churn.horizonDays),
      valueEndAt: one.maturedValue ? at(one.asOf, one.observedDays) : null,
      fullValueEndAt: null,
    }),
  );
  return {
    asOf,
    historyStart: dates.at(-1)!.asOf,
    churnDays: churn.horizonDays,
    observedDays: Math.max(...runs.map(({ observedDays }) => observedDays)),
    valueDays: clv.horizonDays,
    lagDays: churn.lagDays,
    dates: dates.sort((a, b) => (a.asOf < b.asOf ? -1 : 1)),
  };
}
