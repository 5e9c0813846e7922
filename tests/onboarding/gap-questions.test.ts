import { expect, it } from 'vitest';
import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import { gapQuestions } from '../../onboarding/settle/try-checks.ts';
import { smallConfig } from '../pipeline/features/business.ts';

it('a long gap in a source is asked about, and one that changes few outcomes is not', () => {
  const report = (source: string, until: string) =>
    ({ source, rhythm: { gaps: [{ from: '2024-04-09', until }] } }) as unknown as SourceReport;
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
