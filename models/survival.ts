/** How long customers stay: life tables, sBG and the hazard by tenure. The face of models/survival. */
export type { Covariate } from './numerics/covariates.ts';
export { lifeTable, type Tenures } from './survival/life-table.ts';
export { survivalAfter } from './survival/sbg.ts';
export {
  type CovariateSbgFit,
  fitSbgWithCovariates,
  sbgModelAt,
  survivalWithCovariates,
} from './survival/sbg-covariates.ts';
export { curveSurvival, fitSurvivalCurve, type SurvivalCurve } from './survival/survival-curve.ts';
