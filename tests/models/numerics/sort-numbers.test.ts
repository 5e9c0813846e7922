import { expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics/random.ts';
import { risingPlaces, sortNumbers } from '../../../models/numerics/sort-numbers.ts';

const random = randomStream(1, 'numbers to sort');
const drawn = (count: number, number: () => number) => Float64Array.from({ length: count }, number);

it.each([
  ['none', drawn(0, () => 1)],
  ['few', drawn(20, random.normal)],
  ['many of either sign', drawn(5000, () => random.normal() * 10 ** (random.integer(40) - 20))],
  ['whole numbers', drawn(5000, () => random.integer(300) - 20)],
  ['one number many times', drawn(5000, () => 7)],
  ['zeros of either sign', drawn(5000, () => [0, -0, 1, -1][random.integer(4)]!)],
  [
    'the furthest and the least',
    drawn(600, () => [Infinity, -Infinity, 5e-324, -5e-324, 1.7e308][random.integer(5)]!),
  ],
])('puts %s in the order of the own sort of an array', (_, values) => {
  const sorted = sortNumbers(values.slice());
  const expected = values.slice().sort();
  expect(sorted.every((value, i) => Object.is(value, expected[i]))).toBe(true);
});

it('sorts a part of a larger array alone', () => {
  const values = drawn(2000, () => -random.uniform());
  const kept = values.slice();
  sortNumbers(values.subarray(500, 1500));
  expect([...values.subarray(0, 500)]).toEqual([...kept.subarray(0, 500)]);
  expect([...values.subarray(500, 1500)]).toEqual([...kept.slice(500, 1500).sort()]);
  expect([...values.subarray(1500)]).toEqual([...kept.subarray(1500)]);
});

it('finds the places of numbers in rising order, where equal ones keep theirs', () => {
  const values = drawn(
    3000,
    () => [random.normal(), random.integer(20) - 10, 0, -0, Infinity, -Infinity][random.integer(6)]!,
  );
  const compared = (a: number, b: number) =>
    values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b;
  expect([...risingPlaces(values)]).toEqual([...values.keys()].sort(compared));
});
