const names: Readonly<Record<string, string>> = {
  holdfast: '**Holdfast, as judged**',
  'holdfast-refit': '**Holdfast, as published**',
  xgboost: 'XGBoost, tuned',
  'xgboost-refit': 'XGBoost, tuned, refitted with later rows',
  lightgbm: 'LightGBM, tuned',
  'lightgbm-refit': 'LightGBM, tuned, refitted with later rows',
  oracle: 'the truth',
};

/** A contestant as the tables write it; rules have their own names. */
export const nameOf = (contestant: string): string => names[contestant] ?? contestant;
