import { type RandomStream, randomStream } from '../../models/numerics/random.ts';
import type { FeatureColumn, LearningSet } from '../../models/types.ts';

/** Rows whose chances are known: churn rises with recency and with a bad mood that a category and a count betray. */
export interface SimulatedRows extends LearningSet {
  readonly trueChurn: Float64Array;
  /** Expected value given all features. */
  readonly trueValue: Float64Array;
}

const plans = ['basic', 'family', 'student', 'trial'];
const planRisk = [0, -0.6, 0.3, 1.2];

/** What each feature adds to the logit of the true chance of churn. */
export const recencyTerm = (days: number): number => 0.02 * days;
export const ticketsTerm = (tickets: number): number => 0.8 * Math.min(tickets, 3);
export const planTerm = (code: number): number => planRisk[code]!;

/** @param noiseColumns further columns that say nothing */
export function simulatedRows(
  customers: number,
  seed: number,
  datesPerCustomer = 1,
  noiseColumns = 0,
): SimulatedRows {
  const n = customers * datesPerCustomer;
  const random = randomStream(seed, 'simulated rows');
  const column = () => new Float64Array(n);
  const [recency, spend, tickets, survey, noise] = [column(), column(), column(), column(), column()];
  const [churned, value, trueChurn, trueValue] = [column(), column(), column(), column()];
  const plan = new Int32Array(n);
  const customer = Int32Array.from({ length: n }, (_, i) => Math.floor(i / datesPerCustomer));
  for (let i = 0; i < n; i++) {
    const row = simulatedRow(random);
    recency[i] = row.recency;
    spend[i] = row.spend;
    tickets[i] = row.tickets;
    survey[i] = row.survey;
    noise[i] = random.normal();
    plan[i] = row.plan;
    churned[i] = row.churned;
    value[i] = row.value;
    trueChurn[i] = row.trueChurn;
    trueValue[i] = row.trueValue;
  }
  return {
    table: {
      rowCount: n,
      columns: [
        { kind: 'number', name: 'recency_days', values: recency },
        { kind: 'number', name: 'spend_365d', values: spend },
        { kind: 'number', name: 'tickets_30d', values: tickets },
        { kind: 'number', name: 'last_survey', values: survey },
        { kind: 'number', name: 'noise', values: noise },
        { kind: 'category', name: 'plan', codes: plan, levels: plans },
        ...furtherNoise(n, seed, noiseColumns),
      ],
    },
    churned,
    value,
    customer,
    asOf: new Int32Array(n).fill(20_000),
    trueChurn,
    trueValue,
  };
}

function furtherNoise(n: number, seed: number, columns: number): FeatureColumn[] {
  const random = randomStream(seed, 'further noise');
  return Array.from({ length: columns }, (_, c) => ({
    kind: 'number',
    name: `noise_${c + 1}`,
    values: Float64Array.from({ length: n }, () => random.normal()),
  }));
}

function simulatedRow(random: RandomStream) {
  const recency = Math.round(-40 * Math.log(1 - random.uniform()));
  const spend = Math.exp(4 + random.normal());
  const tickets = Math.floor(-1.2 * Math.log(1 - random.uniform()));
  const plan = random.integer(plans.length);
  const survey = random.uniform() < 0.4 ? Number.NaN : 10 - Math.min(10, tickets + 2 * random.uniform());
  const logit = -2 + recencyTerm(recency) + ticketsTerm(tickets) + planTerm(plan);
  const trueChurn = 1 / (1 + Math.exp(-logit));
  const churned = random.uniform() < trueChurn ? 1 : 0;
  const bought = random.uniform() < (churned ? 0.1 : 0.95);
  const value = bought ? Math.exp(Math.log(spend) - 0.5 + 0.7 * random.normal()) : 0;
  const chance = 0.1 * trueChurn + 0.95 * (1 - trueChurn);
  const trueValue = chance * spend * Math.exp(-0.5 + 0.7 ** 2 / 2);
  return { recency, spend, tickets, survey, plan, churned, value, trueChurn, trueValue };
}

/** Area under the ROC curve, ties counted half. */
export function areaUnderCurve(score: Float64Array, label: Float64Array): number {
  const order = Int32Array.from(score.keys()).sort((a, b) => score[a]! - score[b]!);
  const positives = label.reduce((sum, y) => sum + y, 0);
  let ranks = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && score[order[to]!] === score[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks += label[order[i]!]! * ((from + to + 1) / 2);
    from = to;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (label.length - positives));
}
