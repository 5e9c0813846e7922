import { expect, it } from 'vitest';
import { planColumns } from '../../flat/plan-columns.ts';

const ask = { drop: [], keep: [], target: 'churned' } as unknown as Parameters<typeof planColumns>[2];

/** Whether a column of a hundred different numbers teaches. */
function teaches(name: string, text: (i: number) => string): boolean {
  const sample = Array.from({ length: 100 }, (_, i) => text(i));
  const common = sample.map((value) => ({ value, rows: 1 }));
  const column = { name, type: 'varchar', rows: 100, filled: 100, distinct: 100, sample, common };
  const input = { columns: [column] } as unknown as Parameters<typeof planColumns>[0];
  return planColumns(input, [], ask).features.length === 1;
}

it.each<[string, (i: number) => string, boolean]>([
  ['client number', (i) => String(7001 + 13 * i), false],
  ['client number', (i) => `${7001 + 13 * i}.0`, false],
  ['row', (i) => String(i + 1), false],
  ['position', (i) => String(i + 1), false],
  ['number_0', (i) => String(Math.sin(i)), true],
  ['activity code', (i) => (0.37 * i).toFixed(3), true],
  ['income', (i) => String(7001 + 13 * i), true],
])('a number of its own in every row of %s', (name, text, isFeature) => {
  expect(teaches(name, text)).toBe(isFeature);
});
