import { describe, expect, it } from 'vitest';
import { openLocalRun } from '../../cli/local-run.ts';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { keys } from '../../contracts/keys.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { check } from '../../pipeline/stages/check.ts';
import { keyColumns, repeatRule } from '../../simulator/dirt/faults.ts';
import { scratchFolder } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';
import { grouped, rowsOf, small } from './support.ts';

const options = { ...small, customers: 600, days: 200, dirt: 0.015 };

/** Source, key and rules of every row that the checks set aside, and how many came twice. */
async function setAside(preset: 'retail' | 'subscription', format: 'csv' | 'parquet') {
  const folder = scratchFolder();
  const { config } = await simulateBusiness({ ...options, preset, format, out: `${folder}/data` }, silence);
  const { run, environment } = await openLocalRun({ config, out: `${folder}/out` }, silence);
  const record = await check(run, environment);
  const { sources } = record.result;
  const warehouse = await environment.openWarehouse();
  const found: string[] = [];
  for (const { source, quarantined } of sources) {
    if (quarantined === 0) continue;
    await warehouse.attach('aside', `${keys.quarantine(record.key, source)}rows/`);
    for (const row of await warehouse.rows('select * from aside')) {
      const key = keyColumns[source as SourceName].map((column) => row[column]).join('/');
      found.push(`${source} ${key} ${row.quarantine_reasons}`);
    }
  }
  await warehouse.close();
  return { found: found.sort(), repeated: sources.reduce((sum, one) => sum + one.repeated, 0) };
}

describe('dirt', () => {
  it.each([
    ['retail', 'parquet'],
    ['subscription', 'csv'],
  ] as const)(
    'each bad row of %s in %s is caught by the rule it breaks, and nothing else is',
    async (preset, format) => {
      const truth = rowsOf({ ...options, preset })['truth/dirt']!;
      const bad = truth.filter(({ rule }) => rule !== repeatRule);
      const expected = bad.map(({ source, row, rule }) => `${source} ${row} ${rule}`);
      expect(expected.length).toBeGreaterThan(100);
      expect(grouped(truth, 'rule').size).toBeGreaterThan(15);
      const { found, repeated } = await setAside(preset, format);
      expect(found).toEqual(expected.sort());
      expect(repeated).toBe(truth.length - bad.length);
      expect(repeated).toBeGreaterThan(5);
    },
  );
});
