import { describe, expect, it } from 'vitest';
import type { BehaviourColumns } from '../../../models/buying/behaviour/behaviour.ts';
import { fitBehaviour } from '../../../models/buying/behaviour/fit-behaviour.ts';
import { historiesOf } from '../../../models/buying/behaviour/read-columns.ts';
import { silenceChances } from '../../../models/buying/predict-buying.ts';
import { randomStream } from '../../../models/numerics/random.ts';
import { applyRule } from '../../../models/quality/validation/simple-rules.ts';
import { ensembleManifest } from '../../../models/retention/ensemble/save-ensemble.ts';
import { fitEnsembleModel, loadEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import { fitBehaviourRules } from '../../../models/retention/rules/fit-rules.ts';
import type { FeatureTable, FittedModel, LearningSet, Prediction } from '../../../models/types.ts';
import { pureBgNbd, pureParameters } from '../../../simulator/pure-bgnbd.ts';
import { areaUnderCurve } from '../simulated-rows.ts';
import { number } from '../tables.ts';

const quick = { epochs: 4 };
const buying = {
  kind: 'buying',
  orders: 'orders_total',
  firstOrderDays: 'first_order_days',
  recencyDays: 'order_recency_days',
  spend: 'margin_per_order',
  churnDays: 60,
  valueDays: 60,
} as const;
const staying = {
  kind: 'staying',
  tenureDays: 'tenure_days',
  monthly: 'monthly_margin',
  churnDays: 60,
  valueDays: 60,
} as const;

function setOf(table: FeatureTable, churned: readonly number[], value: readonly number[]): LearningSet {
  return {
    table,
    customer: Int32Array.from(churned.keys()),
    asOf: new Int32Array(churned.length).fill(20_000),
    churned: Float64Array.from(churned),
    value: Float64Array.from(value),
  };
}

/** Shoppers who follow BG/NBD and Gamma-Gamma, and a column that says nothing. */
function shoppers(customers: number, seed: number): LearningSet {
  const all = pureBgNbd({ customers, days: 400, seed, after: 60 });
  const random = randomStream(seed, 'noise');
  const orders = all.map(({ x }) => x + 1);
  const columns = [
    number('orders_total', orders),
    number(
      'first_order_days',
      all.map(({ T }) => T),
    ),
    number(
      'order_recency_days',
      all.map(({ T, tx }) => T - tx),
    ),
    number(
      'margin_per_order',
      all.map(({ meanSpend }) => meanSpend || 30),
    ),
    number(
      'noise',
      all.map(() => random.normal()),
    ),
  ];
  const bought = all.map(({ xAfter, meanSpend }) => xAfter * (meanSpend || 30));
  return setOf(
    { rowCount: customers, columns },
    all.map(({ xAfter }) => (xAfter > 0 ? 0 : 1)),
    bought,
  );
}

/** Contracts that end the less the longer they have run. */
function contracts(customers: number, seed: number): LearningSet {
  const random = randomStream(seed, 'contracts');
  const tenure = Array.from({ length: customers }, () => 900 * random.uniform() ** 2);
  const fee = tenure.map(() => 5 + 20 * random.uniform());
  const churned = tenure.map((days) => (random.uniform() < 0.45 * Math.exp(-days / 150) + 0.03 ? 1 : 0));
  const columns = [
    number('tenure_days', tenure),
    number('monthly_margin', fee),
    number(
      'noise',
      tenure.map(() => random.normal()),
    ),
  ];
  const value = fee.map((money, i) => money * (churned[i] === 1 ? 2 * random.uniform() : 2));
  return setOf({ rowCount: customers, columns }, churned, value);
}

/** Finite, in range and in order: what may stand in a list. */
function expectSound({ churn, churnLow, churnHigh, ...money }: Prediction): void {
  churn.forEach((p, i) => {
    expect(p > 0 && p < 1 && churnLow[i] <= p && p <= churnHigh[i], `churn of row ${i}`).toBe(true);
  });
  for (const [name, values] of Object.entries(money)) expect(values.every(Number.isFinite), name).toBe(true);
}

const manifestOf = ({ model }: FittedModel) => ensembleManifest(model.save());

describe('few customers', () => {
  it.each([60, 150, 500])(
    '%s shoppers are ranked nearly as well as their true model ranks them',
    async (size) => {
      const test = shoppers(3000, 99);
      const fitted = await fitEnsembleModel(
        shoppers(size, 5),
        shoppers(size, 6),
        { seed: 1, behaviour: buying },
        quick,
      );
      expectSound(fitted.later);
      const scored = fitted.model.predict(test.table);
      expectSound(scored);
      const best = areaUnderCurve(shoppersTruth(test), test.churned);
      expect(areaUnderCurve(scored.churn, test.churned)).toBeGreaterThan(best - 0.03);
      expect(new Set(scored.churn).size).toBeGreaterThan(size / 2);
    },
  );

  it('are scored by floor and behaviour together where later rows cannot judge, and the manifest says so', async () => {
    const { blend, taught, behaviour } = manifestOf(
      await fitEnsembleModel(shoppers(80, 5), shoppers(30, 6), { seed: 1, behaviour: buying }, quick),
    );
    expect(blend.churn).toMatchObject({ published: 'pair', losses: null });
    expect(behaviour).toHaveProperty('buying');
    expect(taught).toMatchObject({ customers: 80, fewest: { customers: 2000, left: 200 }, few: true });
    expect(blend.churn.weights).toEqual({ network: 0, trees: 0, logistic: 0.5, behaviour: 0.5 });
  });

  it('have every candidate judged on later rows, and the one that is published is not clearly the worst', async () => {
    const { blend } = manifestOf(
      await fitEnsembleModel(shoppers(300, 5), shoppers(800, 6), { seed: 1, behaviour: buying }, quick),
    );
    const losses = blend.churn.losses!;
    expect(Object.keys(losses).sort()).toEqual(
      ['behaviour', 'blend', 'logistic', 'mean', 'network', 'pair', 'trees'].sort(),
    );
    expect(losses[blend.churn.published as keyof typeof losses]).toBeLessThanOrEqual(losses.pair!);
    expect(blend.churn).toMatchObject({ rows: 800, customers: 800 });
    expect(Object.values(losses).every(Number.isFinite)).toBe(true);
  });

  it('under contract are scored by how long they have stayed', async () => {
    const fitted = await fitEnsembleModel(
      contracts(120, 3),
      contracts(90, 4),
      { seed: 1, behaviour: staying },
      quick,
    );
    expectSound(fitted.later);
    const test = contracts(3000, 9);
    const { churn } = fitted.model.predict(test.table);
    const best = areaUnderCurve(
      numbers(test, 'tenure_days').map((days) => -days),
      test.churned,
    );
    expect(areaUnderCurve(churn, test.churned)).toBeGreaterThan(best - 0.04);
    expect(manifestOf(fitted).behaviour).not.toHaveProperty('buying');
  });

  it('have reasons that sum up to the score', async () => {
    for (const [make, behaviour] of [
      [shoppers, buying],
      [contracts, staying],
    ] as const) {
      const later = make(50, 6);
      const { model } = await fitEnsembleModel(make(90, 5), later, { seed: 1, behaviour }, quick);
      const { contributions, logit, baseline, features } = model.explain(later.table, [0, 7, 21]);
      for (let i = 0; i < 3; i++) {
        const own = contributions.subarray(i * features.length, (i + 1) * features.length);
        expect(Math.abs(own.reduce((a, b) => a + b, 0) - (logit[i] - baseline))).toBeLessThan(1e-3);
      }
    }
  });

  it('come back from the saved model as they were', async () => {
    const test = shoppers(40, 9);
    const { model } = await fitEnsembleModel(
      shoppers(90, 5),
      shoppers(60, 6),
      { seed: 1, behaviour: buying },
      quick,
    );
    const { manifest, weights } = model.save();
    const back = await loadEnsembleModel({ manifest: JSON.parse(JSON.stringify(manifest)), weights });
    expect(back.predict(test.table)).toEqual(model.predict(test.table));
    expect(back.save().manifest).toEqual(manifest);
  });

  it('who never ordered twice, or whose table lacks the columns, do without a model of behaviour', async () => {
    const once = shoppers(90, 5);
    const orders = {
      ...once.table,
      columns: [number('orders_total', new Array(90).fill(1)), ...once.table.columns.slice(1)],
    };
    expect(fitBehaviour({ ...once, table: orders }, buying)).toBeNull();
    const bare = { rowCount: 90, columns: once.table.columns.slice(1) };
    const later = shoppers(60, 6);
    const judged = { ...later, table: { rowCount: 60, columns: later.table.columns.slice(1) } };
    const fitted = await fitEnsembleModel(
      { ...once, table: bare },
      judged,
      { seed: 1, behaviour: buying },
      quick,
    );
    expect(manifestOf(fitted).behaviour).toBeNull();
    expectSound(fitted.later);
  });
});

it('customers enough for network and trees are scored without a model of behaviour', async () => {
  const many = shoppers(2100, 5);
  const fitted = await fitEnsembleModel(
    many,
    shoppers(200, 6),
    { seed: 1, behaviour: buying },
    { epochs: 1 },
  );
  expect(manifestOf(fitted).behaviour).toBeNull();
});

/** The chance of silence by the parameters that made the shoppers. */
function shoppersTruth(set: LearningSet): Float64Array {
  const { r, alpha, a, b } = pureParameters;
  const model = { kind: 'bg-nbd', parameters: { r, alpha, a, b } } as const;
  return silenceChances(model, historiesOf(set.table, buying), buying.churnDays);
}

function numbers(set: LearningSet, name: string): Float64Array {
  const column = set.table.columns.find((one) => one.name === name);
  if (column?.kind !== 'number') throw new Error(name);
  return column.values;
}

const behaviourRules = (train: LearningSet, later: LearningSet, columns: BehaviourColumns) =>
  fitBehaviourRules(train, columns).map((rule) => applyRule(rule, later.table));

describe('a model of behaviour as a rule to be beaten', () => {
  it('says of shoppers what their true model says, and is named for it', () => {
    const test = shoppers(3000, 99);
    const [rule, ...others] = behaviourRules(shoppers(3000, 5), test, buying);
    expect(others).toEqual([]);
    expect(rule!.name).toMatch(/^(M?BG|Pareto)\/NBD, Gamma-Gamma$/);
    const truth = shoppersTruth(test);
    const apart = rule!.churn!.reduce((sum, p, i) => sum + Math.abs(p - truth[i]), 0) / 3000;
    expect(apart).toBeLessThan(0.02);
    const totals = [rule!.value!, test.value].map((money) => money.reduce((sum, v) => sum + v, 0));
    expect(totals[0] / totals[1]).toBeCloseTo(1, 1);
  });

  it('of contracts goes by tenure', () => {
    const test = contracts(3000, 9);
    const [rule] = behaviourRules(contracts(3000, 3), test, staying);
    expect(rule!.name).toBe('survival by tenure');
    const best = areaUnderCurve(
      numbers(test, 'tenure_days').map((days) => -days),
      test.churned,
    );
    expect(areaUnderCurve(rule!.churn!, test.churned)).toBeGreaterThan(best - 0.02);
  });

  it('is none where the table does not tell, or the rows cannot carry it', () => {
    expect(behaviourRules(contracts(100, 3), contracts(100, 4), buying)).toEqual([]);
    const once = shoppers(50, 5);
    const columns = once.table.columns.map((column) =>
      column.name === 'orders_total' && column.kind === 'number'
        ? { ...column, values: column.values.map(() => 1) }
        : column,
    );
    const set = { ...once, table: { ...once.table, columns } };
    expect(behaviourRules(set, set, buying)).toEqual([]);
  });
});
