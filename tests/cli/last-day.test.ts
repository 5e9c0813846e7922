import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wantedRun } from '../../cli/local-run.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

const config = (dataUntil: string): string => `version: 1
business: { name: Shop, currency: EUR, timeZone: Europe/Berlin, dataUntil: ${dataUntil} }
inputs: { sales: { file: sales } }
sources:
  customers:
    query: select who, min("at") as first_at from sales group by 1
    columns: { customer_id: who, joined_at: first_at }
  orders:
    from: sales
    columns: { order_id: id, customer_id: who, ordered_at: at, amount: paid }
churn: { kind: non-contractual, horizonDays: 28, lookbackDays: 56 }
`;

const week = (first: number): string =>
  [
    'id,who,at,paid',
    ...Array.from({ length: 28 }, (_, i) => {
      const day = String(first + (i >> 2)).padStart(2, '0');
      return `${first}-${i},C${i % 5},2026-03-${day} 0${1 + (i % 4)}:00:00,10.00`;
    }),
    '',
  ].join('\n');

function shopFolder(): string {
  const folder = scratchFolder();
  mkdirSync(`${folder}/sales`);
  return folder;
}

/** The day that a run looks from, and the day that its data reach. */
async function daysOf(folder: string, asOf?: string) {
  const options = { config: `${folder}/holdfast.yaml`, out: folder, ...(asOf === undefined ? {} : { asOf }) };
  const run = await wantedRun(options, folderStore(`${folder}/out`));
  return [run.asOf, run.config.business.dataUntil];
}

describe('the last day of the data', () => {
  it('follows the data, so that a new file in the folder makes next week\u2019s list', async () => {
    const folder = shopFolder();
    writeText(folder, 'holdfast.yaml', config('latest'));
    writeText(folder, 'sales/2026-03-a.csv', week(2));
    expect(await daysOf(folder)).toEqual(['2026-03-09', '2026-03-09']);
    writeText(folder, 'sales/2026-03-b.csv', week(9));
    expect(await daysOf(folder)).toEqual(['2026-03-16', '2026-03-16']);
    expect(await daysOf(folder, '2026-03-12')).toEqual(['2026-03-12', '2026-03-12']);
  });

  it('blames a mistake in the sql of a column on the column', async () => {
    const folder = shopFolder();
    const mistaken = config('latest').replace('amount: paid', 'amount: { sql: "replace(payed, 1)" }');
    writeText(folder, 'holdfast.yaml', mistaken);
    writeText(folder, 'sales/2026-03-a.csv', week(2));
    await expect(daysOf(folder)).rejects.toThrow(/^sources\.orders\.columns\.amount\.sql does not run/);
  });

  it('stays where it is pinned, and moves with --as-of', async () => {
    const folder = shopFolder();
    writeText(folder, 'holdfast.yaml', config('2026-03-09'));
    writeText(folder, 'sales/2026-03.csv', week(9));
    expect(await daysOf(folder)).toEqual(['2026-03-09', '2026-03-09']);
    expect(await daysOf(folder, '2026-03-16')).toEqual(['2026-03-16', '2026-03-16']);
    expect(await daysOf(folder, '2026-03-05')).toEqual(['2026-03-05', '2026-03-09']);
  });
});
