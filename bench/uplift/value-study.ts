import { assessTrial, withinReach } from '../../models/uplift.ts';
import type { Opened, Study } from './gate-study.ts';
import { type SimulatedCustomers, simulateCustomers, simulateTrial } from './simulated-trial.ts';

/** Policy values: true margin won on new customers, as a share of what the best order wins. */
export interface PolicyValues extends Opened {
  readonly random: number;
  readonly byWorth: number;
  readonly byRisk: number;
  readonly byValueAtRisk: number;
  readonly anchored: number;
  /** The anchored ranking where the gate is open, else value at risk. */
  readonly behindGate: number;
  /** Share of trials in which it is told to be better than risk. */
  readonly better: number;
  /** Share in which customers are named who should not be disturbed, and of the named those who are harmed. */
  readonly named: number;
  readonly harmed: number;
}

const newCustomers = 20_000;
const listed = 0.1;

/** What the learned ranking is worth to customers that it has not seen. */
export function valueStudy({ customers, share, effect, seeds }: Study): PolicyValues {
  const fresh = simulateCustomers(newCustomers, effect, 1_000_003);
  const won = (score: Float64Array) => wonBy(fresh, score) / wonBy(fresh, times(fresh.effect, fresh.worth));
  const byValueAtRisk = won(times(fresh.risk, fresh.worth));
  const sum = { open: 0, z: 0, anchored: 0, behindGate: 0, better: 0, named: 0, harmed: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const drawn = simulateCustomers(customers, effect, seed);
    const trial = simulateTrial(drawn, share, seed);
    const [arm] = assessTrial(trial, seed);
    const gain = withinReach(arm!.predict(fresh.table, fresh.risk), fresh.risk);
    const anchored = won(times(gain, fresh.worth));
    const { harmed } = arm!;
    sum.open += Number(arm!.gate.open);
    sum.z += arm!.gate.z;
    sum.anchored += anchored;
    sum.behindGate += arm!.gate.open ? anchored : byValueAtRisk;
    sum.better += Number(arm!.overRisk!.autoc.low > 0);
    sum.named += Number(harmed.kind === 'named');
    if (harmed.kind === 'named') sum.harmed += shareHarmed(drawn, arm!.gain, harmed.gainUpTo);
  }
  const { harmed, ...over } = sum;
  const means = Object.fromEntries(Object.entries(over).map(([name, total]) => [name, total / seeds]));
  return {
    ...(means as Omit<typeof sum, 'harmed'>),
    harmed: harmed / sum.named,
    standardError: Math.sqrt((sum.open / seeds) * (1 - sum.open / seeds) * (1 / seeds)),
    random: mean(fresh) / (wonBy(fresh, times(fresh.effect, fresh.worth)) / (listed * newCustomers)),
    byWorth: won(fresh.worth),
    byRisk: won(fresh.risk),
    byValueAtRisk,
  };
}

const times = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value * b[i]!);

const mean = ({ effect, worth }: SimulatedCustomers): number =>
  times(effect, worth).reduce((sum, won) => sum + won, 0) / effect.length;

function wonBy({ effect, worth }: SimulatedCustomers, score: Float64Array): number {
  const order = Int32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]! || a - b);
  return order.subarray(0, listed * score.length).reduce((sum, i) => sum + effect[i]! * worth[i]!, 0);
}

function shareHarmed({ effect }: SimulatedCustomers, gain: Float64Array, upTo: number): number {
  const named = Int32Array.from(gain.keys()).filter((i) => gain[i]! <= upTo);
  return named.filter((i) => effect[i]! < 0).length / Math.max(1, named.length);
}
