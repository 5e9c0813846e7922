import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import { catalogue } from '../../../pipeline/features/catalogue.ts';
import { readMatrix } from '../../../pipeline/features/read-matrix.ts';
import { silence } from '../../support/silence.ts';
import { allMapped, openBusiness, smallConfig } from './business.ts';
import { scheduleOf } from './dates.ts';
import { differences } from './differences.ts';
import { randomBusiness } from './random-business.ts';
import { referenceMatrix } from './reference/matrix.ts';

const dates = ['2025-02-01', '2025-04-10', '2025-12-01'];
const timeZone = 'Europe/Warsaw';

describe('every feature agrees with plain loops over plain rows', () => {
  it('on random businesses whose rows crowd around every border, across summer time', async () => {
    const config = smallConfig();
    await fc.assert(
      fc.asyncProperty(randomBusiness(dates, timeZone), async (business) => {
        const { warehouse, store } = await openBusiness(business);
        const request = {
          config,
          run: 'r',
          schedule: scheduleOf(config, dates),
          mapped: allMapped,
          withMoods: true,
        };
        const report = await buildFeatures(warehouse, request, silence).finally(() => warehouse.close());
        expect(report.features).toEqual(catalogue);
        for (const date of dates) {
          const matrix = await readMatrix(store, 'r', report, [date]);
          expect(differences(matrix, referenceMatrix(business, date, timeZone)), date).toEqual([]);
        }
      }),
      { numRuns: 15, seed: 1, endOnFailure: true },
    );
  });
});
