import { type Deviation, deviationOf } from './alarm.ts';
import type { EstimatedPerformance } from './estimated-performance.ts';

/** Performance to expect now beside that to expect of the reference customers. */
export interface EstimateDrift {
  readonly auc: Deviation;
  readonly logLoss: Deviation;
}

/**
 * Is the model likely to do worse on these customers than on the reference ones? One alarm for each of two figures, each
 * at half the rate; customers who stand in both make it err towards silence.
 * @param rate chance of any alarm where the customers come from one population
 * @param least fall of the AUC, or rise of the log loss, that matters
 */
export function estimateDrift(
  now: EstimatedPerformance,
  reference: EstimatedPerformance,
  { rate, least }: { readonly rate: number; readonly least: number },
): EstimateDrift {
  const compare = (figure: 'auc' | 'logLoss') =>
    deviationOf(
      {
        actual: now[figure].value,
        expected: reference[figure].value,
        error: Math.hypot(now.spread[figure], reference.spread[figure]),
      },
      { side: figure === 'auc' ? 'lower' : 'higher', rate: rate / 2, least },
    );
  return { auc: compare('auc'), logLoss: compare('logLoss') };
}
