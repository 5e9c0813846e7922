import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import { cxSchema } from '../../../contracts/config/cx.ts';
import type { MetricRow } from '../../../pipeline/cx/build-metrics.ts';
import { catalogue } from '../../../pipeline/cx/catalogue.ts';
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
  return judgeTargets(targets, { rows: [from, now], metrics: catalogue, asOf, config: smallConfig() })[0]!;
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
    expect(silent).toMatchObject({ now: null, verdict: 'too early to say' });
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
