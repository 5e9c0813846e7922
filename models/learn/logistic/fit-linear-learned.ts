import { ModelDataError } from '../../errors.ts';
import { sigmoid } from '../../numerics/logit.ts';
import { customerShare } from '../../numerics/random.ts';
import type { FeatureTable, SavedModel } from '../../types.ts';
import { binRuns } from '../encoding/bin-runs.ts';
import { referenceCells, rowEncoder } from '../encoding/encode-rows.ts';
import { type Encoding, informative } from '../encoding/encoding.ts';
import { fitEncoding } from '../encoding/fit-encoding.ts';
import {
  edgeLengths,
  edgesOf,
  loadedEncoding,
  type SavedFeature,
  savedFeature,
} from '../encoding/saved-encoding.ts';
import { customersOf, knownRows, type Learned, type LearnOptions, type TaughtRows } from '../learner.ts';
import { bytesNeeded, packBytes, unpackBytes } from '../weight-bytes.ts';
import { choosePenalty } from './choose-penalty.ts';
import { fitLinear, type LinearRows } from './fit-linear.ts';
import { linearAttributions } from './linear-attributions.ts';
import { type LinearModel, linearScores } from './linear-model.ts';

type LinearLoss = 'logistic' | 'squared';

/** Bins of a number. */
const bins = 16;
/** Rows on which the penalty is chosen: it hardly depends on their number. */
const mostRowsTried = 4000;

interface LearnedLinear {
  readonly loss: LinearLoss;
  readonly encoding: Encoding;
  readonly model: LinearModel;
}

/** What is saved beside the bytes. */
interface LinearManifest {
  readonly kind: 'linear';
  readonly loss: LinearLoss;
  readonly features: readonly SavedFeature[];
  readonly tableRows: number;
  readonly intercept: number;
}

/**
 * Logistic regression or ridge regression, piecewise linear in each number; the penalty is chosen by held-out customers.
 * @throws ModelDataError where no row has a target or no feature varies
 */
export function fitLinearLearned(taught: TaughtRows, { loss, seed }: LearnOptions<LinearLoss>): Learned {
  const known = knownRows(taught);
  if (known.length === 0) throw new ModelDataError('No row has a target: there is nothing to learn from.');
  const encoding = fitEncoding(taught.table, bins);
  const encoder = rowEncoder(encoding, taught.table);
  const task = loss === 'logistic' ? 'logistic' : 'squares';
  const customer = customersOf(taught);
  const rowsAt = (at: Int32Array): LinearRows => ({
    cells: encoder.encode(at),
    runs: binRuns(encoding),
    tableRows: encoding.tableRows,
    target: Float64Array.from(at, (i) => taught.target[i]),
    weight: Float64Array.from(at, (i) => taught.weight?.[i] ?? 1),
  });
  const tried = known.filter((i) => customerShare(customer[i], seed) < mostRowsTried / known.length);
  const own = tried.map((i) => customer[i]);
  const { penalty } = choosePenalty(rowsAt(tried), task, own, seed);
  return learnedOf({ loss, encoding, model: fitLinear(rowsAt(known), task, penalty) });
}

/**
 * A learner saved by `fitLinearLearned(…).save()`, which predicts as before, bit for bit.
 * @throws ModelDataError where the model is of another kind or its bytes are cut short
 */
export function loadLinearLearned({ manifest, weights }: SavedModel): Learned {
  const { kind, loss, features, tableRows, intercept } = manifest as unknown as LinearManifest;
  const lengths = kind === 'linear' ? [...edgeLengths(features), tableRows] : [];
  if (kind !== 'linear' || weights.length !== bytesNeeded(lengths, [])) {
    throw new ModelDataError('The saved model is not a linear one, or its bytes were cut: fit it again.');
  }
  const { doubles } = unpackBytes(weights, lengths, []);
  const coefficients = doubles.pop()!;
  return learnedOf({
    loss,
    encoding: loadedEncoding(features, tableRows, doubles),
    model: { coefficients, intercept },
  });
}

function learnedOf({ loss, encoding, model }: LearnedLinear): Learned {
  const runs = binRuns(encoding);
  const cellsOf = (table: FeatureTable, rows = Int32Array.from({ length: table.rowCount }, (_, i) => i)) =>
    rowEncoder(encoding, table).encode(rows);
  return {
    predict: (table) => {
      const scores = linearScores(model, cellsOf(table), runs);
      return loss === 'logistic' ? scores.map(sigmoid) : scores;
    },
    explain: (table, rows) => ({
      features: informative(encoding).map(({ name }) => name),
      ...linearAttributions(model, cellsOf(table, Int32Array.from(rows)), referenceCells(encoding), runs),
    }),
    save: () => ({
      manifest: {
        kind: 'linear',
        loss,
        features: encoding.features.map(savedFeature),
        tableRows: encoding.tableRows,
        intercept: model.intercept,
      },
      weights: packBytes([...edgesOf(encoding), model.coefficients], []),
    }),
  };
}
