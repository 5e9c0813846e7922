/** Churn and value of customers: fit, load, score and explain the ensemble. The face of models/retention. */
export { emptyPrediction } from './retention/adjustment.ts';
export { everybodyAlike, withEverybodyAlike } from './retention/ensemble/everybody-alike.ts';
export type { EnsembleManifest } from './retention/ensemble/manifest.ts';
export { ensembleManifest, loadEnsemble } from './retention/ensemble/save-ensemble.ts';
export { scoreMembers } from './retention/ensemble/score-members.ts';
export { type EnsembleOptions, growTrees, type TreesAhead } from './retention/ensemble/trees-ahead.ts';
export { fitEnsembleModel, loadEnsembleModel } from './retention/ensemble-model.ts';
export { mostCorrection } from './retention/intervals/level.ts';
export { joinRows } from './retention/join-rows.ts';
export type { Levels } from './retention/levels/level-refit.ts';
export { backendTolerance, type OtherBackend } from './retention/other-backend.ts';
export { fitBehaviourRules, fitSimpleRules } from './retention/rules/fit-rules.ts';
export type { FittedRule, StandIn } from './retention/rules/fitted-rule.ts';
