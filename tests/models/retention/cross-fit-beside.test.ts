import { expect, it } from 'vitest';
import { crossFit } from '../../../models/retention/cross-fit.ts';
import { laterBlender } from '../../../models/retention/ensemble/blend-later.ts';
import { crossFitBeside } from '../../../models/retention/ensemble/cross-fit-beside.ts';
import { madeBlending } from './blending.ts';

it('many rows say the same when two threads share them as when one has them all', async () => {
  const blending = madeBlending(400, 8_000, 1);
  const blender = laterBlender(blending);
  const shared = await crossFitBeside(blending, { seed: 1 });
  const { predictions, adjustment } = crossFit(blending.later, blender, 1);
  expect(shared.predictions).toEqual(predictions);
  expect(shared.adjustment).toEqual(adjustment);
  expect(predictions.churn.every((p) => p > 0 && p < 1)).toBe(true);
});
