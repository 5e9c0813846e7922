import { expect, it } from 'vitest';
import { hidePeople, Vocabulary } from '../../../pipeline/themes/hide-people.ts';

const common = ['the parcel is late again', 'the Parcel is late', 'Late again, the parcel is broken'];

function hidden(text: string, ...more: readonly string[]): string {
  const words = new Vocabulary();
  for (const [i, one] of [...common, ...more, text].entries()) words.add(one, `c${i}`);
  return hidePeople(text, words);
}

it.each([
  ['The parcel is late, Zofia Nowak', 'The parcel is late, …'],
  ['the parcel of Zofia is late', 'the parcel … is late'],
  ['late again: zofia@example.com or @zofia', 'late again: …'],
  ['the parcel 123-456-789 is late', 'the parcel … is late'],
  ['late https://example.com/o/7?who=zofia', 'late …'],
])('what may tell who wrote is left out: %s', (text, said) => {
  expect(hidden(text)).toBe(said);
});

it('a name that many write stays a name, and words of fewer than three people go whatever they are', () => {
  expect(hidden('Anna is late', 'Anna is', 'Anna again', 'the Anna')).toBe('… is late');
  expect(hidden('the dentist is late')).toBe('the … is late');
});

it('what one person writes again and again is theirs alone', () => {
  const words = new Vocabulary();
  const text = 'the parcel of zofia nowak is late';
  for (const writer of ['c1', 'c2', 'c3']) words.add('the parcel of mine is late', writer);
  for (let i = 0; i < 9; i++) words.add(text, 'c4');
  expect(hidePeople(text, words)).toBe('the parcel of … is late');
});

it('a file of letters in a text is read at once', () => {
  expect(hidePeople('aB1+'.repeat(40_000), new Vocabulary())).toBe('…+'.repeat(40_000));
});
