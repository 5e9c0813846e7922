import { describe, expect, it } from 'vitest';
import { segmentCalibration } from '../../../../models/quality/validation/segment-calibration.ts';
import { simulatedRows } from '../../simulated-rows.ts';
import { oraclePrediction } from './predictions.ts';

describe('calibration within segments', () => {
  it('holds for the true chances, at the stated rate of false names', () => {
    let named = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const later = simulatedRows(800, seed);
      const { judged, missed } = segmentCalibration(later, oraclePrediction(later));
      expect(judged).toBeGreaterThanOrEqual(3);
      if (missed.length > 0) named++;
    }
    expect(named).toBeLessThanOrEqual(6);
  });

  it('names the segment whose chances are wrong, by how much', () => {
    const later = simulatedRows(3000, 3);
    const plan = later.table.columns.find(({ name }) => name === 'plan')!;
    if (plan.kind !== 'category') throw new Error('no plan');
    const trial = plan.levels.indexOf('trial');
    const predicted = oraclePrediction(later);
    const churn = predicted.churn.map((chance, row) => (plan.codes[row] === trial ? 0.5 * chance : chance));
    const { missed } = segmentCalibration(later, { ...predicted, churn });
    expect(missed.map(({ column, level }) => `${column} ${level}`)).toEqual(['plan trial']);
    expect(missed[0].predicted / missed[0].realised).toBeCloseTo(0.5, 1);
  });

  it('says nothing of segments too small to tell', () => {
    const later = simulatedRows(200, 4);
    expect(segmentCalibration(later, oraclePrediction(later)).judged).toBeLessThan(4);
  });
});
