import { nearest } from '../../contracts/config/nearest.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import type { Amount, UpliftPlan } from './plan.ts';
import { amountOf } from './plan-amount.ts';

/**
 * What the contact of each arm costs: one column or amount for all, or `arm=…` for each.
 * @throws ConfigError where an arm is left out, named twice or not there
 */
export function planCosts(
  input: InputProfile,
  { control, treated }: Pick<UpliftPlan, 'control' | 'treated'>,
  said: string | undefined,
): Amount[] | null {
  if (said === undefined) return null;
  const isColumn = input.columns.some(({ name }) => name === said);
  if (isColumn || !said.includes('=')) return treated.map(() => amountOf(input, '--cost', said)!);
  const byArm = new Map<string, string>();
  for (const part of said.split(',')) {
    const at = part.lastIndexOf('=');
    const [arm, cost] = [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1).trim()];
    if (at < 1 || cost === '' || byArm.has(arm))
      throw new ConfigError('--cost: write each arm once with its cost, such as letter=2,call=5');
    byArm.set(arm, cost);
  }
  const names = treated.map(({ name }) => name);
  for (const arm of byArm.keys()) {
    if (arm === control.name)
      throw new ConfigError(`--cost ${arm}=…: ${arm} is the control, which nobody contacts; leave it out`);
    if (!names.includes(arm))
      throw new ConfigError(`--cost ${arm}=…: there is no such arm${nearest(arm, names)}`);
  }
  const without = names.filter((name) => !byArm.has(name));
  if (without.length > 0)
    throw new ConfigError(
      `--cost: say what ${without.join(' and ')} cost${without.length > 1 ? '' : 's'} as well`,
    );
  return names.map((name) => amountOf(input, '--cost', byArm.get(name))!);
}
