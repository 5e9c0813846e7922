import { expect, it } from 'vitest';
import { Vocabulary } from '../../../pipeline/themes/hide-people.ts';
import { proposeThemes } from '../../../pipeline/themes/propose-themes.ts';

const ends = ['again', 'sadly', 'friends', 'really', 'folks', 'indeed'];

const said = (what: string, n: number, at: number) =>
  Array.from({ length: n }, (_, i) => ({
    language: 'en',
    seconds: at + i,
    text: `${what} ${ends[i % 6]} ${ends[Math.floor(i / 6)]}`,
  }));

it('the examples of a group go from its most typical text to its least', () => {
  const core = said('the app keeps crashing today', 30, 0);
  const edge = said('the app keeps crashing whenever a coupon is entered', 10, 100);
  const words = new Vocabulary();
  for (const { text, seconds } of [...core, ...edge]) words.add(text, String(seconds));
  const [group, ...others] = proposeThemes([...core, ...edge], words, 1000);
  expect([others.length, group!.texts, group!.examples.length]).toEqual([0, 40, 20]);
  const coupons = group!.examples.filter((text) => text.includes('coupon')).length;
  expect(coupons).toBeGreaterThan(3);
  expect(group!.examples[0]).not.toContain('coupon');
});
