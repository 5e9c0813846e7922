import { beforeAll, describe, expect, it } from 'vitest';
import { prepareBackend } from '../../../../models/backend.ts';
import type { Attributions } from '../../../../models/learn/attributions.ts';
import { type Cells, referenceCells, rowEncoder } from '../../../../models/learn/encoding/encode-rows.ts';
import { fitEncoding } from '../../../../models/learn/encoding/fit-encoding.ts';
import { hyperParametersFor } from '../../../../models/learn/network/hyper-parameters.ts';
import { initialParameters } from '../../../../models/learn/network/initial-parameters.ts';
import { type Network, networkOf, networkShape } from '../../../../models/learn/network/network.ts';
import { learningTargets } from '../../../../models/learn/network/targets.ts';
import { trainNetwork } from '../../../../models/learn/network/train-network.ts';
import { integratedGradients } from '../../../../models/retention/reasons/integrated-gradients.ts';
import type { CategoryColumn, NumberColumn } from '../../../../models/types.ts';
import { encodedRow, plainLogit, type Weights } from '../../learn/network/plain-network.ts';
import { planTerm, recencyTerm, simulatedRows, ticketsTerm } from '../../simulated-rows.ts';

const rows = simulatedRows(3000, 1, 1, 14);
const judged = simulatedRows(600, 2, 1, 14);
let network: Network;
let cells: Cells;
let reference: Cells;
let attributions: Attributions;

beforeAll(async () => {
  await prepareBackend();
  const encoding = fitEncoding(rows.table, 16);
  const hyper = {
    ...hyperParametersFor(3000),
    ...{ members: 6, width: 24, batch: 64, epochs: 6, dropout: 0, patience: 0 },
  };
  const shape = networkShape(encoding, hyper);
  const targets = learningTargets(rows);
  network = networkOf(encoding, shape, initialParameters(shape, targets.start, 1));
  const everyRow = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
  const learn = everyRow(3000);
  const trained = rowEncoder(encoding, rows.table).encode(learn);
  await trainNetwork(
    network,
    { cells: trained, targets, learn, watch: new Int32Array(0) },
    { hyper, seed: 1 },
  );
  cells = rowEncoder(encoding, judged.table).encode(everyRow(600));
  reference = referenceCells(encoding);
  attributions = integratedGradients(network, cells, reference);
});

const names = judged.table.columns.map(({ name }) => name);
const rowOf = (i: number) =>
  attributions.contributions.subarray(i * cells.featureCount, (i + 1) * cells.featureCount);
const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0);

describe('integrated gradients', () => {
  it('add up to the distance from the reference customer, within 1e-3', () => {
    for (let i = 0; i < 600; i++) {
      expect(Math.abs(total(rowOf(i)) - (attributions.logit[i] - attributions.baseline))).toBeLessThan(1e-3);
    }
  });

  it('start and end at the logits that the formulas give', () => {
    const weights = network.parameters.map(({ values }) => Float64Array.from(values));
    const logit = (of: Cells, i: number) =>
      plainLogit(weights, network.shape, encodedRow(weights, network.shape, network.runs, of, i));
    expect(attributions.baseline).toBeCloseTo(logit(reference, 0), 4);
    for (const i of [0, 1, 299, 599]) expect(attributions.logit[i]).toBeCloseTo(logit(cells, i), 4);
  });

  it('are the integral of the slope along the straight path, taken numerically in finer steps', () => {
    const weights = network.parameters.map(({ values }) => Float64Array.from(values));
    for (const i of [7, 250]) {
      const numeric = pathIntegral(weights, i);
      rowOf(i).forEach((contribution, f) => {
        expect(Math.abs(contribution - numeric[f]), `${names[f]} of row ${i}`).toBeLessThan(0.02);
      });
    }
  });

  it('give the reference customer none, and a feature at its reference none', () => {
    const own = integratedGradients(network, reference, reference);
    expect(own.logit[0]).toBe(own.baseline);
    expect([...own.contributions].every((c) => c === 0)).toBe(true);
    const plan = names.indexOf('plan');
    const usual = [...Array(600).keys()].filter(
      (i) => cells.row[i * cells.featureCount + plan] === reference.row[plan],
    );
    expect(usual.length).toBeGreaterThan(50);
    for (const i of usual) expect(rowOf(i)[plan]).toBe(0);
  });

  it('do not depend on which rows are explained together', () => {
    const few = 3;
    const { featureCount } = cells;
    const first: Cells = {
      rowCount: few,
      featureCount,
      row: cells.row.slice(0, few * featureCount),
      weight: cells.weight.slice(0, few * featureCount),
    };
    const alone = integratedGradients(network, first, reference);
    alone.contributions.forEach((c, at) => {
      expect(Math.abs(c - attributions.contributions[at])).toBeLessThan(1e-5);
    });
  });

  it('find the true cause among the first three of twenty features', () => {
    const usual = usualTerms();
    const strong = [...Array(600).keys()].flatMap((i) => {
      const cause = oneStrongCause(i, usual);
      return cause ? [{ i, cause }] : [];
    });
    expect(strong.length).toBeGreaterThan(80);
    const found = strong.filter(({ i, cause }) => firstThree(i).some((name) => cause.includes(name)));
    expect(found.length / strong.length).toBeGreaterThan(0.9);
    const first = strong.filter(({ i, cause }) => cause.includes(firstThree(i)[0]));
    expect(first.length / strong.length).toBeGreaterThan(0.75);
  });
});

/** The three features that raised row i's risk the most. */
function firstThree(i: number): string[] {
  const order = [...rowOf(i).keys()].sort((a, b) => rowOf(i)[b] - rowOf(i)[a]);
  return order.slice(0, 3).map((f) => names[f]);
}

/** The feature, and its twin, that truly raised the risk by one logit or more and twice what any other did. */
function oneStrongCause(i: number, usual: ReturnType<typeof usualTerms>): string[] | null {
  const number = (name: string) => (judged.table.columns[names.indexOf(name)] as NumberColumn).values[i];
  const plan = (judged.table.columns[names.indexOf('plan')] as CategoryColumn).codes[i];
  const causes = [
    { names: ['recency_days'], raised: recencyTerm(number('recency_days')) - usual.recency },
    { names: ['tickets_30d', 'last_survey'], raised: ticketsTerm(number('tickets_30d')) - usual.tickets },
    { names: ['plan'], raised: planTerm(plan) - usual.plan },
  ].sort((a, b) => b.raised - a.raised);
  const [first, second] = causes;
  return first.raised >= 1 && first.raised >= 2 * second.raised ? first.names : null;
}

/** Terms of the reference customer: the median recency and tickets, the most frequent plan. */
function usualTerms() {
  const median = (f: number) =>
    Float64Array.from((rows.table.columns[f] as NumberColumn).values).sort()[1500];
  const { codes } = rows.table.columns[names.indexOf('plan')] as CategoryColumn;
  const counts = [0, 1, 2, 3].map((plan) => codes.filter((code) => code === plan).length);
  return {
    recency: recencyTerm(median(0)),
    tickets: ticketsTerm(median(2)),
    plan: planTerm(counts.indexOf(Math.max(...counts))),
  };
}

/** Slopes by central differences at 100 midpoints between the reference's encoded values and row i's. */
function pathIntegral(weights: Weights, i: number): number[] {
  const steps = 100;
  const { shape, runs } = network;
  const from = encodedRow(weights, shape, runs, reference, 0);
  const to = encodedRow(weights, shape, runs, cells, i);
  const between = (share: number, moved: number, by: number) =>
    from.map((start, f) => start.map((v, j) => v + (share + (f === moved ? by : 0)) * (to[f][j] - v)));
  const slope = (share: number, f: number) => {
    const step = 1e-5;
    const at = (by: number) => plainLogit(weights, shape, between(share, f, by));
    return (at(step) - at(-step)) / (2 * step);
  };
  return from.map((_, f) =>
    Array.from({ length: steps }, (_, s) => slope((s + 0.5) / steps, f) / steps).reduce((a, b) => a + b, 0),
  );
}
