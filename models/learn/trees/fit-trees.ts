import { ModelDataError } from '../../errors.ts';
import type { SavedModel } from '../../types.ts';
import { customersOf, knownRows, type Learned, type LearnOptions, type TaughtRows } from '../learner.ts';
import { type LossName, namedLosses } from '../losses/named-losses.ts';
import { binRows } from './bin-rows.ts';
import type { Binning } from './binning.ts';
import { fitBinning } from './fit-binning.ts';
import { fitForest, type Growth } from './fit-forest.ts';
import type { Forest } from './forest.ts';
import { forestShapley } from './forest-shapley.ts';
import { mostBins } from './hyper-parameters.ts';
import { forestByteCount, loadForests, type SavedForests, saveForests } from './saved-forests.ts';
import { scoreForest } from './score-forest.ts';
import { usualBins } from './usual-bins.ts';

/** Boosted trees of any target. */
interface LearnedTrees {
  readonly loss: LossName;
  readonly binning: Binning;
  readonly forest: Forest;
  readonly growth: Growth;
  /** Bins of the usual row, against which others are explained. */
  readonly usual: Uint8Array;
}

/** What is saved beside the bytes. */
interface TreesManifest extends SavedForests {
  readonly kind: 'trees';
  readonly loss: LossName;
  readonly growth: Growth;
  readonly usual: readonly number[];
}

/** Where no size is tried. */
const usualSize = 'middle';

/**
 * Boosts trees on any target; their size is chosen by held-out customers, unless it is to be quick.
 * @throws ModelDataError where no row has a target
 */
export function fitTrees(
  taught: TaughtRows,
  { loss, seed, quick }: LearnOptions,
): Learned & { growth: Growth } {
  const rows = knownRows(taught);
  if (rows.length === 0) throw new ModelDataError('No row has a target: there is nothing to learn from.');
  const binning = fitBinning(taught.table, mostBins);
  const binned = binRows(binning, taught.table);
  const { target, weight } = taught;
  const bag = { binned, target, weight, rows, customer: customersOf(taught) };
  const { forest, growth } = fitForest(bag, namedLosses[loss].loss, {
    seed,
    slow: !quick,
    size: quick ? usualSize : undefined,
  });
  return { ...learnedOf({ loss, binning, forest, growth, usual: usualBins(binned) }), growth };
}

/**
 * A learner saved by `fitTrees(…).save()`, which predicts as before, bit for bit.
 * @throws ModelDataError where the model is of another kind or its bytes are cut short
 */
export function loadTreesLearned({ manifest, weights }: SavedModel): Learned {
  const saved = manifest as unknown as TreesManifest;
  if (saved.kind !== 'trees' || weights.length !== forestByteCount(saved)) {
    throw new ModelDataError(
      'The saved model is not one of boosted trees, or its bytes were cut: fit it again.',
    );
  }
  const { binning, forests } = loadForests(saved, weights);
  const { loss, growth, usual } = saved;
  return learnedOf({ loss, binning, forest: forests[0], growth, usual: Uint8Array.from(usual) });
}

function learnedOf({ loss, binning, forest, growth, usual }: LearnedTrees): Learned {
  const { meanAt } = namedLosses[loss];
  return {
    predict: (table) => scoreForest(forest, binRows(binning, table)).map(meanAt),
    explain: (table, rows) => {
      const own = binRows(binning, table, Int32Array.from(rows));
      const reference = { ...own, rowCount: 1, bins: usual };
      const { contributions, score, baseline } = forestShapley(forest, own, reference);
      const features = binning.features.map(({ name }) => name);
      return { features, contributions, logit: score, baseline };
    },
    save: () => {
      const { saved, bytes } = saveForests({ binning, forests: [forest] });
      const manifest: TreesManifest = { kind: 'trees', loss, growth, usual: [...usual], ...saved };
      return { manifest: { ...manifest }, weights: bytes };
    },
  };
}
