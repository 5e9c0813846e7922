import { ModelDataError } from '../errors.ts';
import type { FeatureTable } from '../types.ts';

/** A finished randomised campaign: a row for each customer drawn, with one control and one arm for each play. */
export interface Trial {
  /** What was known before anybody was contacted. */
  readonly table: FeatureTable;
  /** 0 for the control, 1… for the arms. */
  readonly arm: Uint8Array;
  /** The chance with which each customer was drawn into each arm, control first. */
  readonly chances: readonly Float64Array[];
  /** What became of them: 1 stayed and 0 left, or another number of which more is better. */
  readonly outcome: Float64Array;
  /** Chance of leaving as it was scored before the launch; null where nobody was scored. */
  readonly risk: Float64Array | null;
}

/** One arm beside the control. Every array has a row for each customer of the trial; only `rows` mean anything. */
export interface Pair {
  /** Customers of the arm and of the control, rising. */
  readonly rows: Int32Array;
  readonly treated: Uint8Array;
  /** Chance of the arm rather than the control. */
  readonly chance: Float64Array;
  /** How much a row teaches, e(1 − e), 1 on average: where one arm is rare, the score of its customers is mostly noise. */
  readonly weight: Float64Array;
}

/** With fewer in an arm nothing can be learned of single customers. */
export const fewestInArm = 50;

/** @throws ModelDataError where the arm or the control has fewer than `fewestInArm` customers, or a chance is 0 or 1 */
export function pairOf({ arm, chances }: Trial, of: number): Pair {
  const rows = Int32Array.from(arm.keys()).filter((i) => arm[i] === 0 || arm[i] === of);
  const treated = Uint8Array.from(arm, (own) => Number(own === of));
  const chance = chances[of].map((share, i) => share / (share + chances[0][i]));
  refuse(rows, treated, chance);
  const weight = chance.map((e) => e * (1 - e));
  const mean = rows.reduce((sum, i) => sum + weight[i], 0) / rows.length;
  return { rows, treated, chance, weight: weight.map((w) => w / mean) };
}

function refuse(rows: Int32Array, treated: Uint8Array, chance: Float64Array): void {
  const contacted = rows.reduce((sum, i) => sum + treated[i], 0);
  const fewer = Math.min(contacted, rows.length - contacted);
  if (fewer < fewestInArm)
    throw new ModelDataError(
      `The smaller arm has ${fewer} customers, and nothing can be learned of single customers from fewer than ${fewestInArm}.`,
    );
  if (rows.some((i) => !(chance[i] > 0 && chance[i] < 1)))
    throw new ModelDataError(
      'A customer was certain to be contacted, or not to be: compare those drawn at random.',
    );
}
