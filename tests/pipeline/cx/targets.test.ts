import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import { cxSchema } from '../../../contracts/config/cx.ts';
import type { MetricRow } from '../../../pipeline/cx/build-metrics.ts';
import { catalogue } from '../../../pipeline/cx/catalogue.ts';
import { notCounted } from '../../../pipeline/cx/not-counted.ts';
import { judgeTargets } from '../../../pipeline/cx/targets.ts';
import { smallConfig } from '../features/business.ts';

const asOf = '2026-04-01';

/** The figure of the four weeks that end on a day. */
const row = (
  metric: string,
  last: string,
  interval: MetricRow['interval'],
  over: Partial<MetricRow> = {},
): MetricRow => ({
  metric,
  grain: 'four weeks',
  first: addDays(last, -27),
  last,
  dimension: 'all',
  value: null,
  n: 200,
  shown: 'full',
  interval,
  ...over,
});

const around = (value: number, reach: number) => ({ value, low: value - reach, high: value + reach });

const target = { metric: 'csat_5', value: 0.8, since: '2026-01-01', by: '2026-06-30', owner: 'Ada' };
const start = row('csat_5', '2025-12-31', around(0.6, 0.03));

function verdict(now: MetricRow, over: object = {}, from: MetricRow = start) {
  const { targets } = cxSchema.parse({ targets: [{ ...target, ...over }] });
  return judgeTargets(targets, {
    rows: [from, now],
    metrics: catalogue,
    asOf,
    config: smallConfig(),
    missing: [],
  })[0]!;
}

describe('a target', () => {
  it('is judged by the whole interval, beside a straight way from its start', () => {
    const at = (value: number, reach: number) => verdict(row('csat_5', '2026-03-31', around(value, reach)));
    // 89 of 180 days
    expect(at(0.75, 0.03)).toMatchObject({
      way: expect.closeTo(0.6989, 4),
      verdict: 'on course',
      start: { value: 0.6 },
    });
    expect(at(0.62, 0.03).verdict).toBe('off course');
    expect(at(0.7, 0.03).verdict).toBe('too early to say');
  });

  it('of what is to fall is on course where the figure is low', () => {
    const from = row('churn_rate', '2025-12-31', around(0.3, 0.01));
    const of = (value: number) =>
      verdict(
        row('churn_rate', '2026-03-31', around(value, 0.01)),
        { metric: 'churn_rate', value: 0.2 },
        from,
      ).verdict;
    expect([of(0.2), of(0.29)]).toEqual(['on course', 'off course']);
  });

  it('of what is good neither way is on course towards the target', () => {
    const from = row('feedback_cases', '2025-12-31', around(500, 20));
    const of = (cases: number, value: number) =>
      verdict(
        row('feedback_cases', '2026-03-31', around(cases, 20)),
        { metric: 'feedback_cases', value },
        from,
      ).verdict;
    expect([of(300, 300), of(500, 300)]).toEqual(['on course', 'off course']);
    expect([of(700, 700), of(500, 700)]).toEqual(['on course', 'off course']);
  });

  it('cannot be judged with few rows, or without a start', () => {
    const few = row('csat_5', '2026-03-31', around(0.9, 0.05), { shown: 'grey', n: 12 });
    expect(verdict(few).verdict).toBe('too early to say');
    const later = { ...start, last: '2026-01-15' };
    expect(verdict(row('csat_5', '2026-03-31', around(0.9, 0.01)), {}, later)).toMatchObject({
      start: null,
      way: null,
      verdict: 'too early to say',
    });
  });

  it('is not judged by weeks long past, nor begins with them', () => {
    const silent = verdict(row('csat_5', '2026-03-24', around(0.9, 0.01)));
    expect(silent).toMatchObject({ now: null, verdict: 'cannot be told', needs: [] });
    const long = { ...start, last: '2025-12-24' };
    expect(verdict(row('csat_5', '2026-03-31', around(0.9, 0.01)), {}, long)).toMatchObject({
      start: null,
      verdict: 'too early to say',
    });
  });

  it('is of one value of a dimension where it says so', () => {
    const own = { dimension: 'journey', value: 'delivery' };
    const now = row('csat_5', '2026-03-31', around(0.9, 0.01), own);
    const found = verdict(now, { dimension: 'journey', of: 'delivery' }, { ...start, ...own });
    expect(found).toMatchObject({ of: own, verdict: 'on course' });
  });

  describe('whose day is over', () => {
    const by = '2026-02-27';
    // weeks end with 31 March, 24 March …: 24 February is the last until then
    const until = (value: number, reach: number, over: Partial<MetricRow> = {}) =>
      row('csat_5', '2026-02-24', around(value, reach), over);
    const judged = (rows: readonly MetricRow[], over: object = {}) => {
      const { targets } = cxSchema.parse({ targets: [{ ...target, by, ...over }] });
      return judgeTargets(targets, {
        rows,
        metrics: catalogue,
        asOf,
        config: smallConfig(),
        missing: [],
      })[0]!;
    };

    it('was met or missed by the weeks until then, or cannot be told', () => {
      const later = row('csat_5', '2026-03-31', around(0.9, 0.01));
      const met = judged([start, until(0.85, 0.03), later]);
      expect(met).toMatchObject({ verdict: 'met', way: 0.8, now: { value: 0.85, last: '2026-02-24' } });
      expect(judged([start, until(0.7, 0.03), later]).verdict).toBe('missed');
      expect(judged([start, until(0.8, 0.03), later]).verdict).toBe('cannot be told');
      expect(judged([start, until(0.9, 0.01, { shown: 'grey', n: 12 }), later]).verdict).toBe(
        'cannot be told',
      );
      expect(judged([start, later])).toMatchObject({ now: null, verdict: 'cannot be told' });
    });

    it('is over on the day after it, and not on it', () => {
      const own = row('csat_5', '2026-03-31', around(0.9, 0.01));
      expect(judged([start, own], { by: '2026-03-31' })).toMatchObject({ verdict: 'met' });
      expect(judged([start, own], { by: '2026-04-01' })).toMatchObject({ verdict: 'on course' });
    });

    it('needs no start, but where it alone says which way is meant', () => {
      expect(judged([until(0.85, 0.03)]).verdict).toBe('met');
      const cases = { metric: 'feedback_cases', value: 300 };
      const few = row('feedback_cases', '2026-02-24', around(200, 20));
      expect(judged([few], cases).verdict).toBe('cannot be told');
      const from = row('feedback_cases', '2025-12-31', around(500, 20));
      expect(judged([from, few], cases).verdict).toBe('met');
    });

    it('waits for figures that can still change', () => {
      const churn = { metric: 'churn_rate', value: 0.2, by: '2026-03-31' };
      expect(judged([], churn)).toMatchObject({ now: null, verdict: 'not settled yet' });
      const long = { ...churn, since: '2025-06-01', by: '2025-11-30' };
      const then = row('churn_rate', '2025-11-25', around(0.15, 0.02));
      expect(judged([then], long).verdict).toBe('met');
    });
  });

  it('of a metric that the data cannot give has no figure, and stops no other', () => {
    const { targets } = cxSchema.parse({ targets: [{ ...target, metric: 'on_time' }, target] });
    const now = row('csat_5', '2026-03-31', around(0.9, 0.01));
    const metrics = catalogue.filter(({ name }) => name !== 'on_time');
    const missing = [{ metric: 'on_time', needs: ['orders.promised_at'] }];
    const both = judgeTargets(targets, { rows: [start, now], metrics, asOf, config: smallConfig(), missing });
    expect(both).toMatchObject([
      { metric: 'on_time', now: null, start: null, verdict: 'cannot be told', needs: ['orders.promised_at'] },
      { metric: 'csat_5', verdict: 'on course', needs: [] },
    ]);
    expect(notCounted({ targets, alerts: [{ metric: 'csat_5' }, { metric: 'on_time' }] }, missing)).toEqual([
      'cx.targets[0] has no figure: on_time needs orders.promised_at, which the config does not have.',
      'cx.alerts[1] watches nothing: on_time needs orders.promised_at, which the config does not have.',
    ]);
  });

  it('of a metric that is not counted is refused, with those that are', () => {
    expect(() => verdict(start, { metric: 'csat' })).toThrow(
      /cx\.targets\[0\]\.metric: csat is not counted.*csat_5/,
    );
  });

  it('has a start before its end', () => {
    expect(() => cxSchema.parse({ targets: [{ ...target, by: '2025-01-01' }] })).toThrow(
      'since must be before by',
    );
  });
});
