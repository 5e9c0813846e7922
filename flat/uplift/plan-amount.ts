import { ConfigError } from '../../contracts/errors.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { numberColumn } from '../experiment/plan-before.ts';
import type { Amount } from './plan.ts';

/**
 * An amount that an option gives: a column, or one for all.
 * @throws ConfigError where it is neither, or is below 0
 */
export function amountOf(input: InputProfile, option: string, said: string | undefined): Amount | null {
  if (said === undefined) return null;
  const isColumn = input.columns.some(({ name }) => name === said);
  if (isColumn || said.trim() === '' || !Number.isFinite(Number(said)))
    return { sql: numberColumn(input, option, said).sql, column: said };
  if (Number(said) < 0 || (option === '--value' && Number(said) === 0))
    throw new ConfigError(`${option} ${said}: an amount above 0, or a column`);
  return { sql: `cast(${Number(said)} as double)` };
}
