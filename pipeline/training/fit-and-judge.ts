import {
  applyRule,
  churnStanding,
  dateVariation,
  measureQuality,
  type Quality,
  type Standings,
  valueStanding,
} from '../../models/quality.ts';
import {
  type EnsembleOptions,
  type FittedRule,
  fitEnsembleModel,
  type StandIn,
} from '../../models/retention.ts';
import type { FittedModel, LearningSet } from '../../models/types.ts';

export interface FitRequest {
  readonly rows: LearningSet;
  readonly later: LearningSet;
  /** Simple rules, fitted on `rows`, the plainest first. */
  readonly rules: readonly FittedRule[];
  readonly options: Omit<EnsembleOptions, 'standIn'>;
  /** Share of the customers that a model is judged by. */
  readonly listShare: number;
  /** Of the intervals. */
  readonly seed: number;
}

/** A model that ranks, or rules in its place; how good what ranks is; and who ranks, and why. */
export interface JudgedFit {
  readonly fitted: FittedModel;
  readonly quality: Quality;
  readonly standings: Standings;
}

/**
 * Fits a model, judges it on later rows beside simple rules, and puts a rule in its place where it is no better than chance, or
 * behind the rule, or cannot be judged.
 * @throws ModelDataError as `fitEnsembleModel`
 */
export async function fitAndJudge({
  rows,
  later,
  rules,
  options,
  listShare,
  seed,
}: FitRequest): Promise<JudgedFit> {
  const said = rules.map((rule) => applyRule(rule, later.table));
  const plain = [...rules].reverse().filter(({ churn }) => churn?.kind !== 'behaviour');
  const between = dateVariation(
    rows,
    later,
    plain.map((rule) => ({ train: applyRule(rule, rows.table), later: applyRule(rule, later.table) })),
  );
  const judge = (predicted: FittedModel['later']) =>
    measureQuality(later, predicted, said, { listShare, seed, between });
  let [quality, standings]: [Quality | null, Standings | null] = [null, null];
  const standIn = (predicted: FittedModel['later']): StandIn => {
    quality = judge(predicted);
    standings = standingsOf(quality, rules);
    return standInBy(standings, rules);
  };
  const fitted = await fitEnsembleModel(rows, later, { ...options, standIn });
  const found = { fitted, quality: quality!, standings: standings! } as JudgedFit;
  return anyRule(found.standings) ? { ...found, quality: judge(fitted.later) } : found;
}

/** AUC of the model itself, whoever ranks in its place; that of chance where it was not measured. */
export const modelAuc = ({
  quality,
  standings: { churn },
}: Pick<JudgedFit, 'quality' | 'standings'>): number =>
  (churn.rule === null ? quality.churn?.auc.value : churn.figures?.model.value) ?? 0.5;

const standingsOf = ({ churn, value }: Quality, rules: readonly FittedRule[]): Standings => ({
  churn: churnStanding(churn, rules.find((rule) => rule.churn !== null)?.name ?? null),
  value: valueStanding(value),
});

const anyRule = ({ churn, value }: Standings): boolean => churn.rule !== null || value.rule !== null;

function standInBy({ churn, value }: Standings, rules: readonly FittedRule[]): StandIn {
  const byName = (name: string | null) => rules.find((rule) => rule.name === name);
  const [ofChurn, ofValue] = [byName(churn.rule)?.churn, byName(value.rule)?.value];
  return {
    churn: ofChurn ? { name: churn.rule!, rule: ofChurn } : null,
    value: ofValue ? { name: value.rule!, rule: ofValue } : null,
  };
}
