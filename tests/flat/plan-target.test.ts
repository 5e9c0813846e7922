import { describe, expect, it } from 'vitest';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import { planTarget } from '../../flat/plan-target.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder } from '../support/scratch.ts';

/** The target read out of a column of the given name and values. */
async function plan(name: string, values: readonly (string | null)[], told?: string) {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  try {
    const rows = values.map((value) => `(${value === null ? 'null' : `'${value}'`})`).join(', ');
    await warehouse.create('t', `select * from (values ${rows}) v("${name}")`);
    const target = await planTarget(warehouse, 't', name, told);
    const read = await warehouse.rows(`select ${target.sql} as y from t`);
    return { ...target, read: read.map(({ y }) => y) };
  } finally {
    await warehouse.close();
  }
}

describe('which value means leaving', () => {
  it.each([
    ['Churn', ['Yes', 'No'], 'yes'],
    ['churned', ['0', '1'], '1'],
    ['churned', ['0.0', '1.0'], '1'],
    ['Churn', ['FALSE', 'TRUE'], 'true'],
    ['kuendigung', ['ja', 'nein'], 'ja'],
    ['status', ['Existing Customer', 'Attrited Customer'], 'attrited customer'],
    ['status', ['active', 'not active'], 'not active'],
    ['outcome', ['stayed', 'x'], 'x'],
    ['retained', ['1', '0'], '0'],
    ['Active', ['Yes', 'No'], 'no'],
  ])('%s of %j: %s', async (name, values, positive) => {
    expect(await plan(name, values)).toMatchObject({ positive, left: 1, stayed: 1, unknown: 0 });
  });

  it('takes blanks and words for "not known" as not known', async () => {
    const { read, unknown } = await plan('churn', ['yes', 'no', null, ' ', 'NA', 'YES']);
    expect(read).toEqual([1, 0, null, null, null, 1]);
    expect(unknown).toBe(3);
  });

  it.each([
    ['churn', ['0 or 1', '0', '0', '1', '1'], [null, 0, 0, 1, 1]],
    ['quit', ['1 = left', '0', '1', '0', '1'], [null, 0, 1, 0, 1]],
    ['Gekündigt', ['ja oder nein', 'ja', 'nein', 'ja', 'nein'], [null, 1, 0, 1, 0]],
  ])('leaves out the row that describes %s', async (name, values, read) => {
    const target = await plan(name, values);
    expect(target).toMatchObject({ read, left: 2, stayed: 2, unknown: 0 });
    expect(target.rowsThatCount).toBeDefined();
    expect(target.said).toMatch(/the one row that says neither describes the columns/);
  });

  it('keeps a state that one row alone bears', async () => {
    await expect(plan('status', ['active', 'active', 'cancelled', 'cancelled', 'closed'])).rejects.toThrow(
      /not two/,
    );
  });

  it('takes what the person says, all other values then mean staying', async () => {
    expect(await plan('status', ['gone', 'paused', 'fine'], 'Paused')).toMatchObject({
      positive: 'paused',
      negative: ['fine', 'gone'],
      said: 'you said so',
    });
  });

  it('refuses what it cannot read, and says the way out', async () => {
    await expect(plan('kind', ['a', 'b'])).rejects.toThrow(/"a" \(1 row\), "b" \(1 row\).*--positive/);
    await expect(plan('kind', ['a', 'b'])).rejects.toThrow(ConfigError);
    await expect(plan('churn', ['yes', 'no', 'maybe'])).rejects.toThrow(/"maybe".*not two.*--positive/);
    const described = ['which plan', 'a', 'a', 'b', 'b'];
    await expect(plan('kind', described)).rejects.toThrow(/describes the columns, delete it.*--positive/);
    await expect(plan('churn', ['no', 'no'])).rejects.toThrow(/"no" \(2 rows\), in every row/);
    await expect(plan('churn', [null, ''])).rejects.toThrow(DataRefusedError);
    await expect(plan('churn', ['yes', 'no'], 'left')).rejects.toThrow(/no row has it/);
  });
});
