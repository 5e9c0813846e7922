import type { RawScores } from '../../retention/raw-scores.ts';
import { type ByMember, type MemberScores, presentIn } from './member.ts';

/** What all members say of the same rows. The network alone has a spread. */
export interface AllScores extends ByMember<MemberScores> {
  readonly network: RawScores;
}

/** Predicted values spread further than real ones do, or less far: log value = slope · log blend + shift. */
export interface ValueShape {
  readonly slope: number;
  readonly shift: number;
}

/** How members make one score. */
export interface Blend {
  readonly churn: Weights;
  readonly value: Weights;
  readonly shape: ValueShape;
}

type Weights = ByMember<number>;

/** Smallest value whose log is taken, in units of value. */
const leastValue = 1e-12;

/**
 * Blends logits for churn and logs for value. The spread of the logit is the network's, widened by how far the members are
 * apart (the variance of a mixture).
 */
export function blendScores(members: AllScores, blend: Blend, valueUnit: number): RawScores {
  const logit = sumOf(members, blend.churn, ({ logit }) => logit);
  const log = blendedLog(members, blend.value, 'value', valueUnit);
  const moved = log.map((own) => blend.shape.slope * own + blend.shape.shift - own);
  const moneyOf = (logs: Float64Array) => logs.map((own, i) => Math.exp(own + moved[i]) * valueUnit);
  return {
    logit,
    memberSpread: spreadOf(members, blend.churn, logit),
    value: moneyOf(log),
    valueIfBought: moneyOf(blendedLog(members, blend.value, 'valueIfBought', valueUnit)),
  };
}

/** Log of the blended expected value over its unit, before it is shaped. */
export const blendedLogValue = (members: AllScores, weights: Weights, valueUnit: number): Float64Array =>
  blendedLog(members, weights, 'value', valueUnit);

/** Logs of the members' expected values over the unit of value, in the order of `memberNames`. */
export const logValues = (members: AllScores, valueUnit: number): Float64Array[] =>
  presentIn(members).map((name) => logsOf(members[name]!.value, valueUnit));

const logsOf = (values: Float64Array, unit: number) =>
  values.map((value) => Math.log(Math.max(leastValue, value / unit)));

const blendedLog = (
  members: AllScores,
  weights: Weights,
  which: 'value' | 'valueIfBought',
  unit: number,
): Float64Array => sumOf(members, weights, (member) => logsOf(member[which], unit));

function spreadOf(members: AllScores, weights: Weights, logit: Float64Array): Float64Array {
  return members.network.memberSpread.map((own, i) => {
    let variance = own * own;
    for (const name of presentIn(weights)) {
      variance += weights[name]! * (members[name]!.logit[i] - logit[i]) ** 2;
    }
    return Math.sqrt(variance);
  });
}

function sumOf(
  members: AllScores,
  weights: Weights,
  column: (member: MemberScores) => Float64Array,
): Float64Array {
  const sum = new Float64Array(members.network.logit.length);
  for (const name of presentIn(weights)) {
    const weight = weights[name]!;
    if (weight === 0) continue;
    const values = column(members[name]!);
    for (let i = 0; i < sum.length; i++) sum[i] += weight * values[i];
  }
  return sum;
}
