import { expect, it } from 'vitest';
import { checkScreen } from '../../../cli/screens/check-screen.ts';
import type { CheckReport, SourceReport } from '../../../contracts/artefacts/check-report.ts';
import type { Run } from '../../../contracts/artefacts/plan.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';

const source: SourceReport = {
  ...{
    source: 'surveys',
    input: 'answers',
    read: 10,
    kept: 6,
    merged: 0,
    later: 0,
    repeated: 4,
    quarantined: 0,
  },
  ...{ reasons: [], mapped: ['survey_id'], unmapped: [], from: null, until: null },
  ...{ rhythm: null, sums: null, quarantine: null },
};
const run = { config: fixtureConfig({ surveys: { csv: 'survey_id\n1' } }) } as Run;
const screen = (over: Partial<CheckReport>) =>
  checkScreen({ sources: [source], copies: [], missing: [], ...over }, run).join('\n');

it('names files that were delivered twice, and counts rows that came again', () => {
  const text = screen({ copies: [{ input: 'answers', file: 'monday-2.csv.gz', of: 'monday.csv' }] });
  expect(text).toContain(
    'Delivered twice, read once: monday-2.csv.gz of inputs.answers holds what monday.csv holds.',
  );
  expect(text).toContain('count once: 4 of surveys.');
  const plain = screen({ sources: [{ ...source, kept: 10, repeated: 0 }] });
  expect(plain).not.toMatch(/Delivered twice|count once/);
});

it('counts no feature of sentiment as lost where there are words to read it from, and names both ways where there are none', () => {
  const lost = (mapped: readonly string[]) =>
    /surveys +\d+ +([a-z].*)/.exec(screen({ sources: [{ ...source, mapped }] }))![1];
  expect(lost(['survey_id', 'answered_at'])).toContain('comment or sentiment');
  expect(lost(['survey_id', 'answered_at', 'comment'])).not.toContain('sentiment');
});

it('says what share of the rows names no customer, where any does not', () => {
  const sums = { customers: 2, orders: 3, sales: 30, refunds: -5 };
  const unnamed = { code: 'missing_customer_id', means: 'empty', rows: 1, cure: 'fill it', shapes: [] };
  const orders = { ...source, source: 'orders' as const, sums };
  expect(screen({ sources: [{ ...orders, reasons: [unnamed] }] })).toContain(
    '3 orders of 2 customers (1.5 each): sales €30, refunds −€5; 10.0% of the rows name no customer.',
  );
  expect(screen({ sources: [orders] })).toContain('refunds −€5.\n');
});
