import { ConfigError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { contentOf, textSql } from '../content.ts';
import { findColumn } from '../find-column.ts';
import type { ExperimentAsk } from './ask.ts';
import type { ExperimentPlan, ReadAs } from './plan.ts';
import { planArms } from './plan-arms.ts';
import { planOutcome } from './plan-outcome.ts';

/**
 * What each column of an experiment's table is for.
 * @param table the table's name in the warehouse, holding all its rows
 * @throws ConfigError for options that name what is not there, DataRefusedError for a table without two arms
 */
export async function planExperiment(
  warehouse: Warehouse,
  table: string,
  input: InputProfile,
  ask: ExperimentAsk,
): Promise<ExperimentPlan> {
  findColumn(input, '--arm', ask.arm);
  refuseTwoRoles([ask.arm, ask.outcome, ask.id, costColumn(input, ask), ...ask.before]);
  return {
    ...(await planArms(warehouse, table, ask)),
    outcome: await planOutcome(warehouse, table, input, ask),
    before: ask.before.map((name) => numberColumn(input, '--before', name)),
    cost: planCost(input, ask),
    id: ask.id === undefined ? null : { name: findColumn(input, '--id', ask.id).name, sql: textSql(ask.id) },
  };
}

function numberColumn(input: InputProfile, option: string, name: string): ReadAs {
  const column = findColumn(input, option, name);
  const content = contentOf(column);
  if (content.kind === 'number') return { name, sql: content.sql };
  throw new ConfigError(
    `${option} ${name}: its values are no numbers${content.kind === 'nothing' ? ` (${content.why})` : ''}`,
  );
}

const isAmount = (cost: string): boolean => cost.trim() !== '' && Number.isFinite(Number(cost));

const costColumn = ({ columns }: InputProfile, { cost }: ExperimentAsk): string | undefined =>
  cost !== undefined && (columns.some(({ name }) => name === cost) || !isAmount(cost)) ? cost : undefined;

function planCost(input: InputProfile, ask: ExperimentAsk): ExperimentPlan['cost'] {
  const { cost } = ask;
  if (cost === undefined) return { kind: 'unknown' };
  if (costColumn(input, ask) !== undefined)
    return { kind: 'known', sql: numberColumn(input, '--cost', cost).sql };
  if (Number(cost) <= 0) throw new ConfigError(`--cost ${cost}: an amount above 0, or a column`);
  return { kind: 'known', sql: `cast(${Number(cost)} as double)` };
}

function refuseTwoRoles(names: readonly (string | undefined)[]): void {
  const twice = names.find((name, i) => name !== undefined && names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new ConfigError(`The column "${twice}" is named for two purposes; name another`);
}
