import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { flagsOf } from '../../contracts/sources/flag-words.ts';
import { identifier, literal } from '../../pipeline/sql/sql-text.ts';
import { contentOf, textSql, unknownSql } from '../content.ts';
import { findColumn } from '../find-column.ts';
import { valuesForPeople } from '../values-for-people.ts';
import { whyNoNumber } from '../why-no-number.ts';
import type { ExperimentAsk } from './ask.ts';
import type { PlannedOutcome } from './plan.ts';
import { sameOutcome } from './refuse-outcome.ts';

const mostLevelsShown = 8;

/**
 * How the outcome is read: an amount, or the share with one of its values.
 * @throws DataRefusedError where it is the same for everybody, ConfigError where nothing says which value counts
 */
export async function planOutcome(
  warehouse: Warehouse,
  table: string,
  input: InputProfile,
  { outcome, positive }: ExperimentAsk,
): Promise<PlannedOutcome> {
  const column = findColumn(input, '--outcome', outcome);
  const content = contentOf(column);
  if (positive === undefined && content.kind === 'number')
    return isFlag(column)
      ? share(outcome, '1', content.sql, '1 and 0')
      : amount(outcome, content.sql, content.said);
  const levels = await levelsOf(warehouse, table, outcome, positive);
  if (levels.length < 2)
    throw new DataRefusedError(sameOutcome(outcome, levels.length > 0 && column.filled < column.rows));
  if (positive === undefined && levels.length > mostLevelsShown)
    throw new ConfigError(
      `--outcome ${outcome}: ${whyNoNumber(column)}. If it holds words, say which of them counts with --positive`,
    );
  const { value, said } = positiveOf(outcome, levels, positive);
  const known = `case when not ${unknownSql(textSql(outcome))} then lower(${textSql(outcome)}) end`;
  const sql = `case when ${known} = ${literal(value)} then 1e0 when ${known} is not null then 0e0 end`;
  return share(outcome, value, sql, said);
}

const amount = (name: string, sql: string, said: string): PlannedOutcome => ({
  name,
  sql,
  kind: 'amount',
  positive: null,
  said: ['an amount', said].filter((part) => part !== '').join('; '),
});

const share = (name: string, positive: string, sql: string, said: string): PlannedOutcome => ({
  name,
  sql,
  kind: 'share',
  positive,
  said: `the share with "${positive}" (${said})`,
});

/** Only 1 and 0 among the values looked at; one other value would make it an amount. */
function isFlag({ sample, distinct }: ColumnProfile): boolean {
  return distinct === 2 && sample.every((value) => Number(value) === 0 || Number(value) === 1);
}

/** The first values in their order; the one that counts stands first where it is there. */
async function levelsOf(warehouse: Warehouse, table: string, name: string, positive = ''): Promise<string[]> {
  const text = textSql(name);
  const found = await warehouse.rows(
    `select level from (
       select distinct lower(${text}) as level from ${identifier(table)} where ${text} is not null and not ${unknownSql(text)}
     ) v order by case when level = ${literal(positive.trim().toLowerCase())} then 0 else 1 end, level limit ${mostLevelsShown + 1}`,
  );
  return found.map(({ level }) => String(level));
}

function positiveOf(
  name: string,
  levels: readonly string[],
  positive: string | undefined,
): { value: string; said: string } {
  const told = positive?.trim().toLowerCase();
  if (told !== undefined) {
    if (levels.includes(told)) return { value: told, said: 'you said so' };
    const holds = levels.length > mostLevelsShown ? '' : `, which holds ${held(levels)}`;
    throw new ConfigError(`--positive ${positive}: no row has it in "${name}"${holds}`);
  }
  const flag = flagsOf(levels);
  const yes = levels.filter((level) => flag(level) === true);
  if (levels.length === 2 && yes.length === 1) return { value: yes[0]!, said: `it says yes to "${name}"` };
  throw new ConfigError(
    `"${name}" holds ${held(levels)}, not numbers: say which of them counts with --positive, or name an amount`,
  );
}

const held = (levels: readonly string[]): string => valuesForPeople(levels.map((value) => ({ value })));
