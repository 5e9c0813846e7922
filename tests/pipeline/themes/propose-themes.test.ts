import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../pipeline/themes/hide-people.ts';
import { groupOf, proposeThemes } from '../../../pipeline/themes/propose-themes.ts';

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

describe('a few texts of one thing', () => {
  const [day, until] = [86_400, 200 * 86_400];
  /** Complaints of half a year about one thing, and four about another. */
  const proposed = (days: { old: (i: number) => number; few: (i: number) => number }) => {
    const old = said('the app keeps crashing today', 36, 0);
    const few = ['rain', 'gate', 'van', 'porch'].map((where) => ({
      language: 'en',
      text: `parcel courier left depot ${where}`,
    }));
    const texts = [
      ...old.map((text, i) => ({ ...text, seconds: until - day * days.old(i) })),
      ...few.map((text, i) => ({ ...text, seconds: until - day * days.few(i) })),
    ];
    const words = new Vocabulary();
    for (const [i, { text }] of texts.entries()) words.add(text, String(i));
    return proposeThemes(texts, words, until).map(({ texts, isNew }) => [texts, isNew]);
  };
  const allYear = (i: number) => 1 + 5 * i;

  it('are proposed as new where all of them came of late, and other texts did not', () => {
    expect(proposed({ old: allYear, few: (i) => 1 + 5 * i })).toEqual([
      [36, false],
      [4, true],
    ]);
  });

  it('are not where they came over half a year, nor where every text is of late', () => {
    expect(proposed({ old: allYear, few: (i) => 1 + 45 * i })).toEqual([[36, false]]);
    expect(proposed({ old: (i) => 1 + i / 2, few: (i) => 1 + 5 * i })).toEqual([[36, true]]);
  });
});

it('a group is found by its ids of the weeks before, and never another one', () => {
  const subjects = [
    ['app', 'crashes login screen freezes button update password phone'],
    ['parcel', 'courier late doorstep shipment rain waiting tracking depot'],
    ['invoice', 'charged amount refund billing twice payment card total'],
  ] as const;
  const texts = subjects.flatMap(([subject, rest]) => {
    const own = rest.split(' ');
    const text = (i: number) =>
      [subject, own[i % 8], own[(i + 1 + (i >> 3)) % 8], own[(i + 3) % 8]].join(' ');
    return Array.from({ length: 36 }, (_, i) => ({ language: 'en', seconds: i, text: text(i) }));
  });
  const words = new Vocabulary();
  for (const { text } of texts) for (const one of ['a', 'b', 'c']) words.add(text, one);
  /** Of each subject 24 texts, four of which are others a week later. */
  const inWeek = (week: number) =>
    proposeThemes(
      texts.filter((_, i) => i % 36 >= 4 * week && i % 36 < 24 + 4 * week),
      words,
      1000,
    );
  const weeks = [0, 1, 2, 3].map(inWeek);
  const subjectOf = (group: ReturnType<typeof inWeek>[number] | undefined) =>
    group?.examples[0]?.split(' ')[0] ?? 'none';
  expect(weeks.map((groups) => groups.map(subjectOf).sort().join(' '))).toEqual(
    weeks.map(() => 'app invoice parcel'),
  );
  for (const [i, later] of weeks.slice(1).entries())
    for (const group of weeks[i]!) expect(subjectOf(groupOf(later, group.id))).toBe(subjectOf(group));
  expect(groupOf(weeks[0]!, 'en-0000000')).toBeUndefined();
});
