import { expect, it } from 'vitest';
import { valuesForPeople } from '../../flat/values-for-people.ts';

const said = (...values: string[]): string => valuesForPeople(values.map((value) => ({ value })));

it('names classes, arms, flags, single letters and small numbers as they are', () => {
  expect(said('yes', 'Not Active', 'hold-out', 'b', '10', 'нет')).toBe(
    '"yes", "Not Active", "hold-out", "b", "10", "нет"',
  );
});

it('names all else by its shape', () => {
  expect(said('Łucja Öberg', 'luc.o@example.org', '+48 600 700', '1987', '李小龍', 'no Jaropelk')).toBe(
    'one written like "Aaaaa Aaaaa", one written like "aaa.a@aaaaaaa.aaa", one written like "+99 999 999", one written like "9999", one written like "aaa", one written like "aa Aaaaaaaa"',
  );
});

it('counts rows where they are known, and what is not shown', () => {
  const many = Array.from({ length: 10 }, (_, i) => ({ value: String(i), rows: 10 - i }));
  const text = valuesForPeople(many);
  expect(text).toMatch(/^"0" \(10 rows\), /);
  expect(text).toMatch(/"7" \(3 rows\) and 2 more$/);
  expect(valuesForPeople([{ value: 'no', rows: 1 }])).toBe('"no" (1 row)');
});
