import type { Driver } from '../contracts/artefacts/model-entry.ts';
import type { Leak, Standing } from '../models/quality.ts';
import type { Findings } from './findings.ts';
import { notesOf } from './notes.ts';
import type { TablePlan } from './plan.ts';

/** A column and what it was taken for. */
export interface ReportedColumn {
  readonly name: string;
  readonly use: 'target' | 'value' | 'id' | 'split' | 'number' | 'date' | 'category' | 'left out';
  readonly said: string;
}

/** All that `holdfast evaluate` found, as one document. The same table and options give the same bytes. */
export interface EvaluateReport {
  readonly table: {
    readonly file: string;
    readonly rows: number;
    readonly customers: number;
    /** Lines that could not be read as rows. */
    readonly malformed: number;
    readonly remarks: readonly string[];
  };
  readonly target: {
    readonly name: string;
    readonly positive: string;
    readonly said: string;
    readonly left: number;
    readonly stayed: number;
    readonly unknown: number;
  };
  readonly columns: readonly ReportedColumn[];
  /** Columns left out because they know the outcome. */
  readonly leaks: readonly Leak[];
  readonly design: {
    readonly sentence: string;
    readonly seed: number;
    readonly train: number;
    readonly calibration: number;
    readonly judged: number;
  };
  /** What gives the probabilities of leaving, the model or something plainer in its place, and why. */
  readonly standing: Standing;
  /** Of what gives the probabilities. */
  readonly quality: Findings['quality'];
  readonly drivers: readonly Driver[];
  /** What to know before trusting the numbers. */
  readonly notes: readonly string[];
  /** Rows with reasons. */
  readonly explained: number;
  readonly codeVersion: string;
  /** SHA-256 of the files written beside this one. */
  readonly sha256: Readonly<Record<string, string>>;
}

const sampledRemark =
  'a large file: types were guessed from a sample of its rows, and lines that cannot be read as rows are left out without being counted';

/** The report, but for the hashes of files that are still to be written. */
export function reportOf(findings: Findings): Omit<EvaluateReport, 'sha256'> {
  const { at, ask, plan, rows, parts, leaks, fitted, scored, quality, drivers } = findings;
  const { name, positive, said, left, stayed, unknown } = plan.target;
  return {
    table: {
      file: at.input.path.split(/[\\/]/).at(-1) ?? at.input.path,
      rows: rows.count,
      customers: rows.customers,
      malformed: at.malformed,
      remarks: at.input.sampled ? [...at.input.remarks, sampledRemark] : at.input.remarks,
    },
    target: { name, positive, said, left, stayed, unknown },
    columns: at.input.columns.map((column) => reportedColumn(column.name, plan)),
    leaks,
    design: { sentence: parts.sentence, seed: ask.seed, ...fitted.rows },
    standing: fitted.standing,
    quality,
    drivers,
    notes: notesOf(findings),
    explained: scored.explained,
    codeVersion: at.codeVersion,
  };
}

function reportedColumn(
  name: string,
  { target, value, id, split, features, leftOut }: TablePlan,
): ReportedColumn {
  if (name === target.name)
    return { name, use: 'target', said: `"${target.positive}" means leaving: ${target.said}` };
  if (name === value?.name) return { name, use: 'value', said: value.said };
  if (name === id?.name) return { name, use: 'id', said: id.said };
  if (split.kind !== 'random' && name === split.name) return { name, use: 'split', said: '' };
  const feature = features.find((one) => one.name === name);
  if (feature !== undefined) return { name, use: feature.kind, said: feature.said };
  return { name, use: 'left out', said: leftOut.find((one) => one.name === name)?.why ?? '' };
}
