import { sigmoid } from '../../numerics/logit.ts';
import { outputsPerMember } from './shape.ts';

/** Logit of the mean of the members' churn probabilities, exact in both tails. Outputs [k, rows, 4]. */
export function ensembleLogit(outputs: Float32Array, row: number, rows: number): number {
  let churn = 0;
  let stay = 0;
  for (let at = row * outputsPerMember; at < outputs.length; at += rows * outputsPerMember) {
    churn += sigmoid(outputs[at]);
    stay += sigmoid(-outputs[at]);
  }
  return Math.log(churn) - Math.log(stay);
}
