import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvaluateReport } from '../../flat/report.ts';
import { randomStream } from '../../models/numerics.ts';
import { logLoss } from '../../models/quality.ts';
import { readParquet } from '../../pipeline/tables/parquet.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

const rows = 300;
/** Five normal columns; who leaves follows `logit`. */
function table(logit: (x: readonly number[]) => number, seed: number, split = false): string {
  const random = randomStream(seed, 'floor');
  const lines = Array.from({ length: rows }, (_, i) => {
    const x = Array.from({ length: 5 }, () => random.normal());
    const left = random.uniform() < 1 / (1 + Math.exp(-logit(x)));
    const part = split ? [i % 4 === 0 ? 'test' : 'train'] : [];
    return [`c${i}`, ...x.map((value) => value.toFixed(3)), left ? 'yes' : 'no', ...part].join(',');
  });
  return `${[`id,a,b,c,d,e,churned${split ? ',part' : ''}`, ...lines].join('\n')}\n`;
}

async function evaluate(text: string, ...options: string[]) {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const file = writeText(folder, 'table.csv', text);
  const ended = await holdfast('evaluate', file, '--target', 'churned', '--out', out, '--json', ...options);
  const read = (name: string) => readFileSync(join(out, name));
  return {
    ...ended,
    report: JSON.parse(ended.out) as EvaluateReport,
    scores: await readParquet(read('scores.parquet')),
    card: read('card.md').toString(),
    model: JSON.parse(read('model.json').toString()) as {
      standIn: unknown;
      blend: { churn: { published: string } };
    },
  };
}

describe('a table in which nothing tells who leaves', () => {
  const noise = (split: boolean) => table(() => -1, 4, split);

  it.each([
    ['cross-validated', false],
    ['with a split', true],
  ])('%s: all files give everybody the share that left, and the exit code says so', async (_, split) => {
    const { code, err, report, scores, card, model } = await evaluate(
      noise(split),
      ...(split ? ['--split', 'part'] : []),
    );
    expect(code).toBe(3);
    expect(err).toMatch(
      /Nobody can be told apart: neither the model nor a simple rule is better than chance/,
    );
    expect(card).toMatch(/Nobody can be told apart/);
    expect(report.standing).toMatchObject({ ranks: 'nobody', because: 'chance', rule: 'everybody alike' });
    const chances = new Set(scores.map(({ churn }) => churn));
    expect(chances.size).toBe(1);
    const [share] = [...chances] as number[];
    expect(share).toBeCloseTo(report.target.left / rows, split ? 1 : 9);
    expect(
      scores.every(({ churn_low, churn_high }) => Number(churn_low) < share! && share! < Number(churn_high)),
    ).toBe(true);
    expect(scores.every(({ reason_1 }) => !reason_1)).toBe(true);
    expect(report.drivers).toEqual([]);
    expect(report.quality.churn!.auc.value).toBe(0.5);
    expect(model.standIn).toMatchObject({ churn: { name: 'everybody alike' } });
  });
});

describe('a table on which a logistic regression says all there is to say', () => {
  it('is scored by it, with reasons, and everything says that it is', async () => {
    const { code, report, scores, card, model } = await evaluate(
      table((x) => -1 + 0.6 * x[0]! - 0.5 * x[1]!, 1),
    );
    expect(code).toBe(0);
    expect(report.standing).toMatchObject({ ranks: 'rule', rule: 'logistic regression' });
    expect(card).toMatch(/For churn, the rule “logistic regression” ranks, not the model/);
    expect(model.blend.churn.published).toBe('floor');
    expect(report.notes.join()).toMatch(/Churn is scored by the logistic member alone/);
    expect(report.drivers[0]!.group).toMatch(/^[ab]$/);
    expect(scores.some(({ reason_1 }) => /^[a-e] is/.test(String(reason_1)))).toBe(true);
    const { figures } = report.standing;
    expect(report.quality.churn!.auc.value).toBeGreaterThan(figures!.rule.value - 0.03);
    const left = Float64Array.from(scores, ({ churned }) => Number(churned));
    const chances = Float64Array.from(scores, ({ churn }) => Number(churn));
    expect(logLoss(chances, left)).toBeCloseTo(report.quality.churn!.logLoss.value, 9);
  });
});
