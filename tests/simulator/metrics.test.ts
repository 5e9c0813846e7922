import { describe, expect, it } from 'vitest';
import { planOf } from '../../simulator/plan-of.ts';
import { metricEffects } from '../../simulator/truth/metrics.ts';
import { small } from './support.ts';

describe('causal effects of metrics', () => {
  const effects = metricEffects(planOf({ ...small, customers: 500 }), 500);
  const of = (metric: string) => effects.find((effect) => effect.metric === metric)!;

  it('are none for NPS, though its cause moves it by more than half a point', () => {
    expect(of('nps').moved - of('nps').usual).toBeGreaterThan(0.4);
    expect(of('nps').retention).toBe(0);
    expect(of('nps').margin).toBe(0);
  });

  it('are gains for satisfaction and losses for late parcels', () => {
    expect(of('csat').retention).toBeGreaterThan(0.05);
    expect(of('csat').margin).toBeGreaterThan(0);
    expect(of('late').margin).toBeLessThan(0);
  });
});
