import { ConfigError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { textSql } from '../content.ts';
import type { ExperimentAsk } from '../experiment/ask.ts';
import { planArms } from '../experiment/plan-arms.ts';
import { numberColumn } from '../experiment/plan-before.ts';
import { planOutcome } from '../experiment/plan-outcome.ts';
import { refuseCurrencies, refuseCurrencyColumn } from '../experiment/refuse-currencies.ts';
import { findColumn } from '../find-column.ts';
import type { UpliftAsk } from './ask.ts';
import type { UpliftPlan } from './plan.ts';
import { amountOf } from './plan-amount.ts';
import { planCosts } from './plan-costs.ts';
import { planFeatures } from './plan-features.ts';

/** Outcomes of which 1 is bad; a customer gained would be read as one lost. */
const badWords =
  /^(churn(ed|er)?|left|leaver?|leaving|lost|gone|quit|exit(ed)?|lapsed?|inactive|dormant|closed|terminat(ed|ion)|cancel(l?ed|l?ation)?|unsubscribed?|attrit(ion|ed)|default(ed)?|refund(ed)?|bounced?|complain(t|ts|ed)?|kuendigung|gekuendigt)$/;

/**
 * What each column of an experiment's table is for.
 * @param table the table's name in the warehouse, holding all its rows
 * @throws ConfigError for options that name what is not there or leave open what cannot be known
 */
export async function planUplift(
  warehouse: Warehouse,
  table: string,
  input: InputProfile,
  ask: UpliftAsk,
): Promise<UpliftPlan> {
  findColumn(input, '--arm', ask.arm);
  const arms = await planArms(warehouse, table, experimentAsk(ask));
  const value = amountOf(input, '--value', ask.value);
  const costs = planCosts(input, arms, ask.cost);
  const paid = new Set(costs?.map(({ column }) => column));
  const roles = [ask.arm, ask.outcome, ask.id, ask.risk, value?.column, ...paid];
  refuseTwoRoles([...roles, ...ask.before]);
  refuseUnsaid(ask);
  const outcome = await planOutcome(warehouse, table, input, experimentAsk(ask));
  if (outcome.kind === 'amount' && value !== null)
    throw new ConfigError(
      `--value: "${ask.outcome}" is an amount already; leave --value out, or name who stayed`,
    );
  const amounts = [outcome.kind === 'amount' ? ask.outcome : undefined, value?.column, ...paid];
  const names = amounts.filter((name) => name !== undefined);
  await refuseCurrencies(warehouse, table, input, { names, currency: ask.currency });
  if (names.length > 0) await refuseCurrencyColumn(warehouse, table, input, ask.currency);
  return {
    ...arms,
    outcome,
    ...planFeatures(
      input,
      roles.filter((name) => name !== undefined),
      ask,
    ),
    risk: ask.risk === undefined ? null : numberColumn(input, '--risk', ask.risk),
    value: value?.sql ?? null,
    costs,
    id: ask.id === undefined ? null : { name: findColumn(input, '--id', ask.id).name, sql: textSql(ask.id) },
  };
}

const experimentAsk = ({ arm, control, outcome, positive, shares }: UpliftAsk): ExperimentAsk => ({
  arm,
  outcome,
  before: [],
  level: 0.95,
  ...(control === undefined ? {} : { control }),
  ...(positive === undefined ? {} : { positive }),
  ...(shares === undefined ? {} : { shares }),
});

function refuseUnsaid({ before, after, outcome, positive, cost, value }: UpliftAsk): void {
  if (before.length === 0 && after.length === 0)
    throw new ConfigError(
      'Nothing says which columns were known before anybody was contacted: name them with --before, or those that were not with --after (--after none: all were)',
    );
  if (before.length > 0 && after.length > 0)
    throw new ConfigError('--before names what is used, --after what is not: give one of them');
  if (positive === undefined && wordsOf(outcome).some((word) => badWords.test(word)))
    throw new ConfigError(
      `--outcome ${outcome}: its name suggests that yes is bad, and a gain must be good: say which value is good, such as --positive 0`,
    );
  if (cost !== undefined && value === undefined && positive !== undefined)
    throw new ConfigError('--cost: the value of a kept customer is missing; name it with --value');
}

function refuseTwoRoles(names: readonly (string | undefined)[]): void {
  const twice = names.find((name, i) => name !== undefined && names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new ConfigError(`The column "${twice}" is named for two purposes; name another`);
}
