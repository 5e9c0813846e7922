import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import type { Scalar } from '../../contracts/ports/warehouse.ts';
import { auc } from '../../models/quality.ts';
import { readParquet } from '../../pipeline/tables/parquet.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';

/** The run looks from here; the simulated business goes on for another three months, which the run must not see. */
const asOf = '2025-03-30';

type Rows = Record<string, Scalar>[];
const read = (path: string): Promise<Rows> => readParquet(new Uint8Array(readFileSync(path)));

/** What is known of the models below a folder of runs. */
const entries = (out: string): ModelEntry[] =>
  readdirSync(join(out, 'models/retention'), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) =>
      JSON.parse(readFileSync(join(out, 'models/retention', name, 'manifest.json'), 'utf8')),
    );

describe('a whole run beside the truth', () => {
  const folder = scratchFolder({ for: 'file' });
  let scored: Map<string, Record<string, Scalar>>;
  let truth: Rows;
  let config: string;

  beforeAll(async () => {
    const business = await simulateBusiness(
      {
        preset: 'retail',
        customers: 4000,
        days: 730,
        seed: 3,
        dirt: 0.004,
        out: join(folder, 'business'),
        truth: { asOf: [asOf], sample: 0.1, draws: 60 },
      },
      silence,
    );
    ({ config } = business);
    const out = join(folder, 'out');
    const run = await holdfast('score', '--config', business.config, '--out', out, '--as-of', asOf, '--json');
    expect(`${run.code} ${run.code === 0 ? '' : run.err}`).toBe('0 ');
    const id = /\/scores\/key=([0-9a-f]+)/.exec(
      (await holdfast('score', '--config', business.config, '--out', out, '--as-of', asOf)).out,
    )?.[1];
    const scores = await read(join(out, `scores/key=${id}/part-0.parquet`));
    scored = new Map(scores.map((row) => [String(row.customer_id), row]));
    truth = await read(join(folder, 'business/truth/as-of.parquet'));
  });

  /** Pairs of a score and what became of the customer, for those who could still leave. */
  function pairs(of: (score: Record<string, Scalar>, true_: Record<string, Scalar>) => number | null) {
    const values: number[] = [];
    const outcomes: number[] = [];
    for (const row of truth) {
      const score = scored.get(String(row.customer_id));
      const churned = row.churned;
      if (score?.active !== true || churned === null || churned === undefined) continue;
      const value = of(score, row);
      if (value === null) continue;
      values.push(value);
      outcomes.push(Number(churned));
    }
    return { values, outcomes };
  }

  it('is scored by a model refitted with what judged it', async () => {
    const where = ['--config', config, '--out', join(folder, 'out'), '--as-of', asOf];
    const trained = await holdfast('train', ...where);
    expect(trained.out).toMatch(/ later rows as of .*, then refitted with them \(/);
    const [published] = entries(join(folder, 'out'));
    expect(published!.sha256['judged-weights.bin']).toMatch(/^[0-9a-f]{64}$/);
    expect(published!.sha256['judged-weights.bin']).not.toBe(published!.sha256['weights.bin']);
  });

  it('orders who leaves nearly as well as one who knows each customer’s inner state', () => {
    const model = pairs((score) => Number(score.churn));
    expect(model.values.length).toBeGreaterThan(1500);
    expect(auc(model.values, model.outcomes)).toBeGreaterThan(0.72);
    const known = (row: Record<string, Scalar>) =>
      row.churn_chance === null ? null : Number(row.churn_chance);
    const oracle = pairs((_, row) => known(row));
    const same = pairs((score, row) => (known(row) === null ? null : Number(score.churn)));
    const [best, ours] = [auc(oracle.values, oracle.outcomes), auc(same.values, same.outcomes)];
    expect(ours).toBeLessThan(best + 0.06);
    expect(ours).toBeGreaterThan(best - 0.15);
  });

  it('says chances that come true: by fifth of the predictions, the share that left is near', () => {
    const { values, outcomes } = pairs((score) => Number(score.churn));
    const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
    for (let fifth = 0; fifth < 5; fifth++) {
      const rows = order.slice((fifth * order.length) / 5, ((fifth + 1) * order.length) / 5);
      const mean = (of: readonly number[]) => rows.reduce((sum, i) => sum + of[i]!, 0) / rows.length;
      expect(Math.abs(mean(values) - mean(outcomes))).toBeLessThan(0.12);
    }
  });
});
