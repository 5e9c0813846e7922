import { ConfigError, HoldfastError, TransientError } from '../../contracts/errors.ts';
import { columnsForPeople } from '../../contracts/header.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceCheck } from './judged-source.ts';

/**
 * Where a source could not be judged: the `sql` of the config that does not run alone, tried column by column.
 * @throws ConfigError naming its key, or the error itself where every expression runs
 */
export async function blameColumn(warehouse: Warehouse, check: SourceCheck, cause: unknown): Promise<never> {
  if (!(cause instanceof HoldfastError) || cause instanceof TransientError || cause.exitCode !== 1)
    throw cause;
  const { contract, config, inputColumns } = check.source;
  for (const [name, map] of Object.entries(config.columns)) {
    if (typeof map === 'string' || map.sql === undefined) continue;
    const problem = await problemOf(warehouse, map.sql, check.from);
    if (problem === null) continue;
    throw new ConfigError(
      `sources.${contract.name}.columns.${name}.sql does not run: write one expression over the input's columns, without aggregates. ${problem}\n  the input has ${columnsForPeople(inputColumns)}`,
      { cause },
    );
  }
  throw cause;
}

/** What the engine says of an expression over all rows, or null. */
async function problemOf(warehouse: Warehouse, sql: string, from: string): Promise<string | null> {
  try {
    await warehouse.rows(
      `select count(tried) as n from (select input.*, cast((${sql}) as varchar) as tried from ${from} as input) t`,
    );
    return null;
  } catch (error) {
    if (!(error instanceof HoldfastError) || error instanceof TransientError) throw error;
    return error.message.split('\n')[0] ?? '';
  }
}
