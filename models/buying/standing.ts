import { betaMean } from '../numerics/beta-mean.ts';
import type { BuyingModel } from './buying-model.ts';
import { logTail } from './pareto-likelihood.ts';

/**
 * A customer who has not left, as the model sees them from now on: purchases at a rate of Gamma(shape, rate), and
 * after each purchase lost with a chance of Beta(a, b), or at any time at a rate of Gamma(s, beta).
 */
export type Living = Rate & (BetaDropout | GammaDropout);

interface Rate {
  readonly shape: number;
  readonly rate: number;
}

interface BetaDropout {
  readonly dropout: 'at purchases';
  readonly a: number;
  readonly b: number;
}

interface GammaDropout {
  readonly dropout: 'at any time';
  readonly s: number;
  readonly beta: number;
}

/** A customer who may have left already. */
export interface Standing {
  readonly aliveChance: number;
  readonly living: Living;
}

/** A customer at their first purchase. */
export function newcomer({ kind, parameters }: BuyingModel): Standing {
  if (kind === 'pareto-nbd') {
    const { r, alpha, s, beta } = parameters;
    return { aliveChance: 1, living: { shape: r, rate: alpha, dropout: 'at any time', s, beta } };
  }
  const { r, alpha, a, b } = parameters;
  const before = chancesBefore(kind);
  return {
    aliveChance: before === 1 ? b / (a + b) : 1,
    living: { shape: r, rate: alpha, dropout: 'at purchases', a, b: b + before },
  };
}

/** A customer with x repeat purchases who has been observed for a time `age`, should they be alive. */
export function livingAfter(model: BuyingModel, repeats: number, age: number): Living {
  const { living } = newcomer(model);
  const rate = { shape: living.shape + repeats, rate: living.rate + age };
  return living.dropout === 'at any time'
    ? { ...rate, dropout: 'at any time', s: living.s, beta: living.beta + age }
    : { ...rate, dropout: 'at purchases', a: living.a, b: living.b + repeats };
}

/** P(alive) at the end of observation, given x, t_x and T. */
export function aliveChance(model: BuyingModel, repeats: number, lastAt: number, age: number): number {
  return 1 / (1 + Math.exp(logOddsLost(model, repeats, lastAt, age)));
}

/**
 * P(a living customer is still there after a time t). Purchases after which a customer with a chance p leaves are a Poisson
 * process of their own, so that of BG/NBD is E[(1 + p t/α)^(−shape)] over p ~ Beta(a, b).
 */
export function stayingChance(living: Living, t: number): number {
  if (living.dropout === 'at any time') return Math.exp(-living.s * Math.log1p(t / living.beta));
  const { shape, rate, a, b } = living;
  return betaMean(a, b, (p) => Math.exp(-shape * Math.log1p((p * t) / rate)));
}

function logOddsLost({ kind, parameters }: BuyingModel, x: number, lastAt: number, age: number): number {
  if (kind === 'pareto-nbd') {
    const { r, alpha, s, beta } = parameters;
    const alive = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
    const last = logTail(x, lastAt, r, alpha, s, beta).value;
    const end = logTail(x, age, r, alpha, s, beta).value;
    return Math.log(s) + last - alive + Math.log(-Math.expm1(Math.min(0, end - last)));
  }
  const { r, alpha, a, b } = parameters;
  const chances = x + chancesBefore(kind);
  if (chances === 0) return -Infinity;
  return Math.log(a / (b + chances - 1)) + (r + x) * Math.log((alpha + age) / (alpha + lastAt));
}

const chancesBefore = (kind: 'bg-nbd' | 'mbg-nbd'): 0 | 1 => (kind === 'mbg-nbd' ? 1 : 0);
