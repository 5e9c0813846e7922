import { expect, it } from 'vitest';
import { themesScreen } from '../../../cli/screens/themes-screen.ts';

const nothing = {
  run: 'r',
  asOf: '2025-07-01',
  currency: 'EUR',
  taughtUntil: '2025-07-01',
  because: null,
  themes: [],
  without: 0,
  proposals: [],
  alarms: { perYear: 1, series: 1 },
  notes: [],
  files: [],
  priorities: null,
};

it('without texts there is no board, and no alarm to expect', () => {
  expect(themesScreen(nothing)).toEqual([
    'No texts from before 2025-07-01: map tickets.text, surveys.comment or reviews.text to see their themes.',
  ]);
});

it('texts without a theme are counted', () => {
  expect(themesScreen({ ...nothing, without: 12 })).toContain('Without a theme: 12.');
});
