import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Measured, nightlyCost, trainingCost } from '../../bench/scale/cost.ts';
import { costTables, measuredTable } from '../../bench/scale/tables.ts';

const stage = (name: string, queries: number, bytes: number, cpuSeconds = 0) => ({
  stage: name,
  seconds: cpuSeconds,
  cpuSeconds,
  peakMegabytes: 100,
  meter: { queries, bytes },
});

/** Round figures: of a thousand customers, and of ten thousand that score, health and list had. */
const made: Measured = {
  customers: 1000,
  grown: 10_000,
  artefacts: { raw: 1000, clean: 1000, features: 640, scores: 100 },
  counted: [stage('check', 10, 4e6), stage('features', 10, 16e6), stage('train', 0, 0, 300)],
  nightly: [
    stage('check', 10, 4e6),
    stage('features', 10, 3e6),
    stage('score', 1, 0.5e6),
    stage('health', 4, 1.5e6),
    stage('list', 8, 1e6),
  ],
  trained: [stage('features', 0, 0, 20)],
  small: [stage('check', 0, 0, 4), stage('features', 0, 0, 8)],
  large: [stage('score', 0, 0, 2), stage('health', 0, 0, 40), stage('list', 0, 0, 40)],
};

describe('what a night costs', () => {
  it('is, at Athena, five dollars a terabyte that its queries read', () => {
    const { scanned, dollars } = nightlyCost(made, 1e8);
    expect(scanned).toBeCloseTo(1e13 / 10, 0);
    expect(dollars.athena).toBeCloseTo(5, 9);
  });

  it('is, for few customers, ten megabytes a query', () => {
    expect(nightlyCost(made, 1).dollars.athena).toBeCloseTo((33 * 10e6 * 5) / 1e12, 12);
  });

  it('counts a function, two transitions and its requests for each file of 64 MB', () => {
    const { shards, transitions } = nightlyCost(made, 1e7);
    expect([shards, transitions]).toEqual([100, 211]);
    expect(nightlyCost(made, 20_000).shards).toBe(1);
  });

  it('takes the computing of all shards, a hundred of them at once', () => {
    const { seconds, gigabyteSeconds } = nightlyCost(made, 1e8);
    // 20,000 s of computing in 1,000 functions of 4 s to start, ten after another
    expect(seconds['score shards']).toBeCloseTo(10 * (4 + 20), 9);
    const waiting = Object.entries(seconds).filter(([name]) => name !== 'score shards');
    const memory = {
      plan: 1.769,
      check: 3.008,
      features: 1.769,
      train: 10.24,
      score: 1.769,
      health: 3.008,
      list: 3.008,
    };
    const others = waiting.reduce((all, [name, s]) => all + s * memory[name as keyof typeof memory], 0);
    expect(gigabyteSeconds).toBeCloseTo(1000 * 24 * 1.769 + others, 3);
  });

  it('does not grow, at training, with the customers beyond what is read to find the sample', () => {
    const [small, large] = [trainingCost(made, 1e6), trainingCost(made, 1e8)];
    expect(large.seconds.train).toBe(small.seconds.train);
    expect(large.dollars.athena / small.dollars.athena).toBeCloseTo(100, 6);
    expect(large.shards).toBe(0);
  });
});

describe('what a night takes', () => {
  it('is the wait for each query and the work that Athena does, and what functions do themselves', () => {
    const { seconds } = nightlyCost(made, 1e7);
    // 3 s a query; 8 s of work for a thousand customers, on 40 cores
    expect(seconds.plan).toBeCloseTo(4 + 1e10 / 80e6, 9);
    expect(seconds.features).toBeCloseTo(10 * 3 + (8 * 1e4) / 40, 9);
    expect(seconds.health).toBeCloseTo(4 * 3 + 40 + (40 * 1e3) / 40, 9);
  });
});

describe('docs/scale.md', () => {
  it('shows what the figures that were measured come to', () => {
    const measured = JSON.parse(readFileSync('bench/scale/measured.json', 'utf8'));
    const page = readFileSync('docs/scale.md', 'utf8');
    expect(page).toContain(costTables(measured));
    expect(page).toContain(measuredTable(measured));
  });
});
