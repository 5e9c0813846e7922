import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelDataError } from '../../../models/errors.ts';
import { logLoss } from '../../../models/quality/metrics/probability.ts';
import { normalisedGini, totalRatio } from '../../../models/quality/metrics/value.ts';
import { ensembleManifest } from '../../../models/retention/ensemble/save-ensemble.ts';
import { fitEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import { joinRows } from '../../../models/retention/join-rows.ts';
import type { FittedModel, LearningSet } from '../../../models/types.ts';
import { simulatedRows } from '../simulated-rows.ts';

const small = { epochs: 6, batch: 64 };
const train = simulatedRows(1500, 1);
const later = simulatedRows(1500, 2);
const fresh = simulatedRows(6000, 3);
const trained = (refit: boolean, rows: LearningSet = later) =>
  fitEnsembleModel(train, rows, { seed: 1, refit }, small);
let once: FittedModel;
let twice: FittedModel;

beforeAll(async () => {
  once = await trained(false);
  twice = await trained(true);
});

describe('members refitted with the later rows', () => {
  it('leave the predictions that quality is measured by as they were', () => {
    expect(twice.later).toEqual(once.later);
  });

  it('are closer to what comes than those of the training rows alone', () => {
    const [before, after] = [once.model.predict(fresh.table), twice.model.predict(fresh.table)];
    expect(logLoss(after.churn, fresh.churned)).toBeLessThan(logLoss(before.churn, fresh.churned));
    expect(normalisedGini(after.value, fresh.value)).toBeGreaterThan(
      normalisedGini(before.value, fresh.value),
    );
    expect(totalRatio(after.value, fresh.value)).toBeCloseTo(1, 1);
  });

  it('meet the level of all dates, not of the later one alone', async () => {
    const half = { ...later, churned: later.churned.map((y, i) => (i % 2 === 0 ? y : 0)) };
    const { model } = await trained(true, half);
    const { churn } = model.predict(fresh.table);
    const rate = (values: Float64Array) => values.reduce((sum, y) => sum + y, 0) / values.length;
    expect(rate(churn)).toBeCloseTo((rate(train.churned) + rate(half.churned)) / 2, 1);
  });

  it('start from the first fit: its bins, its trees and a fifth more, penalties and a third of its passes', () => {
    type Manifest = {
      hyperParameters: { epochs: number };
      features: unknown;
      trees: { growth: Record<'churn' | 'any' | 'amount', { size: string; trees: number[] }> };
      logistic: { penalties: unknown };
    };
    const [first, second] = [once, twice].map(({ model }) => model.save().manifest as unknown as Manifest);
    expect(second.features).toEqual(first.features);
    for (const task of ['churn', 'any', 'amount'] as const) {
      const [before, after] = [first.trees.growth[task], second.trees.growth[task]];
      expect(after.size).toBe(before.size);
      expect(after.trees).toEqual(before.trees.map((count) => count + Math.ceil(0.2 * count)));
    }
    expect(second.logistic.penalties).toEqual(first.logistic.penalties);
    expect([first.hyperParameters.epochs, second.hyperParameters.epochs]).toEqual([6, 2]);
  });

  it('are the same bytes from run to run, and the manifest says what was done', async () => {
    const hash = ({ model }: FittedModel) => createHash('sha256').update(model.save().weights).digest('hex');
    expect(hash(await trained(true))).toBe(hash(twice));
    expect(hash(once)).not.toBe(hash(twice));
    const leftOf = ({ model }: FittedModel) => ensembleManifest(model.save()).notFittedAgain;
    expect([leftOf(once), leftOf(twice)]).toEqual([null, []]);
  });
});

describe('a member with hardly a part in the scores', () => {
  it('is not fitted again, and the manifest names it', async () => {
    const flag = { kind: 'category', name: 'flag', levels: ['no', 'yes'] } as const;
    // whoever has the flag leaves, seven times in eight: trees and floor know all there is, and a network of one pass nothing
    const made = (rows: number): LearningSet => {
      const codes = Int32Array.from({ length: rows }, (_, i) => (i % 4 === 0 ? 1 : 0));
      const noise = Float64Array.from({ length: rows }, (_, i) => (i * 7919) % 101);
      return {
        table: {
          rowCount: rows,
          columns: [
            { ...flag, codes },
            { kind: 'number', name: 'noise', values: noise },
          ],
        },
        churned: Float64Array.from(codes, (code, i) => (i % 32 < 4 ? 1 - code : code)),
        value: new Float64Array(rows).fill(Number.NaN),
        customer: Int32Array.from({ length: rows }, (_, i) => i),
        asOf: new Int32Array(rows),
      };
    };
    const fitted = await fitEnsembleModel(
      made(2400),
      made(2400),
      { seed: 1, churnOnly: true, refit: true },
      { epochs: 1, batch: 250 },
    );
    const { notFittedAgain, blend } = ensembleManifest(fitted.model.save());
    const small = Object.entries(blend.churn.weights)
      .filter(([, weight]) => weight <= 0.05)
      .map(([name]) => name);
    expect(small.length).toBeGreaterThan(0);
    expect(notFittedAgain).toEqual(small);
  });
});

describe('rows of two dates joined', () => {
  const rows = (levels: string[], codes: number[], customer: number[]): LearningSet => ({
    table: {
      rowCount: codes.length,
      columns: [{ kind: 'category', name: 'plan', levels, codes: Int32Array.from(codes) }],
    },
    churned: new Float64Array(codes.length),
    value: new Float64Array(codes.length),
    customer: Int32Array.from(customer),
    asOf: new Int32Array(codes.length),
  });

  it('share levels, and no customer', () => {
    const joined = joinRows(rows(['b', 'd'], [0, 1, -1], [0, 1, 1]), rows(['a', 'd'], [1, 0], [0, 1]));
    const [plan] = joined.table.columns;
    expect(plan).toMatchObject({ levels: ['a', 'b', 'd'], codes: Int32Array.of(1, 2, -1, 2, 0) });
    expect(joined.customer).toEqual(Int32Array.of(0, 1, 1, 2, 3));
  });

  it('are not copied where they follow each other in memory', () => {
    const [codes, values, levels] = [Int32Array.of(0, 1, 0), Float64Array.of(5, 6, 7), ['a', 'b']];
    const part = (from: number, to: number): LearningSet => ({
      ...rows([], new Array<number>(to - from).fill(0), new Array<number>(to - from).fill(0)),
      table: {
        rowCount: to - from,
        columns: [
          { kind: 'category', name: 'plan', levels, codes: codes.subarray(from, to) },
          { kind: 'number', name: 'age', values: values.subarray(from, to) },
        ],
      },
    });
    const [plan, age] = joinRows(part(0, 2), part(2, 3)).table.columns;
    expect([plan, age]).toMatchObject([{ levels, codes }, { values }]);
    expect(plan).toHaveProperty('codes.buffer', codes.buffer);
    expect(age).toHaveProperty('values.buffer', values.buffer);
    const [swapped] = joinRows(part(2, 3), part(0, 2)).table.columns;
    expect(swapped).toMatchObject({ codes: Int32Array.of(0, 0, 1) });
  });

  it('must have the same columns', () => {
    const other = rows([], [-1], [0]);
    const renamed = { ...other, table: { ...other.table, columns: [] } };
    expect(() => joinRows(other, renamed)).toThrow(ModelDataError);
    expect(() => joinRows(other, renamed)).toThrow(/"plan"/);
  });
});
