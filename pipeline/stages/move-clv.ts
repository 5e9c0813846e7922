import type { ClvMoves } from '../../contracts/artefacts/clv-moves.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { clvMoves, modelError } from '../proof/clv-moves.ts';
import { pastBaskets, scoredSums } from '../proof/measure-moves.ts';
import { attachScored } from './attach-scored.ts';
import { measureEverybody, pastOfRun } from './outlook.ts';
import type { RunEnvironment } from './run.ts';

const level = 0.95;

/**
 * What a small change of each thing that CLV is made of is worth, from customers scored as of the run's date and the latest
 * period of the observed days that is over. Writes nothing.
 */
export async function moveClv(run: Run, environment: RunEnvironment): Promise<ClvMoves> {
  const { clv, churn, business } = run.config;
  const warehouse = await environment.openWarehouse();
  try {
    const checked = await attachScored(run, environment, warehouse);
    const scored = await scoredSums(warehouse);
    const periods = pastOfRun(warehouse, run, checked);
    const past = await measureEverybody(periods, clv.observedDays ?? churn.horizonDays);
    const baskets =
      'spread' in past
        ? await pastBaskets(warehouse, periods.tableOf(past.horizonDays), past, business.timeZone)
        : null;
    return {
      asOf: run.asOf,
      currency: business.currency,
      level,
      horizonDays: clv.horizonDays,
      customers: scored.n,
      clv: scored.clv,
      modelError,
      past: 'spread' in past ? { from: past.from, days: past.horizonDays, customers: past.customers } : null,
      moves: clvMoves({ scored, baskets, level }),
    };
  } finally {
    await warehouse.close();
  }
}
