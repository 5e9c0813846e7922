import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import { findLeaks } from '../../../../models/quality/leaks/find-leaks.ts';
import type { FeatureColumn } from '../../../../models/types.ts';
import { sharedData } from '../../../support/shared-data.ts';
import { number } from '../../tables.ts';
import { readTelco, splitTelco } from './telco.ts';

const file = sharedData('telco/Telco-Customer-Churn.csv');

describe.skipIf(file.missing)('Telco', () => {
  const telco = file.missing ? { columns: [], left: new Float64Array() } : readTelco(file.path);
  const of = (name: string) =>
    (telco.columns.find((column) => column.name === name) as { values: Float64Array }).values;
  const random = randomStream(1, 'Telco');
  const drawn = (name: string, draw: (left: boolean, row: number) => number): FeatureColumn =>
    number(
      name,
      Array.from(telco.left, (left, row) => draw(left === 1, row)),
    );

  /** As in IBM's extended table: 1 and 2 (1,440 customers) all left, 4 and 5 none, 3 (2,665) one in six. */
  const satisfaction = () =>
    drawn('Satisfaction Score', (left) => {
      const open = random.uniform() < (left ? 429 / 1869 : 2236 / 5174);
      return open ? 3 : left ? 1 + random.integer(2) : 4 + random.integer(2);
    });
  /** Likewise: 65 to 96 for those who left, 5 to 80 for the others. */
  const churnScore = () =>
    drawn('Churn Score', (left) => (left ? 65 + random.integer(32) : 5 + random.integer(76)));
  const complaint = () => drawn('Complaint', (left) => (left && random.uniform() < 0.5 ? 1 : 0));
  const closedTotal = () =>
    drawn('TotalCharges', (left, row) => {
      const [months, price] = [of('tenure')[row], of('MonthlyCharges')[row]];
      return left ? Math.round(100 * months * price) / 100 : of('TotalCharges')[row];
    });

  it('has no column that is accused', () => {
    const [train, later] = splitTelco(telco);
    expect(train.table.rowCount + later.table.rowCount).toBe(7043);
    expect(findLeaks(train, later)).toEqual([]);
  });

  it.each([
    [
      'its extended satisfaction score',
      satisfaction,
      'Satisfaction Score',
      { kind: 'range', low: 1, high: 2 },
    ],
    [
      'its extended churn score',
      churnScore,
      'Churn Score',
      { kind: 'range', low: expect.closeTo(85, -1), high: expect.closeTo(95, -1) },
    ],
    ['a complaint recorded at exit', complaint, 'Complaint', { kind: 'range', low: 1, high: 1 }],
    [
      'totals of closed accounts made anew',
      closedTotal,
      'TotalCharges',
      { kind: 'product', of: ['tenure', 'MonthlyCharges'], equal: true },
    ],
  ])('with %s is caught', (_, column, name, group) => {
    const [train, later] = splitTelco(telco, column());
    expect(findLeaks(train, later)).toMatchObject([{ column: name, sign: 'decides', group, figure: 1 }]);
  });
});
