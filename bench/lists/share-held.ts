/** An active customer at the date of a list, and what became of them. Money in the reporting currency. */
export interface Judged {
  readonly id: string;
  readonly churn: number;
  readonly valueAtRisk: number;
  readonly pastMargin: number;
  /** Margin that the business lost with them: the past year's of those who left, else 0. */
  readonly lost: number;
  readonly listed: boolean;
  /** Left alone by a rule, such as for want of consent, while the list would have had room. */
  readonly barred: boolean;
}

/** What a choice of customers holds of all active customers'. */
export interface ShareHeld {
  readonly choice: string;
  readonly customers: number;
  readonly valueAtRisk: number;
  readonly lost: number;
}

/** What the list holds, beside as many customers by value at risk alone, by chance of leaving alone and by past margin, barred or not. */
export function sharesHeld(customers: readonly Judged[]): ShareHeld[] {
  const listed = customers.filter((one) => one.listed);
  const first = (by: (one: Judged) => number, of = customers): Judged[] =>
    [...of].sort((a, b) => by(b) - by(a) || (a.id < b.id ? -1 : 1)).slice(0, listed.length);
  return [
    shareOf('the list', listed, customers),
    shareOf(
      'value at risk alone',
      first((one) => one.valueAtRisk),
      customers,
    ),
    shareOf(
      'chance of leaving alone',
      first((one) => one.churn),
      customers,
    ),
    shareOf(
      'past margin alone',
      first((one) => one.pastMargin),
      customers,
    ),
    shareOf(
      'value at risk alone, of those who may be contacted',
      first(
        (one) => one.valueAtRisk,
        customers.filter((one) => !one.barred),
      ),
      customers,
    ),
  ];
}

function shareOf(choice: string, chosen: readonly Judged[], all: readonly Judged[]): ShareHeld {
  const share = (of: (one: Judged) => number) => sum(chosen, of) / sum(all, of);
  return {
    choice,
    customers: chosen.length,
    valueAtRisk: share((one) => Math.max(0, one.valueAtRisk)),
    lost: share((one) => Math.max(0, one.lost)),
  };
}

const sum = (customers: readonly Judged[], of: (one: Judged) => number): number =>
  customers.reduce((total, one) => total + of(one), 0);
