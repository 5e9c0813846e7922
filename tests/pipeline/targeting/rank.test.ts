import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scores } from '../../../pipeline/scoring/scores.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { findThresholds, rankedSelect } from '../../../pipeline/targeting/rank.ts';
import { savePrior } from '../../../pipeline/targeting/save-prior.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { predicted, targeting } from './fixtures.ts';

/** Ranks scores as a run does: through their file and the warehouse. */
async function rank(scores: Scores, over: Record<string, unknown> = {}, cheapestContact = 0) {
  const root = scratchFolder();
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store });
  try {
    await store.put('scores/part-0.parquet', writeScores(scores));
    await warehouse.attach('scores', 'scores/');
    const thresholds = await findThresholds(warehouse, 'scores', { ...targeting(over), cheapestContact });
    const rows = await warehouse.rows(rankedSelect('scores', thresholds));
    return { thresholds, rows: new Map(rows.map((row) => [String(row.customer_id), row])) };
  } finally {
    await warehouse.close();
  }
}

const absolute = [
  [0, 1],
  [0.6, 1],
  [0.9, 0.25],
  [1, 0],
];

describe('ranking', () => {
  const scores = predicted([
    { id: 'low risk', churn: 0.1, kept: 1000 },
    { id: 'low worth', churn: 0.7, kept: 10 },
    { id: 'lapsing', churn: 0.75, kept: 1000, lost: 200 },
    { id: 'gone', churn: 0.95, kept: 5000 },
    { id: 'long gone', churn: 0.5, kept: 700, active: false },
    { id: 'worth as much back', churn: 0.6, kept: 900, lost: 900 },
  ]);

  it('keeps the at-risk and valuable who can still be kept', async () => {
    const { rows } = await rank(scores, {
      atRiskAbove: 0.5,
      highValueShare: 0.8,
      goneAbove: 0.9,
      savePrior: absolute,
    });
    expect(Object.fromEntries([...rows].map(([id, row]) => [id, row.standing]))).toEqual({
      'low risk': 'below_risk',
      'low worth': 'below_value',
      lapsing: 'candidate',
      gone: 'above_gone_probability',
      'long gone': 'beyond_lookback',
      'worth as much back': 'nothing_at_risk',
    });
  });

  it('orders them by value at risk times the prior, the gone by worth if kept', async () => {
    const { rows } = await rank(scores, {
      atRiskAbove: 0.5,
      highValueShare: 0.8,
      goneAbove: 0.9,
      savePrior: absolute,
    });
    expect(rows.get('lapsing')?.priority).toBeCloseTo(0.75 * 800 * 0.625, 9);
    expect(rows.get('gone')?.priority).toBe(5000);
    expect(rows.get('long gone')?.priority).toBe(700);
  });

  it('reads the mean chance of active customers, and the worth of the most valuable share', async () => {
    const { thresholds } = await rank(scores, { highValueShare: 0.4 });
    expect(thresholds.baseRate).toBeCloseTo((0.1 + 0.7 + 0.75 + 0.95 + 0.6) / 5, 9);
    expect(thresholds.highValueFrom).toBe(1000);
    expect(thresholds.atRiskAbove).toBeNull();
  });

  it('counts a customer exactly at the border of gone as one who can still be kept', async () => {
    const { rows } = await rank(predicted([{ id: 'a', churn: 0.9, kept: 1 }]), { goneAbove: 0.9 });
    expect(rows.get('a')?.standing).toBe('candidate');
  });

  it('sets aside whom the cheapest contact costs more than it can save', async () => {
    const people = predicted([
      { id: 'small', churn: 0.5, kept: 19 },
      { id: 'large', churn: 0.5, kept: 21 },
    ]);
    const { rows } = await rank(people, { savedShare: 0.1 }, 1);
    expect(rows.get('small')?.standing).toBe('not_worth_contact');
    expect(rows.get('large')?.standing).toBe('candidate');
  });

  it('does without any active customer', async () => {
    const { rows, thresholds } = await rank(predicted([{ id: 'a', churn: 0.5, kept: 1, active: false }]));
    expect(rows.get('a')?.standing).toBe('beyond_lookback');
    expect(thresholds.highValueFrom).toBeNull();
  });

  it('weighs by the same prior as the redraws of rank stability do', async () => {
    const points = [
      [0.1, 0.9],
      [0.35, 1],
      [0.8, 0.2],
    ] as [number, number][];
    const prior = savePrior(points);
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.001, max: 0.89, noNaN: true }), async (churn) => {
        const { rows } = await rank(predicted([{ id: 'a', churn, kept: 100 }]), { savePrior: points });
        expect(rows.get('a')?.priority).toBeCloseTo(churn * 100 * prior(churn), 9);
      }),
      { numRuns: 12 },
    );
  });
});
