import { describe, expect, it } from 'vitest';
import { cxIndexLines } from '../../../cli/screens/cx-index-lines.ts';
import { cxSummary } from '../../../cli/screens/cx-summary.ts';
import { journeyLines } from '../../../cli/screens/journey-lines.ts';
import { surveyLines } from '../../../cli/screens/survey-lines.ts';
import type { CxIndexReport } from '../../../contracts/artefacts/cx-index.ts';
import type { JourneysReport } from '../../../contracts/artefacts/journeys-report.ts';
import type { MetricsReport } from '../../../contracts/artefacts/metrics-report.ts';
import type { SurveyHealth } from '../../../contracts/artefacts/survey-health.ts';

const limits = (value: number, reach: number) => ({ value, low: value - reach, high: value + reach });

const part = (score: number) => ({ metric: 'csat_5', n: 40, value: score / 100, score, contribution: score });
const period = (first: string, last: string, score: number) => ({
  first,
  last,
  index: limits(score, 3),
  parts: [part(score)],
  lacking: [],
});

const index: CxIndexReport = {
  version: {
    version: 'abc',
    definition: 'def',
    since: '2025-11-01',
    parts: [{ metric: 'csat_5', weight: 1, worst: 0, best: 1 }],
    learned: null,
  },
  refused: null,
  before: { version: 'old', since: '2025-01-01' },
  periods: [period('2025-10-06', '2025-11-02', 70), period('2025-11-03', '2025-11-30', 76)],
  change: limits(6, 4),
};

const surveys: SurveyHealth = {
  from: '2024-11-17',
  to: '2025-11-16',
  unknown: null,
  asked: 400,
  answersOnly: [],
  channels: [{ survey: 'csat', channel: 'email', asked: 400, answered: 100, rate: limits(0.25, 0.04) }],
  propensity: {
    asks: 400,
    customers: 300,
    auc: limits(0.6, 0.05),
    trimmed: 2,
    largest: 5,
    figures: [
      {
        metric: 'csat_5',
        title: 'CSAT',
        unit: 'share',
        n: 100,
        raw: limits(0.8, 0.05),
        weighted: limits(0.78, 0.06),
      },
    ],
  },
  asks90: [],
  sinceLast: [
    {
      group: '0 to 7',
      asked: 100,
      answered: 5,
      rate: limits(0.05, 0.03),
      beyondBehaviour: limits(-0.2, 0.05),
      verdict: 'answers less',
    },
    {
      group: '7 to 14',
      asked: 300,
      answered: 95,
      rate: limits(0.3, 0.05),
      beyondBehaviour: limits(0.05, 0.06),
      verdict: 'no clear difference',
    },
  ],
  silence: [],
  advice: { restDays: 7, customers: 300, askedLately: 12, silent: null },
};

const journeys: JourneysReport = {
  from: '2024-11-24',
  to: '2025-11-23',
  needs: [],
  journeys: [
    {
      journey: 'checkout',
      attempts: 50,
      completed: 30,
      completion: limits(0.6, 0.1),
      steps: [
        {
          step: 'payment',
          reached: 42,
          stopped: 12,
          failed: 11,
          dropOff: limits(0.286, 0.1),
          worth: { n: 12, mean: limits(80, 20) },
        },
      ],
      said: [],
      worth: {
        metric: 'margin',
        title: 'Margin',
        unit: 'money',
        stopped: { n: 12, mean: limits(80, 20) },
        completed: { n: 3, mean: null },
        difference: null,
      },
    },
  ],
  others: 2,
};

describe('screens of customer experience', () => {
  it('the index with its limits, parts, change and version; a new series says so', () => {
    const text = cxIndexLines(index).join('\n');
    expect(text).toContain('CX index 76.0 of 100 (73.0 to 79.0), 3 Nov 2025 to 30 Nov 2025');
    expect(text).toContain('+6.0 (+2.0 to +10.0), better.');
    expect(text).toMatch(/csat_5 +100% +0 +1 +40 +76\.0 +76\.0 +\+6\.0/);
    expect(text).toContain('a new series, which does not continue version old');
  });

  it('an index that is not given, and why', () => {
    const lacking = [{ metric: 'nps', why: '7 are too few' }];
    const without = {
      ...index,
      periods: [{ ...period('2025-11-03', '2025-11-30', 76), index: null, lacking }],
      change: null,
    };
    expect(cxIndexLines(without).join('\n')).toContain('since a part is missing: nps (7 are too few)');
    expect(cxIndexLines({ ...index, version: null, refused: 'too few' }).join('\n')).toContain(
      'not given; too few.',
    );
  });

  it('surveys: response, raw beside weighted and never corrected, and when to ask', () => {
    const text = surveyLines(surveys).join('\n');
    expect(text).toMatch(/csat +email +400 +25\.0% \(21\.0% to 29\.0%\)/);
    expect(text).toMatch(/CSAT +100 +80\.0% \(75\.0% to 85\.0%\) +78\.0% \(72\.0% to 84\.0%\)/);
    expect(text).toContain('Neither column is corrected');
    expect(text).toContain('When to ask: 7 days after the last invitation or later');
    expect(text).toContain('Do not ask 12 now, of 300 customers');
    expect(surveyLines({ ...surveys, unknown: 'nobody was asked' })).toEqual([
      'Response to surveys: not known, since nobody was asked.',
    ]);
  });

  it('journeys: completion, each step, and groups too small to compare', () => {
    const text = journeyLines(journeys, 'EUR').join('\n');
    expect(text).toMatch(/payment +42 +12 +11 +28\.6% \(18\.6% to 38\.6%\) +€80 \(n 12\)/);
    expect(text).toContain('Margin: stopped €80 (n 12), completed n 3; difference too few to compare');
    expect(text).toContain('and 2 journeys with fewer attempts');
  });

  it('the demo tells each in a line', () => {
    expect(cxSummary({ index, surveys, journeys } as unknown as MetricsReport)).toEqual([
      'CX index 76.0 of 100 (73.0 to 79.0) until 30 Nov 2025: csat_5 76.0.',
      'Surveys: 25.0% of 400 invitations of a year answered. CSAT: raw 80.0%, weighted by response probability 78.0%.',
      'Journey checkout: 60.0% of 50 attempts completed; most stop at payment (12 of 42).',
    ]);
    const [journey] = journeys.journeys;
    const steps = [{ ...journey!.steps[0]!, stopped: 0, failed: 0 }];
    const whole = {
      ...journeys,
      journeys: [{ ...journey!, completed: 50, completion: limits(1, 0), steps }],
    };
    expect(cxSummary({ index, surveys, journeys: whole } as unknown as MetricsReport).at(-1)).toBe(
      'Journey checkout: 100.0% of 50 attempts completed.',
    );
  });
});
