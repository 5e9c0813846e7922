import type { EffectEstimate, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { newcombeAt, postStratifiedAt } from '../../models/effects.ts';
import { normalReach } from '../../models/numerics.ts';
import type { CampaignData } from './campaign-data.ts';
import { type Reading, safeReach } from './estimates.ts';
import type { ArmSums, BothArms } from './read-sums.ts';

type Estimate = EffectEstimate;

/** Difference of the shares kept: plain, and within the strata that customers were drawn in. */
export function retentionOf({ arms, strata }: CampaignData, reading: Reading): EffectReport['retention'] {
  const { contact, control } = arms;
  const [a, b] = [contact.kept / contact.n, control.kept / control.n];
  return {
    points: pointsOf(arms, reading),
    stratified: strata.length < 2 ? null : stratifiedOf(strata, reading),
    unadjusted: null,
    relativeChurn: b === 1 ? null : (1 - a) / (1 - b) - 1,
    relativeRetention: b === 0 ? null : a / b - 1,
  };
}

export function pointsOf({ contact, control }: BothArms, reading: Reading): Estimate {
  const counted = ({ kept, n }: ArmSums) => ({ kept, n });
  const at = (reach: number) => newcombeAt(counted(contact), counted(control), reach);
  return between(at, reading, 'newcombe');
}

function stratifiedOf(strata: readonly BothArms[], reading: Reading): Estimate {
  const counted = strata.map(({ contact, control }) => ({
    treated: { kept: contact.kept, n: contact.n },
    control: { kept: control.kept, n: control.n },
  }));
  return between((reach) => postStratifiedAt(counted, reach), reading, 'post-stratified');
}

function between(
  at: (reach: number) => { value: number; low: number; high: number },
  reading: Reading,
  method: 'newcombe' | 'post-stratified',
): Estimate {
  const { level, holds, safe } = reading;
  const [once, often] = [at(normalReach(level)), at(safeReach(reading))];
  return {
    value: once.value,
    standardError: null,
    interval: holds ? { low: once.low, high: once.high, level, method } : null,
    safe: holds ? { low: often.low, high: often.high, level, method: safe } : null,
  };
}
