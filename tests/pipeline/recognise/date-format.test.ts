import { expect, it } from 'vitest';
import { findTimeFormat } from '../../../pipeline/recognise/date-format.ts';

it('reads days with a clock in halves and a zone behind, as forms write them', () => {
  const found = findTimeFormat(['2024/02/07 4:07:11 PM GMT+1', '2024/12/31 11:59:00 AM CET']);
  expect(found).toMatchObject({ share: 1, hasClock: true, zoned: false });
});

it('gives up on years in front of what no clock is', () => {
  expect(findTimeFormat(['2024/02/07 4h', '2024-02-08 about five'])).toBeNull();
});
