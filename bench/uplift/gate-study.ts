import { assessGate } from '../../models/uplift.ts';
import { type Effect, simulateCustomers, simulateTrial } from './simulated-trial.ts';

/** What a study simulates. */
export interface Study {
  readonly customers: number;
  /** Chance of being contacted. */
  readonly share: number;
  readonly effect: Effect;
  readonly seeds: number;
}

export interface Opened {
  /** Share of the trials in which the gate opened. */
  readonly open: number;
  readonly standardError: number;
  /** Mean of the gate's z. */
  readonly z: number;
}

/** How often the gate opens. */
export function gateStudy({ customers, share, effect, seeds }: Study): Opened {
  let [open, z] = [0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const gate = assessGate(simulateTrial(simulateCustomers(customers, effect, seed), share, seed), seed);
    open += Number(gate.open) / seeds;
    z += gate.z / seeds;
  }
  return { open, standardError: Math.sqrt((open * (1 - open)) / seeds), z };
}
