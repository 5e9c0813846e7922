import { expect, it } from 'vitest';
import { fitThemes, nameGroups } from '../../../models/text.ts';

const ends = ['again', 'sadly', 'friends', 'really', 'folks', 'indeed'];
const texts = (what: string) => ends.flatMap((a) => ends.map((b) => `${what} ${a} ${b}`));

it('a group is named by what it holds and others do not, not by words that all texts hold', () => {
  const groups = [
    texts('the app keeps crashing in the morning'),
    texts('the parcel in the rain came late'),
    texts('the price went up in the shop'),
  ];
  const names = nameGroups(groups);
  expect(names.map((own) => own.length)).toEqual([3, 3, 3]);
  expect(names.flat()).not.toContain('the');
  expect(names.flat()).not.toContain('in the');
  expect(names[0]!.join(' ')).toContain('crashing');
});

it('a text that is known by half has a theme, however well most learned ones are known', () => {
  const [late, app] = [texts('the parcel came far too late'), texts('the app keeps crashing all day')];
  const { model, heldOut } = fitThemes(
    { texts: [...late, ...app], themes: [...late.map(() => 'late'), ...app.map(() => 'app')] },
    1,
  );
  const known = heldOut.map((one) => one!.known).sort((a, b) => a - b);
  const [half, strange] = model.judge([
    'the parcel came far too late, again again again',
    'my neighbour baked excellent bread yesterday evening',
  ]);
  // less than nineteen in twenty of the learned ones
  expect(half!.known).toBeLessThan(known[Math.floor(known.length / 20)]!);
  expect(half!.known).toBeGreaterThan(0.5);
  expect(half).toMatchObject({ theme: 'late', why: null });
  expect(strange).toMatchObject({ theme: null, why: 'unknown' });
});
