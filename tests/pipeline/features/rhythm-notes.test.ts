import { describe, expect, it } from 'vitest';
import type { SourceReport } from '../../../contracts/artefacts/check-report.ts';
import type { SourceName } from '../../../contracts/sources/column.ts';
import { rhythmNotes } from '../../../pipeline/features/rhythm-notes.ts';
import { smallConfig } from './business.ts';

describe('what is said of how the rows come', () => {
  const gaps = [{ from: '2025-04-09', until: '2025-05-28' }];
  const source = (name: SourceName, silentDays: number | null = null) =>
    ({
      source: name,
      rhythm: { last: '2025-10-01', usualGap: 2, silentDays, gaps },
    }) as unknown as SourceReport;
  const notes = (sources: SourceReport[], checks = {}) => rhythmNotes({ sources }, smallConfig({ checks }));

  it('a gap, and what is made of it, until somebody says that nothing happened then', () => {
    const [orders, tickets, ...others] = notes([source('customers'), source('orders'), source('tickets')]);
    expect(orders).toBe(
      'orders: no rows from 2025-04-09 to 2025-05-27 (49 days; gaps of up to 2 days are usual), so no outcome is counted over these days. Add the missing rows, or write checks.acceptGaps: [orders] if nothing happened then.',
    );
    expect(tickets).toMatch(/features count them as days on which nothing happened/);
    expect(others).toEqual([]);
    expect(notes([source('orders')], { acceptGaps: ['orders'] })).toEqual([]);
    const yearAhead = { kind: 'non-contractual', horizonDays: 200, lookbackDays: 365 };
    expect(rhythmNotes({ sources: [source('orders')] }, smallConfig({ churn: yearAhead }))).toEqual([]);
  });

  it('a source that has stopped, which the config accepts', () => {
    const [stopped] = notes([source('surveys', 60)], { acceptStale: ['surveys'], acceptGaps: ['surveys'] });
    expect(stopped).toBe(
      'surveys stopped on 2025-10-01, 60 days before the data ends (accepted): what happened since is not known.',
    );
  });
});
