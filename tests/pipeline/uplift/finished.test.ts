import { expect, it } from 'vitest';
import type { MeasuredCampaign } from '../../../pipeline/effects/measured-campaign.ts';
import { finishedWindow, teachingHorizon } from '../../../pipeline/uplift/finished.ts';

const campaign: MeasuredCampaign = {
  name: 'spring',
  kind: 'campaign',
  randomised: true,
  horizonDays: 30,
  winsorise: 1,
  fixedCost: 0,
  span: { starts: '2025-01-01', ends: '2025-01-10' },
  heldOut: null,
  isRenewed: false,
  exposed: null,
  changed: [],
};
const on = (...days: readonly string[]) =>
  days.map((asOf) => ({ campaign: 'spring', asOf, armUntil: '', contact: 9, control: 1 }));
const taught = (asOf: string, over: Partial<MeasuredCampaign>, days: readonly string[]) =>
  finishedWindow({ ...campaign, ...over }, on(...days), { asOf, lagDays: 2 })?.dates.map(
    (date) => date.asOf,
  ) ?? null;

it('a campaign teaches once it is over and everybody has been followed for the horizon', () => {
  const days = ['2025-01-01', '2025-01-08'];
  expect(taught('2025-02-08', {}, days)).toBeNull();
  expect(taught('2025-02-09', {}, days)).toEqual(days);
  expect(taught('2025-01-09', { horizonDays: 1 }, ['2025-01-01'])).toBeNull(); // it makes lists still
  expect(taught('2025-03-01', { randomised: false }, days)).toBeNull();
  expect(taught('2025-03-01', { kind: 'global-control' }, days)).toBeNull();
});

it('one without an end is judged anew by whole horizons, not night after night', () => {
  const days = ['2025-01-01', '2025-01-15', '2025-01-31', '2025-02-03'];
  const standing = (asOf: string) => taught(asOf, { span: null }, days);
  expect(standing('2025-02-01')).toBeNull();
  expect(standing('2025-02-02')).toEqual(days.slice(0, 1));
  expect(standing('2025-03-03')).toEqual(days.slice(0, 1));
  expect(standing('2025-03-04')).toEqual(days.slice(0, 3));
});

it('the horizon of the most customers teaches', () => {
  const window = (horizonDays: number, customers: number) =>
    ({ campaign: { ...campaign, horizonDays }, dates: on(...Array(customers).fill('2025-01-01')) }) as never;
  expect(teachingHorizon([window(60, 1), window(90, 3), window(60, 1)])).toBe(90);
  expect(teachingHorizon([])).toBeNull();
});
