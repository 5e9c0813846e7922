/** Probabilistic models of buying (BG/NBD, MBG/NBD, Pareto/NBD) and spending (Gamma-Gamma). The face of models/buying. */
export type { BehaviourColumns } from './buying/behaviour/behaviour.ts';
export type { BuyingFit } from './buying/buying-model.ts';
export { fitBestBuying, fitBgNbd } from './buying/fit-buying.ts';
export type { Histories } from './buying/histories.ts';
export { futureDiscountedPurchases, futurePurchases, silenceChances } from './buying/predict-buying.ts';
export { expectedSpends, fitGammaGamma } from './buying/spending/fit-gamma-gamma.ts';
export { type Purchases, repeatSpending, summarise } from './buying/summarise.ts';
