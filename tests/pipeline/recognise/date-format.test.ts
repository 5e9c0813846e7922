import { expect, it } from 'vitest';
import { findTimeFormat } from '../../../pipeline/recognise/date-format.ts';

it('reads days with a clock in halves and a zone behind, as forms write them', () => {
  const found = findTimeFormat(['2024/02/07 4:07:11 PM GMT+1', '2024/12/31 11:59:00 AM CET']);
  expect(found).toMatchObject({ share: 1, hasClock: true, zoned: false });
});

it('gives up on years in front of what no clock is', () => {
  expect(findTimeFormat(['2024/02/07 4h', '2024-02-08 about five'])).toBeNull();
});

it.each([
  ['Fri, Mar 1, 2024 at 3:20 PM', 'Tue, Dec 31, 2024 at 11:05 AM'],
  ['1. März 2024 um 15:20', '31. Dezember 2024 um 11:05'],
  ['1 mars 2024 à 15:20', '31 décembre 2024 à 11:05'],
])('reads a word between day and clock: %s', (...values) => {
  expect(findTimeFormat(values)).toMatchObject({ share: 1, hasClock: true, format: 'd-M-yyyy H:mm' });
});

it.each([
  ['2/13/26 11:43\u202fPM', '12/1/26 9:05\u202fAM'],
  ['2/13/26, 11:43 PM', '12/1/26, 9:05 AM'],
  ['2/13/26 11:43\u00a0PM', '12/1/26 9:05 AM'],
])('reads the spaces and commas that programs put around a clock in halves: %s', (...values) => {
  expect(findTimeFormat(values)).toMatchObject({ share: 1, hasClock: true, format: 'M/d/yy H:mm' });
});
