import { describe, expect, it } from 'vitest';
import { effectScores } from '../../../models/uplift/effect-scores.ts';
import { meanOf, rankedDifference, rankedEffect } from '../../../models/uplift/ranked-effect.ts';

const treated = [1, 0, 1, 0, 1, 1, 0, 1, 0, 0];
const outcome = [1, 0, 1, 1, 1, 0, 1, 0, 1, 1];
const baseline = [0.6, 0.5, 0.7, 0.6, 0.8, 0.5, 0.7, 0.6, 0.8, 0.7];
const scored = (chance: number) =>
  effectScores({ treated, outcome, baseline, chance: treated.map(() => chance) });
const effects = scored(0.5);
/** The customers stand in this order. */
const inOrder = treated.map((_, i) => -i);

describe('the effect score of a customer', () => {
  it('is the surprise, positive for the contacted, over the chance of their arm', () => {
    const expected = [0.8, 1, 0.6, -0.8, 0.4, -1, -0.6, -1.2, -0.4, -0.6];
    for (const [i, value] of expected.entries()) expect(effects[i]).toBeCloseTo(value, 12);
    expect(meanOf(scored(0.8)).value).toBeCloseTo(-0.375, 12);
  });
});

describe('how much a ranking tells', () => {
  it('AUTOC and Qini with their standard errors', () => {
    const autoc = rankedEffect('autoc', effects, inOrder);
    expect(autoc.value).toBeCloseTo(0.491048, 6);
    expect(autoc.standardError).toBeCloseTo(0.180313, 6);
    const qini = rankedEffect('qini', effects, inOrder);
    expect(qini.value).toBeCloseTo(0.161, 9);
    expect(qini.standardError).toBeCloseTo(0.051544, 6);
  });

  it('customers who are tied share their weights, so that no order among them matters', () => {
    const tied = [3, 3, 2, 2, 2, 2, 2, 1, 1, 1];
    expect(rankedEffect('autoc', effects, tied).value).toBeCloseTo(0.443896, 6);
    expect(rankedEffect('qini', effects, tied).value).toBeCloseTo(0.142, 9);
    const all = treated.map(() => 7);
    expect(rankedEffect('autoc', effects, all).value).toBeCloseTo(0, 12);
  });

  it('where eight in ten are contacted', () => {
    expect(rankedEffect('autoc', scored(0.8), inOrder).value).toBeCloseTo(0.685774, 6);
    expect(rankedEffect('qini', scored(0.8), inOrder).value).toBeCloseTo(0.2375, 9);
  });

  it('against another ranking of the same customers', () => {
    const risk = [8, 1, 6, 9, 2, 7, 3, 4, 5, 10].map((rank) => -rank);
    const difference = rankedDifference('autoc', effects, inOrder, risk);
    expect(difference.value).toBeCloseTo(0.19719, 6);
    expect(difference.standardError).toBeCloseTo(0.305396, 6);
  });
});
