import { expect, it } from 'vitest';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { zoneOfOffsets } from '../../onboarding/sources/zone-of-offsets.ts';
import type { Recognised } from '../../onboarding/tables/which-source.ts';

function ordersAt(...times: readonly string[]): Recognised[] {
  const column = { name: 'paid_at', sample: times } as unknown as ColumnProfile;
  return [{ source: 'orders', matches: [{ name: 'ordered_at', column }] } as unknown as Recognised];
}

const winter = '2026-01-10T09:00:00';
const summer = '2026-07-10T09:00:00';

it.each([
  [[`${winter}+07:00`, `${summer}+07:00`], 'Etc/GMT-7'],
  [[`${winter}-0300`], 'Etc/GMT+3'],
  [['2026-01-10 09:00:00.123 +0530'], 'Asia/Kolkata'],
  [[`${winter}+01:00`, `${summer}+02:00`], 'Europe/Paris'],
  [[`${winter}-05:00`, `${summer}-04:00`], 'America/New_York'],
])('%j tell %s', (times, timeZone) => {
  expect(zoneOfOffsets(ordersAt(...times), null)?.timeZone).toBe(timeZone);
});

it('a country whose clocks show these offsets says more, and one whose clocks do not says nothing', () => {
  const warsaw = ordersAt(`${winter}+01:00`, `${summer}+02:00`);
  expect(zoneOfOffsets(warsaw, 'Europe/Warsaw')).toBeNull();
  expect(zoneOfOffsets(ordersAt(`${winter}+07:00`), 'Europe/Warsaw')?.timeZone).toBe('Etc/GMT-7');
});

it('UTC, no offset, some without one and offsets of all the world tell nothing', () => {
  for (const times of [
    [`${winter}+00:00`, `${summer}+00:00`],
    [`${winter}Z`],
    [winter],
    [`${winter}+07:00`, summer],
    [`${winter}+07:00`, `${winter}+01:00`, `${winter}-05:00`],
  ])
    expect(zoneOfOffsets(ordersAt(...times), null)).toBeNull();
});
