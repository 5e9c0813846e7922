import { describe, expect, it } from 'vitest';
import { nameRun, seedOf } from '../../../pipeline/stages/run.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';

const config = fixtureConfig({
  customers: { csv: 'customer_id,joined_at' },
  orders: { csv: 'order_id,customer_id,ordered_at,amount' },
});
const input = { name: 'sales', format: 'csv' as const, locations: ['/a/sales.csv'], fingerprint: 'f1' };
const parts = { config, asOf: '2026-01-01', training: true, codeVersion: '1', inputs: [input] };
const id = (over: Partial<typeof parts>) => nameRun({ ...parts, ...over }).id;

describe('the id of a run', () => {
  it('is the same for the same content, wherever the files lie and however the keys are ordered', () => {
    const moved = { ...input, locations: ['/elsewhere/sales.csv'] };
    const reordered = Object.fromEntries(Object.entries(config).reverse()) as typeof config;
    expect(id({ inputs: [moved], config: reordered })).toBe(id({}));
  });

  it.each([
    ['config', { config: { ...config, churn: { ...config.churn, horizonDays: 31 } } }],
    ['as-of date', { asOf: '2025-12-31' }],
    ['code', { codeVersion: '2' }],
    ['input', { inputs: [{ ...input, fingerprint: 'f2' }] }],
  ])('differs with another %s', (_, over) => {
    expect(id(over)).not.toBe(id({}));
  });

  it('gives seeds that repeat with the run and differ by purpose', () => {
    const run = nameRun(parts);
    expect(seedOf(run, 'train')).toBe(seedOf(nameRun(parts), 'train'));
    expect(seedOf(run, 'train')).not.toBe(seedOf(run, 'holdout'));
  });
});
