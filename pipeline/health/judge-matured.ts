import type { EarlierRun, MaturedReport } from '../../contracts/artefacts/health-report.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import {
  judgeMatured,
  judgeValue,
  type MaturedPerformance,
  type MaturedValue,
  type Promised,
} from '../../models/drift.ts';
import type { Quality } from '../../models/quality.ts';
import { knownRows, valuesAt } from '../../models/quality.ts';
import { readEntry } from '../registry/model-store.ts';
import { readBaseline } from './read-baseline.ts';
import { readNumbers } from './read-scores.ts';
import { fewestOutcomes, healthRule } from './rule.ts';

const columns = ['churn', 'churned', 'clv_observed', 'value'] as const;

type MaturedScores = Readonly<Record<(typeof columns)[number], Float64Array>>;

/** Holds what was written by `writeMaturedScores` for one earlier run against what its model promised. */
export async function judgeRun(store: ObjectStore, run: string, earlier: EarlierRun): Promise<MaturedReport> {
  const prefix = `${keys.matured(run)}as_of=${earlier.asOf}/`;
  const scores: MaturedScores = await readNumbers(store, prefix, columns);
  const entry = await readEntry(store, earlier.model);
  const why: string[] = [];
  const baseline = await readBaseline(store, entry);
  const churn = judgeChurn(scores, baseline?.promised ?? null, why);
  const value = earlier.maturedValue ? judgeTotal(scores, entry.quality) : null;
  if (!earlier.maturedValue) why.push('its value has not matured yet');
  else if (value === null) why.push('its value cannot be judged: a total is not above zero');
  return { ...earlier, churn, value, why };
}

function judgeChurn(
  { churn, churned }: MaturedScores,
  promised: Promised | null,
  why: string[],
): MaturedPerformance | null {
  const rows = knownRows(churned).filter((row) => !Number.isNaN(churn[row]!));
  const outcome = valuesAt(churned, rows);
  if (promised === null) {
    why.push('its model was stored without a baseline, or could not be judged when it was trained');
    return null;
  }
  const judged = judgeMatured({ p: valuesAt(churn, rows), outcome }, promised, healthRule, fewestOutcomes);
  const leavers = outcome.reduce((sum, left) => sum + left, 0);
  if (judged === null)
    why.push(
      `fewer than ${fewestOutcomes} of ${rows.length} were expected to leave, or to stay: that judges nothing`,
    );
  else if (judged.auc === null)
    why.push(
      `${leavers} of ${rows.length} left: fewer than ${fewestOutcomes} of a kind cannot be put in order`,
    );
  return judged;
}

function judgeTotal(
  { clv_observed: predicted, value }: MaturedScores,
  quality: Quality,
): MaturedValue | null {
  if (quality.value === null) return null;
  const rows = knownRows(value);
  const promised = { ...quality.value.totalRatio, between: quality.between?.level ?? null };
  return judgeValue(valuesAt(predicted, rows), valuesAt(value, rows), promised, {
    rate: healthRule.rate,
    least: healthRule.leastValue,
  });
}
