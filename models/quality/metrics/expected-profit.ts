import { betaBelow } from '../../numerics/beta.ts';
import { type Ranking, rankingOf, unitWeights } from './order.ts';
import { walk } from './ranking.ts';
import type { WeightedMetric } from './weighted-metric.ts';

/**
 * What a retention campaign costs and wins (Verbraken, Verbeke and Baesens 2013). A contacted churner accepts the offer
 * and stays with a chance that is itself uncertain, Beta(alpha, beta); a contacted stayer takes the offer all the same.
 */
export interface CampaignCosts {
  /** What a kept customer is worth, in money. */
  readonly customerValue: number;
  /** What the offer costs where it is taken. */
  readonly offer: number;
  /** What it costs to reach a customer. */
  readonly contact: number;
  readonly acceptAlpha: number;
  readonly acceptBeta: number;
}

/** The values of the paper: 200, 10 and 1 of money, three churners in ten accept. */
export const usualCosts: CampaignCosts = {
  customerValue: 200,
  offer: 10,
  contact: 1,
  acceptAlpha: 6,
  acceptBeta: 14,
};

export interface MaximumProfit {
  /** Per customer of all customers, in money, when each possible rate of acceptance gets the list size best for it. */
  readonly profit: number;
  /** Mean of those list sizes, as a share of all customers. */
  readonly share: number;
}

/** A list size: shares of all customers that are churners, and stayers, above a score. */
interface Cut {
  readonly leavers: number;
  readonly stayers: number;
}

/** Expected maximum profit for churn (EMPC): a ranking judged by the campaign that it allows. */
export const expectedMaximumProfit = (
  score: ArrayLike<number>,
  outcome: ArrayLike<number>,
  costs: CampaignCosts = usualCosts,
): MaximumProfit => maximumProfit(rankingOf(score), outcome, costs, unitWeights(score.length));

export const maximumProfitOf =
  (ranking: Ranking, outcome: ArrayLike<number>, costs: CampaignCosts): WeightedMetric =>
  (weight) =>
    maximumProfit(ranking, outcome, costs, weight).profit;

function maximumProfit(
  ranking: Ranking,
  outcome: ArrayLike<number>,
  costs: CampaignCosts,
  weight: Float64Array,
): MaximumProfit {
  const { customerValue, offer, contact, acceptAlpha: a, acceptBeta: b } = costs;
  const cuts = bestCuts(ranking, outcome, weight);
  const meanAccepted = a / (a + b);
  let [profit, share, from] = [0, 0, 0];
  for (let k = 0; k < cuts.length; k++) {
    const { leavers, stayers } = cuts[k];
    const to = k + 1 < cuts.length ? breakEven(cuts[k], cuts[k + 1], costs) : 1;
    const chance = betaBelow(to, a, b) - betaBelow(from, a, b);
    const accepted = meanAccepted * (betaBelow(to, a + 1, b) - betaBelow(from, a + 1, b));
    profit += (customerValue - offer) * leavers * accepted;
    profit -= (contact * leavers + (offer + contact) * stayers) * chance;
    share += (leavers + stayers) * chance;
    from = to;
  }
  return { profit, share };
}

/** The rate of acceptance from which the longer list earns more, in [0, 1]. */
function breakEven(short: Cut, long: Cut, { customerValue, offer, contact }: CampaignCosts): number {
  const leavers = long.leavers - short.leavers;
  const stayers = long.stayers - short.stayers;
  const rate = ((offer + contact) * stayers + contact * leavers) / ((customerValue - offer) * leavers);
  return leavers > 0 ? Math.min(1, rate) : 1;
}

/** Corners of the convex hull of the ROC curve: no other list size is ever best. */
function bestCuts(ranking: Ranking, outcome: ArrayLike<number>, weight: Float64Array): Cut[] {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const hull: Cut[] = [{ leavers: 0, stayers: 0 }];
  let at = hull[0];
  walk(ranking, outcome, weight, (leaving, all) => {
    at = { leavers: at.leavers + leaving / total, stayers: at.stayers + (all - leaving) / total };
    while (hull.length > 1 && turnsUp(hull.at(-2)!, hull.at(-1)!, at)) hull.pop();
    hull.push(at);
  });
  return hull;
}

/** Whether the middle corner lies on or below the line between its neighbours. */
const turnsUp = (a: Cut, b: Cut, c: Cut): boolean =>
  (b.leavers - a.leavers) * (c.stayers - b.stayers) <= (c.leavers - b.leavers) * (b.stayers - a.stayers);

/** Expected profit per customer of all customers when the `share` with the highest scores is contacted, in money. */
export function profitAtOf(
  ranking: Ranking,
  outcome: ArrayLike<number>,
  share: number,
  costs: CampaignCosts,
): WeightedMetric {
  const { customerValue, offer, contact, acceptAlpha, acceptBeta } = costs;
  const accepted = acceptAlpha / (acceptAlpha + acceptBeta);
  return (weight) => {
    const total = weight.reduce((sum, w) => sum + w, 0);
    let places = share * total;
    let profit = 0;
    walk(ranking, outcome, weight, (leaving, all) => {
      const taken = Math.min(1, Math.max(0, places / all));
      profit += taken * leaving * (accepted * (customerValue - offer) - contact);
      profit -= taken * (all - leaving) * (offer + contact);
      places -= all;
    });
    return profit / total;
  };
}
