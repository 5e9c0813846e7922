import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import type { Matrix } from '../../../pipeline/features/matrix.ts';
import { readMatrix } from '../../../pipeline/features/read-matrix.ts';
import { silence } from '../../support/silence.ts';
import { allMapped, type Business, openBusiness, smallConfig } from './business.ts';
import { scheduleOf } from './dates.ts';
import { withAnotherFuture, withoutFuture } from './future.ts';
import { randomBusiness } from './random-business.ts';
import { momentOf } from './reference/moment.ts';

const dates = ['2025-04-10', '2025-10-28', '2025-12-01'];
const timeZone = 'Europe/Warsaw';
const config = smallConfig();

/** The whole matrix at one date, of a run that scores at that date or later. */
async function matrixAt(business: Business, date: string, runDates: readonly string[]): Promise<Matrix> {
  const { warehouse, store } = await openBusiness(business);
  const request = {
    config,
    run: 'r',
    schedule: scheduleOf(config, runDates),
    mapped: allMapped,
    withMoods: true,
  };
  const report = await buildFeatures(warehouse, request, silence).finally(() => warehouse.close());
  return readMatrix(store, 'r', report, [date]);
}

describe('no feature sees what comes after its as-of date', () => {
  it('by event time or by arrival: taking the future away or putting another in its place changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomBusiness(dates, timeZone),
        fc.constantFrom(...dates),
        fc.integer(),
        async (business, date, seed) => {
          const moment = momentOf(date, timeZone);
          const whole = await matrixAt(business, date, dates);
          expect(await matrixAt(withoutFuture(business, moment), date, [date])).toEqual(whole);
          expect(await matrixAt(withAnotherFuture(business, moment, seed), date, dates)).toEqual(whole);
        },
      ),
      { numRuns: 5, seed: 3, endOnFailure: true },
    );
  });
});
