import { describe, expect, it } from 'vitest';
import { beta, drawsOf, gamma, pick, poisson, processes, roughNormal } from '../../simulator/random.ts';
import { mean } from './support.ts';

const many = 40_000;
const list = (of: (i: number) => number) => Array.from({ length: many }, (_, i) => of(i));
const variance = (values: readonly number[]) => {
  const middle = mean(values);
  return mean(values.map((v) => (v - middle) ** 2));
};

describe('numbers that are looked up', () => {
  it('are the same in any order and differ by seed, customer, process, counter and branch', () => {
    const one = drawsOf(1, 7);
    const later = one.uniform(processes.orders, 9);
    expect(drawsOf(1, 7).uniform(processes.orders, 9)).toBe(later);
    const others = [
      drawsOf(2, 7).uniform(processes.orders, 9),
      drawsOf(1, 8).uniform(processes.orders, 9),
      one.uniform(processes.visits, 9),
      one.uniform(processes.orders, 10),
      drawsOf(1, 7, 1).uniform(processes.orders, 9),
    ];
    expect(new Set([later, ...others]).size).toBe(6);
  });

  it.each([
    ['counters', (i: number) => drawsOf(3, 1).uniform(processes.orders, i)],
    ['customers', (i: number) => drawsOf(3, i).uniform(processes.orders, 1)],
    ['branches', (i: number) => drawsOf(3, 1, i).uniform(processes.orders, 1)],
    ['a stream', (i: number) => drawsOf(3, 1).stream(processes.basket, i).uniform()],
  ])('are uniform and without serial correlation along %s', (_, number) => {
    const values = list(number);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.006);
    expect(Math.abs(variance(values) - 1 / 12)).toBeLessThan(0.002);
    const pairs = values.slice(1).map((v, i) => (v - 0.5) * (values[i]! - 0.5) * 12);
    expect(Math.abs(mean(pairs))).toBeLessThan(0.02);
  });
});

describe('distributions', () => {
  const random = drawsOf(11, 0).stream(processes.traits, 1);

  it.each([0.6, 1.6, 5])('gamma of shape %d has mean 1 and variance 1/shape', (shape) => {
    const values = list(() => gamma(shape, random));
    expect(mean(values)).toBeCloseTo(1, 1);
    expect(Math.abs(variance(values) * shape - 1)).toBeLessThan(0.06);
  });

  it('beta, Poisson and the rough normal have their moments', () => {
    expect(Math.abs(mean(list(() => beta(0.8, 2.5, random))) - 0.8 / 3.3)).toBeLessThan(0.006);
    const counts = list(() => poisson(1.3, random.uniform()));
    expect(Math.abs(mean(counts) - 1.3)).toBeLessThan(0.03);
    expect(Math.abs(variance(counts) - 1.3)).toBeLessThan(0.06);
    const normal = list(() => roughNormal(random.uniform()));
    expect(Math.abs(mean(normal))).toBeLessThan(0.025);
    expect(Math.abs(variance(normal) - 1)).toBeLessThan(0.04);
  });

  it('picks by weight', () => {
    const share = mean(list(() => Number(pick({ a: 1, b: 3 }, random.uniform()) === 'b')));
    expect(Math.abs(share - 0.75)).toBeLessThan(0.01);
  });
});
