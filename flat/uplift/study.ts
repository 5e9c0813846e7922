import { DataRefusedError } from '../../contracts/errors.ts';
import { type Attrition, attritionOf, type SampleRatio, sampleRatio } from '../../models/effects.ts';
import type { ColumnPower } from '../../models/quality.ts';
import type { FeatureColumn } from '../../models/types.ts';
import {
  type ArmAssessment,
  assessTrial,
  fewestInArm,
  learnedPolicy,
  type Policy,
  type PolicyPoint,
  policyCurve,
  profitAboveZero,
  type Stakes,
  scoredPolicy,
} from '../../models/uplift.ts';
import type { UpliftAsk } from './ask.ts';
import { type Imbalance, imbalancesOf } from './imbalances.ts';
import type { UpliftPlan } from './plan.ts';
import type { ReadTrial } from './read-trial.ts';
import { tellersOf } from './tellers.ts';

/** A way to choose whom to contact, and what it won of the customers of the trial. */
export interface Ranking {
  readonly name: string;
  /** By models that had not seen the customers ranked. */
  readonly learned: boolean;
  readonly curve: readonly PolicyPoint[];
}

export interface UpliftStudy {
  readonly ask: UpliftAsk;
  readonly plan: UpliftPlan;
  readonly read: ReadTrial;
  /** In the order of the plan's arms. */
  readonly arms: readonly ArmAssessment[];
  readonly stakes: Stakes;
  /** Today's ranking first, where there is one, the learned one last. */
  readonly rankings: readonly Ranking[];
  /** The learned ranking where only those are contacted who are expected to pay. */
  readonly best: PolicyPoint;
  readonly draw: SampleRatio | null;
  readonly attrition: Attrition | null;
  readonly imbalances: readonly Imbalance[];
  /** By how many standard errors those of the control who stayed had the higher risk; null where they had not. */
  readonly riskOfStayers: number | null;
  /** Columns that tell the outcome alone: they stop the ranking, unless somebody said that they were known before. */
  readonly tellers: readonly ColumnPower[];
}

/** Shares of customers contacted at which rankings are compared. */
export const shares: readonly number[] = Array.from({ length: 51 }, (_, i) => i / 50);

/** @throws DataRefusedError where an arm is too small to learn anything of single customers */
export function studyTrial(
  read: ReadTrial,
  { ask, plan }: { readonly ask: UpliftAsk; readonly plan: UpliftPlan },
  onArm: (fraction: number) => void,
): UpliftStudy {
  refuseSmall(read, plan);
  const { trial } = read;
  const arms = assessTrial(trial, ask.seed, (done) => onArm(done / plan.treated.length));
  const stakes = stakesOf(read, plan);
  const learned = learnedPolicy(trial, arms.map(asOpen), stakes);
  return {
    ask,
    plan,
    read,
    arms,
    stakes,
    rankings: [...scoredRankings(read, plan, arms, stakes), ranking('learned gain', learned, true)],
    best: profitAboveZero(learned),
    draw: drawOf(read, plan),
    attrition: attritionOfArms(read),
    imbalances: imbalancesOf(
      [...trial.table.columns, ...amountsOf(read, ask, plan)],
      trial.arm,
      plan.treated.map(({ name }) => name),
    ),
    riskOfStayers: riskOfStayers(read, plan),
    tellers: tellersOf(trial, ask.seed),
  };
}

function refuseSmall({ known }: ReadTrial, { control, treated }: UpliftPlan): void {
  const [name, rows] = [control, ...treated]
    .map(({ name }, a) => [name, known[a]!] as const)
    .reduce((fewest, arm) => (arm[1] < fewest[1] ? arm : fewest));
  if (rows >= fewestInArm) return;
  throw new DataRefusedError(
    `The arm "${name}" has ${rows} customers whose outcome is known: with fewer than ${fewestInArm} nothing can be learned about single customers; compare the arms with holdfast experiment`,
  );
}

/** Risk, worth and cost as columns, where they are: they must have been known before as well. */
function amountsOf({ trial, value, costs }: ReadTrial, ask: UpliftAsk, plan: UpliftPlan): FeatureColumn[] {
  const found = [
    [ask.risk, trial.risk],
    [ask.value, value],
    ...new Map(plan.costs?.map(({ column }, a) => [column, costs![a]!])),
  ] as const;
  return found.flatMap(([name, values]) =>
    name === undefined || values === null ? [] : [{ kind: 'number', name, values }],
  );
}

/** Of an amount no risk need be the other way round: who leaves may spend much. */
function riskOfStayers({ trial: { arm, outcome, risk } }: ReadTrial, plan: UpliftPlan): number | null {
  if (risk === null || plan.outcome.kind === 'amount') return null;
  const stayed = Uint8Array.from(arm, (own, i) => (own === 0 ? outcome[i]! : 2));
  const [found] = imbalancesOf([{ kind: 'number', name: plan.risk!.name, values: risk }], stayed, ['stayed']);
  return found !== undefined && found.z > 0 ? found.z : null;
}

/** What a ranking would do is shown whether or not it may be used. */
const asOpen = (arm: ArmAssessment): ArmAssessment => ({ ...arm, gate: { ...arm.gate, open: true } });

function stakesOf({ trial, value, costs }: ReadTrial, { treated }: UpliftPlan): Stakes {
  const count = trial.outcome.length;
  return {
    worth: value ?? new Float64Array(count).fill(1),
    cost: costs ?? treated.map(() => new Float64Array(count)),
  };
}

const ranking = (name: string, policies: readonly Policy[], learned: boolean): Ranking => ({
  name,
  learned,
  curve: policyCurve(policies, shares),
});

/** Rankings by what was known before, each with the arm that did best on average. */
function scoredRankings(
  { trial, value }: ReadTrial,
  { treated }: UpliftPlan,
  arms: readonly ArmAssessment[],
  stakes: Stakes,
): Ranking[] {
  const best = arms.reduce((most, { effect }, a) => (effect.value > arms[most]!.effect.value ? a : most), 0);
  const by = (name: string, score: Float64Array) =>
    ranking(
      arms.length === 1 ? name : `${name}, ${treated[best]!.name}`,
      scoredPolicy(trial, arms, stakes, { arm: best, score }),
      false,
    );
  const { risk } = trial;
  const varies = value?.some((own) => own !== value[0]) ?? false;
  return [
    ...(risk !== null && varies
      ? [
          by(
            'value at risk',
            risk.map((p, i) => p * value![i]!),
          ),
        ]
      : []),
    ...(risk === null ? [] : [by('risk', risk)]),
    ...(varies ? [by('value', value!)] : []),
    by('at random', new Float64Array(trial.outcome.length)),
  ];
}

function drawOf({ drawn }: ReadTrial, { control, treated }: UpliftPlan): SampleRatio | null {
  const planned = [control, ...treated].flatMap(({ share }, a) =>
    share === null ? [] : [{ n: drawn[a]!, share }],
  );
  return planned.length < 2 ? null : sampleRatio(planned);
}

function attritionOfArms({ drawn, known }: ReadTrial): Attrition | null {
  if (drawn.every((n, a) => n === known[a])) return null;
  return attritionOf(drawn.map((n, a) => ({ drawn: n, known: known[a]! })));
}
