import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../simulator/truth/effects.ts';
import { mean, rowsOf, small, underMainId } from './support.ts';

const outcomes = rowsOf({ ...small, customers: 3000, days: 440, truth: { outcomes: true } })[
  'truth/outcomes'
]!;
const of = (campaign: string) => outcomes.filter((row) => row.campaign === campaign);
const overall = (campaign: string) =>
  effectsOf(outcomes).find((effect) => effect.campaign === campaign && effect.group === 'all')!;

describe('potential outcomes', () => {
  it('differ only for customers whom contact moves', () => {
    const moved = outcomes.filter(
      (row) => row.kept_contact !== row.kept_control || row.margin_contact !== row.margin_control,
    );
    expect(moved.length).toBeGreaterThan(100);
    expect(moved.filter((row) => row.contact_kind === 'indifferent')).toEqual([]);
  });

  it('help the persuadable and harm the driven away', () => {
    const gain = (kind: string) =>
      mean(
        outcomes
          .filter((row) => row.contact_kind === kind && row.campaign === 'autumn-care')
          .map((row) => Number(row.margin_contact) - Number(row.margin_control)),
      );
    expect(gain('persuadable')).toBeGreaterThan(2);
    expect(gain('driven_away')).toBeLessThan(0);
  });

  it('are shown by the randomised campaign within its own noise', () => {
    const { naive, retention, customers } = overall('autumn-care');
    const noise = Math.sqrt((4 * 0.25) / customers);
    expect(retention).toBeGreaterThan(0.005);
    expect(Math.abs(naive - retention)).toBeLessThan(3 * noise);
  });

  it('are missed by the campaign by eye, by just the difference of those contacted and those not', () => {
    const { naive, retention, bias } = overall('vip-eye');
    expect(retention).toBeGreaterThan(0);
    expect(naive).toBeLessThan(-0.02);
    const treated = mean(
      of('vip-eye')
        .filter((row) => row.arm === 'contact')
        .map((row) => Number(row.kept_contact) - Number(row.kept_control)),
    );
    expect(naive).toBeCloseTo(treated + bias, 10);
  });

  it('have a broken campaign whose control arm lost rows', () => {
    const arms = (arm: string) => of('winter-mailing').filter((row) => row.arm === arm).length;
    expect(arms('lost')).toBeGreaterThan(50);
    expect(arms('control') / arms('contact')).toBeLessThan(0.88);
  });
});

describe('chances of the future', () => {
  const options = { ...small, customers: 500, truth: { asOf: ['2025-03-01'], sample: 0.5, draws: 30 } };
  const rows = underMainId(rowsOf(options));
  const truth = rows['truth/as-of']!;
  const sample = truth.filter((row) => row.churn_chance !== null);

  it('agree with what then happens', () => {
    const gap = mean(sample.map((row) => Number(row.churn_chance) - Number(row.churned)));
    expect(Math.abs(gap)).toBeLessThan(3 * Math.sqrt(0.25 / sample.length));
    const high = sample.filter((row) => Number(row.churn_chance) > 0.8);
    expect(mean(high.map((row) => Number(row.churned)))).toBeGreaterThan(0.75);
  });

  it('realise what the tables show', () => {
    const bought = new Set(
      rows
        .orders!.filter((row) => row.kind === 'sale' && String(row.ordered_at) >= '2025-02-28 23:00:00')
        .filter((row) => String(row.ordered_at) < '2025-05-29 22:00:00')
        .map((row) => row.customer_id),
    );
    for (const row of truth) expect(bought.has(row.customer_id!)).toBe(row.churned === false);
  });
});
