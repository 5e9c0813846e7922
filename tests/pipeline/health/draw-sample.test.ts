import { describe, expect, it } from 'vitest';
import { onSample, sampleShare } from '../../../pipeline/health/draw-sample.ts';
import { readParquet, writeParquet } from '../../../pipeline/tables/parquet.ts';
import { openLocal } from '../../platform/warehouses.ts';

const asOf = '2025-03-01';
const customers = 5000;
const ids = Array.from({ length: customers }, (_, i) => `c${String(i).padStart(5, '0')}`);

/** Two files of features, the older customers in the first, and one of scores. */
async function scored() {
  const { warehouse, store } = await openLocal();
  const column = <T extends 'text' | 'number'>(name: string, type: T, values: (string | number)[]) => ({
    name,
    type,
    values,
  });
  for (const [part, own] of [ids.slice(0, 2500), ids.slice(2500)].entries()) {
    const file = [
      column('customer_id', 'text', own),
      column(
        'age',
        'number',
        own.map((_, i) => i),
      ),
    ];
    await store.put(`features/key=r/as_of=${asOf}/part-${part}.parquet`, writeParquet(file));
  }
  const file = ['churn', 'clv_observed', 'clv'].map((name) =>
    column(
      name,
      'number',
      ids.map((_, i) => i),
    ),
  );
  await store.put('scores/key=r/part-0.parquet', writeParquet([column('customer_id', 'text', ids), ...file]));
  const draw = async (day: string, share: number) => {
    let drawn: { features: string[]; scores: string[]; columns: string[] } | undefined;
    await onSample(warehouse, store, { ...place, asOf: day, share }, async (sample) => {
      const read = async (keys: readonly string[]) =>
        (await Promise.all(keys.map(async (key) => readParquet((await store.get(key))!)))).flat();
      const scores = await read((await store.list(sample.scores)).map(({ key }) => key));
      const idsOf = (rows: typeof scores) => rows.map(({ customer_id }) => String(customer_id));
      drawn = {
        features: idsOf(await read(sample.features)),
        scores: idsOf(scores),
        columns: Object.keys(scores[0]!),
      };
      return { drift: null, estimate: null };
    });
    return drawn!;
  };
  return { draw, store };
}

const place = {
  features: `features/key=r/as_of=${asOf}/`,
  scores: 'scores/key=r/',
  prefix: 'stages/health/key=h/sample/',
};

describe('the sample that drift is measured on', () => {
  it('has at most two hundred thousand customers, however many were scored', () => {
    expect([0, 1000, 200_000, 1e6, 1e8].map((n) => Math.round(sampleShare(n) * n))).toEqual([
      0, 1000, 200_000, 200_000, 200_000,
    ]);
  });

  it('holds the same customers of features and scores, from every file, and leaves nothing behind', async () => {
    const { draw, store } = await scored();
    const { features, scores, columns } = await draw(asOf, 0.2);
    expect(scores).toEqual(features);
    expect(columns).toEqual(['customer_id', 'churn', 'clv_observed']);
    const spread = Math.sqrt(customers * 0.2 * 0.8);
    expect(Math.abs(scores.length - 0.2 * customers)).toBeLessThan(4 * spread);
    const older = scores.filter((id) => id < ids[2500]!).length;
    expect(Math.abs(older - 0.5 * scores.length)).toBeLessThan(4 * 0.5 * Math.sqrt(scores.length));
    expect(await draw(asOf, 0.2)).toEqual({ features, scores, columns });
    expect(await store.list(place.prefix)).toEqual([]);
  });

  it('is everybody where few were scored', async () => {
    const { draw } = await scored();
    const { features, scores } = await draw(asOf, 1);
    expect([features, scores]).toEqual([ids, ids]);
  });
});
