import { expect, it } from 'vitest';
import { watchedDays } from '../../../../pipeline/cx/alerts/count-days.ts';
import { judgeAlerts } from '../../../../pipeline/cx/alerts/judge-alerts.ts';
import { rulesOf } from '../../../../pipeline/cx/alerts/rules.ts';
import { feedbackAnswers } from '../../../../pipeline/cx/metrics/feedback-answers.ts';
import { smallConfig } from '../../features/business.ts';

const asOf = '2026-01-01';

/** Days on which a fall of answers stands open; usually there are 30 a day. */
function fallOf(last: readonly number[], lagDays: number) {
  const answers = [...Array<number>(watchedDays - last.length).fill(30), ...last];
  const [series] = judgeAlerts({
    rules: rulesOf([{ metric: 'feedback_answers', when: 'falls' }], [feedbackAnswers]),
    days: [
      {
        metric: 'feedback_answers',
        dimension: 'all',
        value: null,
        parts: new Map([['n', Float64Array.from(answers)]]),
      },
    ],
    rows: [],
    asOf,
    config: smallConfig({ churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180, lagDays } }),
  });
  return series!.breaches.map(({ opened, now }) => [opened, now?.last]);
}

it('takes days whose answers are still on their way for no fall, and sees one once they are there', () => {
  expect(fallOf([5, 0], 0)).toEqual([['2025-12-30', '2025-12-31']]);
  expect(fallOf([5, 0], 2)).toEqual([]);
  expect(fallOf([5, 0, 0, 0], 2)).toEqual([['2025-12-28', '2025-12-29']]);
});
