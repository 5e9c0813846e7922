/** Probabilistic models of buying (BG/NBD, MBG/NBD, Pareto/NBD) and spending (Gamma-Gamma). The face of models/buying. */
export type { BehaviourColumns } from './buying/behaviour/behaviour.ts';
export type { BuyingFit } from './buying/buying-model.ts';
export {
  type BuyingCovariate,
  buyingModelAt,
  type CovariateBuyingFit,
  fitBuyingWithCovariates,
  predictWithCovariates,
} from './buying/covariates/buying-covariates.ts';
export { fitBestBuying, fitBgNbd, fitMbgNbd, fitParetoNbd } from './buying/fit-buying.ts';
export type { Histories } from './buying/histories.ts';
export {
  aliveChances,
  aliveChancesAfter,
  futureDiscountedPurchases,
  futurePurchases,
  silenceChances,
} from './buying/predict-buying.ts';
export { expectedSpends, fitGammaGamma } from './buying/spending/fit-gamma-gamma.ts';
export { type SpendIndependence, spendIndependence } from './buying/spending/independence.ts';
export { type Purchases, repeatSpending, summarise } from './buying/summarise.ts';
export type { Covariate } from './numerics/covariates.ts';
