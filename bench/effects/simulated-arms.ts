import type { ArmRows } from '../../models/effects.ts';
import { type RandomStream, randomStream } from '../../models/numerics.ts';

/** What customers bring and how a campaign changes it; the truth is known. */
export interface Simulated {
  readonly treated: ArmRows;
  readonly control: ArmRows;
}

export interface Sizes {
  readonly treated: number;
  readonly control: number;
}

/** Contact makes every customer bring so much more of what she would have brought. */
const lift = 0.15;
/** Mean of what a customer brings without contact, by the distribution below. */
export const usualMean = 0.5 * Math.exp(3 + 1.2 ** 2 / 2);
export const trueEffect = lift * usualMean;

/** Half bring nothing; of the others the logarithm varies by 1.2, three quarters of it lasting from before. */
export function simulate({ treated, control }: Sizes, seed: number, effect = lift): Simulated {
  const stream = randomStream(seed, 'arms');
  return { treated: arm(treated, effect, stream), control: arm(control, 0, stream) };
}

function arm(n: number, effect: number, stream: RandomStream): ArmRows {
  const [outcome, before, cost] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const lasting = Math.sqrt(0.75) * stream.normal();
    const often = stream.uniform();
    const amount = (buys: boolean) => (buys ? Math.exp(3 + 1.2 * (lasting + 0.5 * stream.normal())) : 0);
    before[i] = amount(often < 0.5);
    outcome[i] = (1 + effect) * amount(stream.uniform() < 0.85 ? often < 0.5 : often >= 0.5);
    cost[i] = 1 + (stream.uniform() < 0.1 ? 8 : 0);
  }
  return { outcome, before: [before], cost };
}

/** Mean cost of a contact above. */
export const trueCost = 1 + 0.1 * 8;
