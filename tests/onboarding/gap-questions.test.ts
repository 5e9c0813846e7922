import { expect, it } from 'vitest';
import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import { addDays } from '../../contracts/business-day.ts';
import { gapQuestions } from '../../onboarding/settle/try-checks.ts';
import { smallConfig } from '../pipeline/features/business.ts';

it('a long gap in a source is asked about, and one that changes few outcomes is not', () => {
  const report = (source: string, until: string) =>
    ({
      source,
      rhythm: {
        first: '2022-01-01',
        last: '2024-12-30',
        silentDays: null,
        gaps: [{ from: '2024-04-09', until }],
      },
    }) as unknown as SourceReport;
  const draft = smallConfig({
    churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 240 },
  });
  const found = [
    report('customers', '2024-05-28'),
    report('orders', '2024-05-28'),
    report('tickets', '2024-04-20'),
  ];
  const asked = gapQuestions(found, draft);
  expect(asked.map(({ candidates }) => candidates)).toEqual([['checks: { acceptGaps: [orders] }']]);
  expect(asked[0]?.text).toMatch(/orders has no rows from 2024-04-09 to 2024-05-27: is a file missing/);
});

it('a gap beside which no window fits stops a run, and is for a person to decide', () => {
  const asked = (observedDays: number) => {
    const draft = smallConfig({
      churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 240 },
      clv: { horizonDays: 365, observedDays },
    });
    const rhythm = {
      ...{ first: '2023-01-01', last: addDays(draft.business.dataUntil, -1), silentDays: null },
      gaps: [
        { from: addDays(draft.business.dataUntil, -320), until: addDays(draft.business.dataUntil, -250) },
      ],
    };
    return gapQuestions([{ source: 'orders', rhythm } as unknown as SourceReport], draft);
  };
  expect(asked(365)).toEqual([expect.objectContaining({ decides: true })]);
  expect(asked(365)[0]?.text).toMatch(/do not fit beside them, so that a run stops\.$/);
  expect(asked(60)[0]?.decides).toBeUndefined();
});
