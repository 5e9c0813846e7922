import type { Measured } from '../metrics/cluster-bootstrap.ts';
import type { ChurnQuality } from './churn-quality.ts';
import type { ValueQuality } from './value-quality.ts';

/** Fewer who left, or stayed, at the judged date, and no interval is to be trusted. */
export const fewestOutcomes = 10;

/** Why a model ranks, or a simple rule in its place, or nothing does. */
export type Because =
  /** Better than every simple rule, beyond chance. */
  | 'ahead'
  /** Better than chance, and behind no simple rule beyond chance. */
  | 'level'
  /** Behind the simple rule that ranks, beyond chance. */
  | 'behind'
  /** No better than chance. */
  | 'chance'
  /** Too few outcomes to tell. */
  | 'few';

/** What orders the customers for one task. */
export interface Standing {
  readonly ranks: 'model' | 'rule' | 'nobody';
  readonly because: Because;
  /** The rule that ranks; null where the model does, or nobody. */
  readonly rule: string | null;
  /** The model's AUC, or normalised Gini, the rule's and the model's minus it; null where none was measured. */
  readonly figures: {
    readonly model: Measured;
    readonly rule: Measured;
    readonly difference: Measured;
  } | null;
}

/** What orders customers by their chance of leaving, and by what they bring. */
export interface Standings {
  readonly churn: Standing;
  readonly value: Standing;
}

/** One rule beside the model, by the figure that orders. */
interface Compared {
  readonly name: string;
  readonly own: Measured;
  readonly difference: Measured;
}

/**
 * Who ranks by churn, by intervals on later rows: the model, unless it is not above chance or a rule is above it; then the best
 * rule that is above chance, and where none is, nobody. Where too few left or stayed to tell, the plainest rule does.
 * @param plainest the rule to fall back on where nothing can be told; null where there is none
 */
export function churnStanding(churn: ChurnQuality | null, plainest: string | null): Standing {
  if (churn === null || Math.min(churn.churners, churn.rows - churn.churners) < fewestOutcomes)
    return byRule(plainest, 'few');
  const rules = churn.rules.map(({ name, auc, difference }) => ({
    name,
    own: auc,
    difference: difference.auc,
  }));
  return standingOf(churn.auc, rules, 0.5);
}

/** The same by value. Where nothing tells who brings more, the model's level still holds, and it stays. */
export function valueStanding(value: ValueQuality | null): Standing {
  if (value === null) return { ranks: 'model', because: 'few', rule: null, figures: null };
  const rules = value.rules.map(({ name, normalisedGini, difference }) => ({
    name,
    own: normalisedGini,
    difference: difference.normalisedGini,
  }));
  const found = standingOf(value.normalisedGini, rules, 0);
  return found.ranks === 'nobody' ? { ...found, ranks: 'model' } : found;
}

function standingOf(model: Measured, rules: readonly Compared[], chance: number): Standing {
  const able = best(rules.filter(({ own }) => own.low > chance));
  if (!(model.low > chance))
    return byRule(able?.name ?? null, 'chance', figuresOf(model, able ?? best(rules)));
  const above = best(rules.filter(({ own, difference }) => difference.high < 0 && own.low > chance));
  if (above !== undefined) return byRule(above.name, 'behind', figuresOf(model, above));
  const because = rules.every(({ difference }) => difference.low > 0) ? 'ahead' : 'level';
  return { ranks: 'model', because, rule: null, figures: figuresOf(model, best(rules)) };
}

const byRule = (rule: string | null, because: Because, figures: Standing['figures'] = null): Standing => ({
  ranks: rule === null ? 'nobody' : 'rule',
  because,
  rule,
  figures,
});

const best = (rules: readonly Compared[]): Compared | undefined =>
  [...rules].sort((a, b) => b.own.value - a.own.value)[0];

const figuresOf = (model: Measured, rule: Compared | undefined): Standing['figures'] =>
  rule === undefined ? null : { model, rule: rule.own, difference: rule.difference };
