import { describe, expect, it } from 'vitest';
import { metricsScreen } from '../../../cli/screens/metrics-screen.ts';
import type { Headline, MetricsReport, PeriodFigure } from '../../../contracts/artefacts/metrics-report.ts';
import { verdictOf } from '../../../pipeline/reports/verdict-of-change.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';

const period = (over: Partial<PeriodFigure>): PeriodFigure => ({
  first: '2025-11-03',
  last: '2025-11-30',
  n: 100,
  value: 0.5,
  low: 0.4,
  high: 0.6,
  shown: 'full',
  ...over,
});

const headline = (over: Partial<Headline>): Headline => ({
  metric: 'made_up',
  title: 'Made up',
  unit: 'share',
  better: 'higher',
  now: period({}),
  before: null,
  change: null,
  lately: [],
  ...over,
});

const noSurveys: MetricsReport['surveys'] = {
  from: '2024-11-17',
  to: '2025-11-16',
  unknown: 'nobody was asked',
  asked: 0,
  answersOnly: [],
  channels: [],
  propensity: null,
  asks90: [],
  sinceLast: [],
  silence: [],
  advice: { restDays: null, customers: 0, askedLately: 0, silent: null },
};

const shown = (...headlines: Headline[]): string => {
  const report: MetricsReport = {
    run: 'r',
    asOf: '2025-12-01',
    currency: 'EUR',
    level: 0.95,
    headlines,
    index: null,
    surveys: noSurveys,
    journeys: { from: '2024-11-24', to: '2025-11-23', needs: ['events.journey_id'], journeys: [], others: 0 },
    missing: [{ metric: 'reopened', needs: ['tickets.reopened_at'] }],
    moods: null,
    dimensions: ['segment'],
    rows: 1234,
    files: ['metrics/key=k/metrics.csv'],
    notes: [],
  };
  return metricsScreen(report, folderStore('/out')).join('\n');
};

describe('the screen of metrics', () => {
  it('shows n alone, brackets, a value with its interval and change, and a time that is longer than was seen', () => {
    expect(
      shown(headline({ now: period({ n: 4, value: null, low: null, high: null, shown: 'n only' }) })),
    ).toMatch(/Made up +30 Nov 2025 +4\s*\n/);
    expect(shown(headline({ now: period({ n: 8, shown: 'grey' }) }))).toContain('(50.0%)');
    const change = { value: -0.1, low: -0.15, high: -0.05 };
    expect(shown(headline({ change }))).toMatch(
      /50\.0% +40\.0% to 60\.0% +−10\.0 points \(−15\.0 points to −5\.0 points\) +worse/,
    );
    const long = period({ value: null, low: 30, high: null });
    expect(shown(headline({ unit: 'hours', now: long }))).toMatch(
      /Made up, hours .*longer than 30\.0 +30\.0 to no limit/,
    );
  });

  it('says what is not counted, what figures are split by, and where they are', () => {
    const text = shown(headline({}));
    expect(text).toContain('Not counted: reopened, which needs tickets.reopened_at.');
    expect(text).toContain('Split by: segment.');
    expect(text).toContain('1,234 figures');
    expect(text).toContain('metrics/key=k/metrics.csv');
  });

  it('calls a change only what chance does not explain, and good what the metric says is good', () => {
    const change = (low: number, high: number) => ({ value: (low + high) / 2, low, high });
    expect(verdictOf({ better: 'higher', change: change(0.1, 0.3) })).toBe('better');
    expect(verdictOf({ better: 'lower', change: change(0.1, 0.3) })).toBe('worse');
    expect(verdictOf({ better: 'lower', change: change(-0.1, 0.3) })).toBe('no clear change');
    expect(verdictOf({ better: 'neither', change: change(-3, -1) })).toBe('fewer');
    expect(verdictOf({ better: 'higher', change: null })).toBe('');
  });
});
