import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auc } from '../../models/metrics/ranking.ts';
import type { EvaluateReport } from '../../pipeline/flat/report.ts';
import { readParquet } from '../../pipeline/scoring/parquet.ts';
import { csvOf, madeRows, usualColumns } from '../flat/made-table.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

/** Evaluates a table and answers the document that was printed. */
async function evaluate(text: string | Uint8Array, ...options: string[]) {
  const folder = scratchFolder();
  const file = writeText(folder, 'table.csv', text);
  const out = join(folder, 'out');
  const { code, out: printed, err } = await holdfast('evaluate', file, '--out', out, '--json', ...options);
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
  const scores = await readParquet(readFileSync(join(out, 'scores.parquet')));
  return { report: JSON.parse(printed) as EvaluateReport, scores, out };
}

describe('300 rows', () => {
  const rows = madeRows(300);
  const table = csvOf(rows, usualColumns);

  it('are scored each by a model that had not seen them, about as well as the truth would', async () => {
    const { report, scores, out } = await evaluate(table, '--target', 'churned');
    expect(report.quality.churn).toMatchObject({
      rows: 300,
      churners: rows.filter(({ left }) => left).length,
    });
    const truth = auc(
      Float64Array.from(rows, ({ truth }) => truth),
      Float64Array.from(rows, ({ left }) => Number(left)),
    );
    expect(report.quality.churn!.auc.value).toBeGreaterThan(truth - 0.06);
    expect(scores.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(new Set(scores.map(({ part }) => part)).size).toBe(5);
    expect(scores.every(({ churn }) => Number(churn) > 0 && Number(churn) < 1)).toBe(true);
    const card = readFileSync(join(out, 'card.html'), 'utf8');
    expect(card).toContain('Learned from 240 rows, calibrated on 60, judged on 300');
  });
});
