import { ConfigError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { textSql } from '../content.ts';
import { findColumn } from '../find-column.ts';
import type { ExperimentAsk } from './ask.ts';
import type { ExperimentPlan } from './plan.ts';
import { planArms } from './plan-arms.ts';
import { numberColumn, planBefore } from './plan-before.ts';
import { planOutcome } from './plan-outcome.ts';
import { refuseCurrencies, refuseCurrencyColumn } from './refuse-currencies.ts';

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
  const past = [...said(ask.earliest), ...said(ask.earlier)];
  const before = [...ask.before.filter((name) => !past.includes(name)), ...past];
  const cost = costColumn(input, ask);
  refuseTwoRoles([ask.arm, ask.outcome, ask.id, cost, ...before]);
  refuseUnsaid(ask);
  const amounts = [ask.outcome, ...(cost === undefined ? [] : [cost]), ...before];
  await refuseCurrencies(warehouse, table, input, { names: amounts, currency: ask.currency });
  const arms = await planArms(warehouse, table, ask);
  const outcome = await planOutcome(warehouse, table, input, ask);
  if (outcome.kind === 'amount' || ask.currency !== undefined)
    await refuseCurrencyColumn(warehouse, table, input, ask.currency);
  return {
    ...arms,
    outcome,
    before: await planBefore(warehouse, table, input, before),
    earlier: ask.earlier === undefined ? null : numberColumn(input, '--earlier', ask.earlier).name,
    earliest: ask.earliest === undefined ? null : numberColumn(input, '--earliest', ask.earliest).name,
    cost: planCost(input, ask),
    id: ask.id === undefined ? null : { name: findColumn(input, '--id', ask.id).name, sql: textSql(ask.id) },
  };
}

const isAmount = (cost: string): boolean => cost.trim() !== '' && Number.isFinite(Number(cost));

/** An amount as another country writes it, or none at all: nobody has such a column. */
const looksLikeAmount = (cost: string): boolean =>
  /^[\s+-]*[\d.,\s]*$/.test(cost) || /^[+-]?(nan|inf(inity)?|\d+(\.\d+)?e\d+)$/i.test(cost.trim());

const costColumn = ({ columns }: InputProfile, { cost }: ExperimentAsk): string | undefined =>
  cost !== undefined && (columns.some(({ name }) => name === cost) || !isAmount(cost)) ? cost : undefined;

function planCost(input: InputProfile, ask: ExperimentAsk): ExperimentPlan['cost'] {
  const { cost } = ask;
  if (cost === undefined) return { kind: 'unknown' };
  const column = costColumn(input, ask);
  if (column !== undefined && looksLikeAmount(cost) && !input.columns.some(({ name }) => name === cost))
    throw new ConfigError(
      `--cost ${cost}: neither a column nor an amount. Write an amount with a point and no marks of thousands, such as 1.5`,
    );
  if (column !== undefined)
    return { kind: 'known', sql: numberColumn(input, '--cost', cost, { maybeTheSame: true }).sql };
  if (Number(cost) <= 0) throw new ConfigError(`--cost ${cost}: an amount above 0, or a column`);
  return { kind: 'known', sql: `cast(${Number(cost)} as double)` };
}

const said = (name: string | undefined): string[] => (name === undefined ? [] : [name]);

/** Options that mean something with or without a draw only. */
function refuseUnsaid({ observational, earlier, earliest, shares, cost }: ExperimentAsk): void {
  if (earliest !== undefined && earlier === undefined)
    throw new ConfigError('--earliest is the figure before that of --earlier: name that one as well');
  if (observational !== true && earlier !== undefined)
    throw new ConfigError(
      '--earlier is for --observational; in a randomised experiment name it with --before',
    );
  if (observational === true && shares !== undefined)
    throw new ConfigError('--shares are those of a draw, but --observational says that there was none');
  if (observational === true && cost !== undefined)
    throw new ConfigError(
      '--cost: what one unit of cost brought is reported only for randomised experiments; leave it out with --observational',
    );
}

function refuseTwoRoles(names: readonly (string | undefined)[]): void {
  const twice = names.find((name, i) => name !== undefined && names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new ConfigError(`The column "${twice}" is named for two purposes; name another`);
}
