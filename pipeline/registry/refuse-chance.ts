import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import { verdict } from '../reports/sentences/verdict.ts';

/**
 * No list is made by a model that nobody can tell from chance: its order would be noise with money beside it.
 * @throws DataRefusedError where the interval of its AUC on later rows reaches down to one half
 */
export function refuseChance({ version, quality: { churn } }: Pick<ModelEntry, 'version' | 'quality'>): void {
  if (churn === null || churn.auc.low > 0.5) return;
  throw new DataRefusedError(
    `Model ${version}: ${verdict(churn)} No list is published. Its card has the figures; check business.dataUntil and the churn horizon, map more sources or a longer history, or wait until more customers have left.`,
  );
}
