import { expect, it } from 'vitest';
import { fitThemes } from '../../../models/text.ts';

const ends = ['again', 'sadly', 'friends', 'really', 'folks', 'indeed'];
const texts = (what: string) => ends.flatMap((a) => ends.map((b) => `${what} ${a} ${b}`));

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
