import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier } from '../../pipeline/sql/sql-text.ts';
import { textSql } from '../content.ts';
import { valuesForPeople } from '../values-for-people.ts';
import type { ExperimentAsk } from './ask.ts';
import type { ExperimentPlan, PlannedArm } from './plan.ts';

const mostArms = 20;
/** Names that arms without a campaign go by, alone or as a word of the name. */
const controlWords =
  /(^|[^a-z])(controls?|ctrl|hold[ _-]?out|held[ _-]?out|placebo|untreated|baseline|kontroll?e?|kontrolna|controllo|martor|контроль)([^a-z]|$)/i;
const plainNo = /^(0(\.0+)?|false|f|no|n|none|(no|not|without)[^a-z].+)$/i;

type Arms = Pick<ExperimentPlan, 'arm' | 'control' | 'treated' | 'withoutArm' | 'said'>;

/**
 * The arms of a table and which of them is the control.
 * @throws DataRefusedError for a table without two arms, ConfigError where nothing says which one is the control
 */
export async function planArms(warehouse: Warehouse, table: string, ask: ExperimentAsk): Promise<Arms> {
  const sql = textSql(ask.arm);
  const found = await warehouse.rows(
    `select ${sql} as arm, count(*) as n from ${identifier(table)} group by 1 order by 1 limit ${mostArms + 2}`,
  );
  const named = found.filter(({ arm }) => arm !== null);
  const levels = named.map(({ arm, n }) => ({ name: String(arm), rows: Number(n) }));
  refuseOddArms(ask, levels);
  const { name: control, said } = controlOf(ask, levels);
  const planned = withShares(ask, levels);
  return {
    arm: { name: ask.arm, sql },
    control: planned.find(({ name }) => name === control)!,
    treated: planned.filter(({ name }) => name !== control),
    withoutArm: Number(found.find(({ arm }) => arm === null)?.n ?? 0),
    said,
  };
}

interface Level {
  readonly name: string;
  readonly rows: number;
}

const armsForPeople = (levels: readonly Level[]): string =>
  valuesForPeople(levels.map(({ name, rows }) => ({ value: name, rows })));

function refuseOddArms({ arm }: ExperimentAsk, levels: readonly Level[]): void {
  if (levels.length > mostArms)
    throw new DataRefusedError(
      `--arm ${arm}: more than ${mostArms} different values cannot be arms; name the column that says which arm each customer was in`,
    );
  if (levels.length < 2)
    throw new DataRefusedError(
      `--arm ${arm}: ${levels.length === 0 ? 'it is blank in every row' : `every row is in one arm, ${armsForPeople(levels)}`}. An effect needs an arm and a control to compare it with`,
    );
  const twice = levels.find(({ name }, i) => levels.findIndex((one) => alike(one.name, name)) < i);
  if (twice !== undefined)
    throw new DataRefusedError(
      `--arm ${arm}: ${armsForPeople(levels.filter(({ name }) => alike(name, twice.name)))} differ only in capitals, spaces or dashes and would be compared with each other. Write each arm one way; if they are different arms, give them more distinct names`,
    );
}

/** Whether two names are one arm, written in two ways. */
const alike = (a: string, b: string): boolean => plainName(a) === plainName(b);
const plainName = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]+/gu, ' ');

function controlOf(
  { arm, control }: ExperimentAsk,
  levels: readonly Level[],
): { name: string; said: string } {
  const names = levels.map(({ name }) => name);
  if (control !== undefined) {
    if (names.includes(control)) return { name: control, said: 'you said so' };
    throw new ConfigError(`--control ${control}: "${arm}" has no such arm. It has ${armsForPeople(levels)}`);
  }
  for (const [words, why] of [
    [controlWords, 'its name says so'],
    [plainNo, 'it says no to the campaign'],
  ] as const) {
    const fitting = names.filter((name) => words.test(name));
    if (fitting.length === 1) return { name: fitting[0]!, said: `guessed: ${why}` };
  }
  throw new ConfigError(
    `"${arm}" has the arms ${armsForPeople(levels)}, and nothing says which of them was not contacted: name it with --control`,
  );
}

function withShares({ shares }: ExperimentAsk, levels: readonly Level[]): PlannedArm[] {
  if (shares === undefined) return levels.map((level) => ({ ...level, share: null }));
  const names = levels.map(({ name }) => name);
  const unknown = Object.keys(shares).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new ConfigError(`--shares ${unknown}: no such arm. There are ${armsForPeople(levels)}`);
  const missing = names.find((name) => shares[name] === undefined);
  if (missing !== undefined)
    throw new ConfigError(
      `--shares: the planned share of the arm ${armsForPeople(levels.filter(({ name }) => name === missing))} is missing`,
    );
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-6) throw new ConfigError(`--shares: they add up to ${sum}, not to 1`);
  return levels.map((level) => ({ ...level, share: shares[level.name]! }));
}
