import { ModelDataError } from '../errors.ts';

/** What is known of how long each customer on a contract stays, in whole periods: the times between two renewals. */
export interface Tenures {
  /** Periods completed when the customer was first observed: 0 from the beginning, more where they were there before. */
  readonly entered: Float64Array;
  /** The period in which the customer left, or the last that they are known to have completed. */
  readonly until: Float64Array;
  /** 1 where the customer left in period `until`, 0 where they were still there at its end. */
  readonly left: Uint8Array;
}

/** By period of tenure, the first period first: customers who could leave in it, and those who did. */
export interface LifeTable {
  readonly customers: number;
  readonly atRisk: Float64Array;
  readonly left: Float64Array;
}

/** No contract is renewed more often; a longer tenure is in the wrong unit. */
const longest = 100_000;

/**
 * A customer counts in the periods after `entered` up to `until`: who joined before they were observed tells nothing of the
 * periods before (left truncation), who is still there nothing of those to come (right censoring).
 * @throws ModelDataError naming the first row that no customer can have
 */
export function lifeTable({ entered, until, left }: Tenures): LifeTable {
  checkTenures({ entered, until, left });
  const periods = until.reduce((most, t) => Math.max(most, t), 0);
  const change = new Float64Array(periods + 2);
  const gone = new Float64Array(periods);
  for (let i = 0; i < until.length; i++) {
    change[entered[i]]++;
    change[until[i]]--;
    if (left[i] === 1) gone[until[i] - 1]++;
  }
  let risk = 0;
  const atRisk = Float64Array.from({ length: periods }, (_, t) => {
    risk += change[t];
    return risk;
  });
  return { customers: until.length, atRisk, left: gone };
}

/** The life table of one cohort from how many of it are still there at the start and after each period. */
export function cohortTable(survivors: readonly number[]): LifeTable {
  const [customers = 0, ...after] = survivors;
  const odd = survivors.findIndex((n, t) => !(n >= 0 && n < Infinity && n <= (survivors[t - 1] ?? n)));
  if (odd >= 0) {
    throw new ModelDataError(
      `Count ${odd} of the cohort is ${survivors[odd]}: survivors are counts, and never more than one period before.`,
    );
  }
  return {
    customers,
    atRisk: Float64Array.from(after, (_, t) => survivors[t]),
    left: Float64Array.from(after, (n, t) => survivors[t] - n),
  };
}

function checkTenures({ entered, until, left }: Tenures): void {
  if (entered.length !== until.length || left.length !== until.length) {
    throw new ModelDataError(
      `Tenures have ${entered.length} entries, ${until.length} ends and ${left.length} outcomes: give one of each per customer.`,
    );
  }
  for (let i = 0; i < until.length; i++) {
    const whole = Number.isInteger(entered[i]) && Number.isInteger(until[i]);
    if (whole && entered[i] >= 0 && until[i] >= entered[i] + (left[i] === 1 ? 1 : 0) && until[i] <= longest)
      continue;
    throw new ModelDataError(
      `Row ${i} of the tenures entered after ${entered[i]} periods and ${left[i] === 1 ? 'left in' : 'was there until'} period ${until[i]}: both are whole periods, 0 ≤ entered ≤ until ≤ ${longest}, and nobody leaves before being observed.`,
    );
  }
}
