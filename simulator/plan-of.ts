import { ConfigError } from '../pipeline/contracts/errors.ts';
import { defaultPlan, dirtOf, type SimulationPlan } from './plan.ts';

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
}

/** @throws ConfigError for a number that no business has. */
export function planOf({ preset, customers, days, seed, dirt, leak }: SimulationOptions): SimulationPlan {
  between('customers', customers, 1, 10_000_000);
  between('days', days, 60, 7300);
  between('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (!(dirt >= 0 && dirt <= 0.5)) throw new ConfigError(`--dirt ${dirt}: write a share from 0 to 0.5`);
  return { ...defaultPlan, preset, customers, days, seed, dirt: { ...dirtOf(dirt), leak: leak ?? false } };
}

function between(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new ConfigError(`--${name} ${value}: write a whole number from ${least} to ${most}`);
  }
}
