import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../contracts/config/config.ts';
import { asOfDate, configAt, planRun, readPlan } from '../../../pipeline/stages/plan.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

const config = configSchema.parse({
  version: 1,
  business: { name: 'Shop', currency: 'EUR', timeZone: 'America/New_York', dataUntil: '2026-03-01' },
  inputs: { people: { file: 'customers.csv' } },
  sources: { customers: { from: 'people', columns: { customer_id: 'id' } } },
  churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180 },
});

describe('the as-of date of a planned run', () => {
  it('is the day that the business’s clock shows at the scheduled instant', () => {
    const at = (scheduledAt: string) => asOfDate({ scheduledAt }, config);
    expect(at('2026-03-02T04:59:59Z')).toBe('2026-03-01');
    expect(at('2026-03-02T05:00:00Z')).toBe('2026-03-02');
  });

  it('is the one that is asked for', () => {
    expect(asOfDate({ scheduledAt: '2026-03-02T05:00:00Z', asOf: '2026-01-05' }, config)).toBe('2026-01-05');
  });

  it('moves the day until which the data are complete forwards, never back', () => {
    expect(configAt(config, '2026-03-05').business.dataUntil).toBe('2026-03-05');
    expect(configAt(config, '2026-01-05')).toEqual(config);
  });
});

describe('a plan', () => {
  const parts = { config, asOf: '2026-03-01', training: true, code: { check: 'a' }, inputs: [] };

  it('is read as it was written', async () => {
    const store = folderStore(scratchFolder());
    const run = await planRun(store, parts);
    expect(await readPlan(store, run.id, { check: 'a' })).toEqual(run);
  });

  it('is refused where it is missing, or was made by other code', async () => {
    const store = folderStore(scratchFolder());
    const { id } = await planRun(store, parts);
    await expect(readPlan(store, '0123456789ab', { check: 'a' })).rejects.toThrow(
      /was not planned: .*plan\.json is missing/,
    );
    await expect(readPlan(store, id, { check: 'b' })).rejects.toThrow(
      'a deployment came in between. Start the run again',
    );
  });
});
