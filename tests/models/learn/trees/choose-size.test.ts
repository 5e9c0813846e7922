import { describe, expect, it } from 'vitest';
import { logisticLoss } from '../../../../models/learn/losses/logistic-loss.ts';
import type { ScoreLoss } from '../../../../models/learn/losses/score-loss.ts';
import { binRows } from '../../../../models/learn/trees/bin-rows.ts';
import { chooseSize } from '../../../../models/learn/trees/choose-size.ts';
import { fitBinning } from '../../../../models/learn/trees/fit-binning.ts';
import { sizesFor } from '../../../../models/learn/trees/hyper-parameters.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { number, table } from '../../tables.ts';

const count = 1200;
const random = randomStream(3, 'checkers');
const sign = () => (random.uniform() < 0.5 ? -1 : 1);
const [a, b] = [Array.from({ length: count }, sign), Array.from({ length: count }, sign)];
const rows = table(number('a', a), number('b', b));
const binned = binRows(fitBinning(rows, 8), rows);
const every = Int32Array.from({ length: count }, (_, i) => i);

/** The choice by a target, and how many forests were grown for it: each asks the loss once where to start. */
function tried(target: Float64Array) {
  let forests = 0;
  const loss: ScoreLoss = {
    ...logisticLoss,
    start: (...given) => {
      forests++;
      return logisticLoss.start(...given);
    },
  };
  const choice = chooseSize({ binned, target, rows: every, customer: every }, sizesFor(count), loss, 1);
  return { forests, ...choice };
}

describe('the size of trees', () => {
  it('that alone can tell is chosen, and those far behind it are tried once', () => {
    // Smaller trees are shown one of the two features, of which neither says anything by itself.
    const { size, losses, forests } = tried(Float64Array.from(a, (own, i) => (own * b[i]! > 0 ? 1 : 0)));
    expect(size).toBe('large');
    expect(forests).toBe(3);
    expect(losses.map(({ loss }) => loss > 0.6)).toEqual([true, true, false]);
  });

  it('is the smallest where no size tells more, tried on every part', () => {
    const oneTells = a.map((own) => (random.uniform() < (own > 0 ? 0.8 : 0.2) ? 1 : 0));
    const { size, forests } = tried(Float64Array.from(oneTells));
    expect(size).toBe('small');
    expect(forests).toBe(9);
  });
});
