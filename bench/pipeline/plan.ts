import type { Config } from '../../contracts/config/config.ts';

/** What both contestants are asked, as the Python ones read it. */
export interface Plan {
  /** Tables up to the scoring date, which both read; and of the whole time, which only the judge reads. */
  readonly tables: string;
  readonly allTables: string;
  readonly out: string;
  readonly asOf: string;
  /** First day of the data. */
  readonly first: string;
  readonly timeZone: string;
  readonly rates: Readonly<Record<string, number>>;
  readonly churnDays: number;
  readonly lookbackDays: number;
  readonly lagDays: number;
  readonly valueDays: number;
  /** Force of interest a day, by which value is discounted. */
  readonly force: number;
  readonly listSize: number;
  readonly threads: number;
}

/** The config's own horizons and rates, so that nothing is asked of the one that is not asked of the other. */
export function planOf(
  { business, churn, clv, targeting }: Config,
  places: Pick<Plan, 'tables' | 'allTables' | 'out' | 'first' | 'threads'>,
): Plan {
  return {
    ...places,
    asOf: business.dataUntil,
    timeZone: business.timeZone,
    rates: business.rates,
    churnDays: churn.horizonDays,
    lookbackDays: churn.lookbackDays,
    lagDays: churn.lagDays,
    valueDays: clv.horizonDays,
    force: Math.log1p(clv.discountRate) / 365,
    listSize: targeting.listSize,
  };
}
