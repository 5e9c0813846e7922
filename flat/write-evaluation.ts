import { createHash } from 'node:crypto';
import type { ObjectStore } from '../contracts/ports/object-store.ts';
import type { SavedModel } from '../models/types.ts';
import { cardReport } from '../pipeline/registry/card/card.ts';
import { write } from '../pipeline/reports/format.ts';
import { page } from '../pipeline/reports/render/html.ts';
import { markdown } from '../pipeline/reports/render/markdown.ts';
import type { Report } from '../pipeline/reports/report.ts';
import type { EvaluateReport } from './report.ts';
import { type FlatScores, scoresCsv, scoresParquet } from './scores-files.ts';

export interface Evaluation extends FlatScores {
  readonly report: Omit<EvaluateReport, 'sha256'>;
  readonly saved: SavedModel;
}

/** Files beside `metrics.json`, which is written last. */
export const evaluationFiles = [
  'scores.csv',
  'scores.parquet',
  'card.html',
  'card.md',
  'model.json',
  'weights.bin',
] as const;

/** Writes all files, each whole, and answers the report with their hashes. */
export async function writeEvaluation(store: ObjectStore, evaluation: Evaluation): Promise<EvaluateReport> {
  const { report, saved } = evaluation;
  const model = {
    'scores.csv': scoresCsv(evaluation),
    'scores.parquet': scoresParquet(evaluation),
    'model.json': json(saved.manifest),
    'weights.bin': saved.weights,
  };
  const card = cardOf(report, hashes(model));
  const files = { ...model, 'card.html': utf8(page(card)), 'card.md': utf8(markdown(card)) };
  for (const name of evaluationFiles) await store.put(name, files[name]);
  const whole = { ...report, sha256: hashes(files) };
  await store.put('metrics.json', json(whole));
  return whole;
}

function cardOf(
  {
    table,
    target,
    columns,
    design,
    standing,
    quality,
    drivers,
    notes,
    codeVersion,
  }: Omit<EvaluateReport, 'sha256'>,
  sha256: Record<string, string>,
): Report {
  const used = columns.filter(({ use }) => use === 'number' || use === 'date' || use === 'category').length;
  return cardReport({
    standings: { churn: standing, value: null },
    about: `Model of ${table.file}`,
    introduction: [
      `Predicts ${target.name} = ${target.positive}${quality.value === null ? '' : ' and value'} from ${used} columns of ${table.file} (${write.count(table.rows)} rows).`,
      `${design.sentence[0]!.toUpperCase()}${design.sentence.slice(1)}.`,
      `Learned from ${write.count(design.train)} rows, calibrated on ${write.count(design.calibration)}, judged on ${write.count(design.judged)}; code ${codeVersion}.`,
    ].join(' '),
    currency: null,
    quality,
    drivers,
    notes,
    sha256,
  });
}

const hashes = (files: Record<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value, null, 2)}\n`);
