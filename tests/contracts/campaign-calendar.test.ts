import { expect, it } from 'vitest';
import { listDaysOf } from '../../contracts/campaign-calendar.ts';

it('a campaign makes a list a week in each wave, from its first day that is not paused', () => {
  const waves = [{ starts: '2026-03-09' }, { starts: '2026-03-30', ends: '2026-04-06' }];
  expect(listDaysOf({ waves, horizonDays: 30 }, 7)).toEqual(['2026-03-09', '2026-03-30', '2026-04-06']);
  const paused = [{ starts: '2026-03-30', ends: '2026-04-01' }];
  expect(listDaysOf({ waves, paused, horizonDays: 30 }, 7)).toEqual(['2026-03-09', '2026-04-02']);
  expect(listDaysOf({ starts: '2026-03-01', horizonDays: 15 }, 7)).toEqual([
    '2026-03-01',
    '2026-03-08',
    '2026-03-15',
  ]);
});
