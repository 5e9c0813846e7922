/** How long customers stay: life tables, sBG and the hazard by tenure. The face of models/survival. */
export { lifeTable } from './survival/life-table.ts';
export { survivalAfter } from './survival/sbg.ts';
export { type CovariateSbgFit, fitSbgWithCovariates, sbgModelAt } from './survival/sbg-covariates.ts';
export { curveSurvival, fitSurvivalCurve, type SurvivalCurve } from './survival/survival-curve.ts';
