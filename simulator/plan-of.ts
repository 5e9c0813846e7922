import { addDays } from '../contracts/business-day.ts';
import { ConfigError } from '../contracts/errors.ts';
import { defaultPlan, dirtOf, noTruth, type SimulationPlan, type TruthPlan } from './plan.ts';

/** What a person says of a simulation; the rest is the preset's. */
export interface SimulationOptions {
  readonly preset: SimulationPlan['preset'];
  readonly customers: number;
  /** Days of data. */
  readonly days: number;
  readonly seed: number;
  /** Bad rows per good row. */
  readonly dirt: number;
  /** Adds a column to customers that gives the outcome away. */
  readonly leak?: boolean;
  /** Truth that takes time; the default is none of it. */
  readonly truth?: Partial<TruthPlan>;
}

/** @throws ConfigError for a number that no business has. */
export function planOf(options: SimulationOptions): SimulationPlan {
  const { preset, customers, days, seed, dirt, leak } = options;
  between('customers', customers, 1, 10_000_000);
  between('days', days, 60, 7300);
  between('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (!(dirt >= 0 && dirt <= 0.5)) throw new ConfigError(`--dirt ${dirt}: write a share from 0 to 0.5`);
  const plan = {
    ...defaultPlan,
    preset,
    customers,
    days,
    seed,
    dirt: { ...dirtOf(dirt), leak: leak ?? false },
  };
  const truth = { ...noTruth, ...options.truth };
  const first = addDays(plan.until, -days);
  for (const day of truth.asOf) {
    if (!(/^\d{4}-\d{2}-\d{2}$/.test(day) && day > first && day <= plan.until)) {
      throw new ConfigError(`--truth ${day}: write days after ${first} and up to ${plan.until}`);
    }
  }
  return { ...plan, truth };
}

function between(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new ConfigError(`--${name} ${value}: write a whole number from ${least} to ${most}`);
  }
}
