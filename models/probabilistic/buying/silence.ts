import { noPurchaseChance } from './purchase-counts.ts';
import type { Living, Standing } from './standing.ts';

/** P(no purchase within a time t) of a customer who may have left already. */
export const silenceChance = ({ aliveChance, living }: Standing, t: number): number =>
  1 - aliveChance + aliveChance * noPurchaseChance(living, t);

/** The standing of a customer who then bought nothing for a time t. */
export function afterSilence(standing: Standing, t: number): Standing {
  const { aliveChance, living } = standing;
  const here = { aliveChance: 0, living: aged(living, t) };
  const silent = silenceChance(standing, t);
  return silent > 0 ? { ...here, aliveChance: (aliveChance * aliveAndSilent(living, t)) / silent } : here;
}

/** P(alive after a time t, and no purchase within it) of a living customer. */
function aliveAndSilent(living: Living, t: number): number {
  const death = living.dropout === 'at any time' ? living.s * Math.log1p(t / living.beta) : 0;
  return Math.exp(-living.shape * Math.log1p(t / living.rate) - death);
}

const aged = (living: Living, t: number): Living =>
  living.dropout === 'at any time'
    ? { ...living, rate: living.rate + t, beta: living.beta + t }
    : { ...living, rate: living.rate + t };
