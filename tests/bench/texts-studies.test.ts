import { expect, it } from 'vitest';
import { agreement } from '../../bench/texts/agreement.ts';
import { quietBoards } from '../../bench/texts/rise-study.ts';
import type { MeantText } from '../../bench/texts/simulated-texts.ts';
import { themesStudy } from '../../bench/texts/themes-study.ts';
import { randomStream } from '../../models/numerics.ts';
import { themes } from '../../simulator/texts/phrases.ts';
import { writeText } from '../../simulator/texts/write-text.ts';

/** Short versions: the whole studies are `npm run bench:texts`. */

it('the agreement of two partitions, by hand', () => {
  expect(agreement(['a', 'a', 'b', 'b'], ['x', 'x', 'y', 'y'])).toBe(1);
  // pairs: 1 together in both, 2 and 3 in each, 10 in all: (1 − .6) ÷ (2.5 − .6)
  expect(agreement(['a', 'a', 'b', 'b', 'c'], ['x', 'x', 'x', 'y', 'z'])).toBeCloseTo(0.4 / 1.9, 9);
});

/** Tickets on six themes, comments on nine, in two languages, over half a year. */
function texts(): MeantText[] {
  const random = randomStream(4, 'meant texts');
  return Array.from({ length: 1100 }, (_, i) => {
    const isTicket = i % 2 === 0;
    const theme = themes[random.integer(isTicket ? 6 : 9)]!;
    const language = i % 4 < 2 ? ('pl' as const) : ('it' as const);
    return {
      source: isTicket ? ('ticket' as const) : ('survey' as const),
      id: `t${i}`,
      seconds: 1_700_000_000 + 15_000 * i,
      language,
      theme,
      reason: isTicket ? theme : null,
      text: writeText({ language, theme, feeling: random.uniform() < 0.5 ? -0.7 : 0.7 }, random),
    };
  });
}

it('few answers name what the reasons of tickets do not know', () => {
  const meant = texts();
  const [none, some] = [themesStudy(meant, 0), themesStudy(meant, 12)];
  expect(none.right).toBeGreaterThan(0.9);
  expect(some.ofComments).toBeGreaterThan(none.ofComments + 0.1);
  expect(some.right).toBeGreaterThan(0.9);
});

it('a board that only varies stays quiet, and three times the texts are seen within a week', () => {
  const { falsePerYear, seen } = quietBoards(10, { boards: 1, series: 6, days: 40, seed: 5 });
  expect(falsePerYear).toBeLessThan(10);
  expect(seen[2]).toBeGreaterThan(0.8);
});
