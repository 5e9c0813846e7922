import { numbersFiles } from '../../pipeline/reports/render/csv.ts';
import { page } from '../../pipeline/reports/render/html.ts';
import { reportDocument } from '../../pipeline/reports/render/json.ts';
import { markdown } from '../../pipeline/reports/render/markdown.ts';
import type { Report } from '../../pipeline/reports/report.ts';
import type { FlatTableAt } from '../evaluate-table.ts';
import type { UpliftAsk } from './ask.ts';
import { gainsCsv } from './gains-csv.ts';
import { planUplift } from './plan-uplift.ts';
import { readTrial } from './read-trial.ts';
import { upliftReport } from './report.ts';
import { studyTrial, type UpliftStudy } from './study.ts';

export interface UpliftFindings {
  /** The document of `--json`: every figure as it was computed, and the report as people read it. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly report: Report;
  /** Files that were written, by their names. */
  readonly files: readonly string[];
}

/**
 * Learns from a finished experiment in one table, one row for each customer, whom to contact next time.
 * @throws ConfigError for options that cannot be, DataRefusedError for a table from which nothing can be learned
 */
export async function upliftTable(
  at: Omit<FlatTableAt, 'malformed' | 'codeVersion'>,
  ask: UpliftAsk,
): Promise<UpliftFindings> {
  const { warehouse, table, input, scratch, out, progress } = at;
  progress.stage('plan');
  const plan = await planUplift(warehouse, table, input, ask);
  progress.stage('read');
  const read = await readTrial(warehouse, scratch, table, plan);
  progress.stage('learn');
  const study = studyTrial(read, { ask, plan }, (fraction) => progress.fraction(fraction));
  const file = input.path.split(/[\\/]/).at(-1) ?? input.path;
  const report = upliftReport(study, file);
  const document = documentOf(study, report);
  progress.stage('write');
  const files = [
    { name: 'gains.csv', content: gainsCsv(study) },
    { name: 'report.html', content: page(report) },
    { name: 'report.md', content: markdown(report) },
    { name: 'result.json', content: `${JSON.stringify(document, null, 2)}\n` },
    ...numbersFiles(report).map(({ name, text }) => ({ name, content: text })),
  ];
  for (const { name, content } of files) await out.put(name, content);
  return { report, document, files: files.map(({ name }) => name) };
}

const documentOf = (study: UpliftStudy, report: Report) => ({
  ask: study.ask,
  outcome: study.plan.outcome,
  control: study.plan.control.name,
  columns: study.plan.before.map(({ name, kind }) => ({ name, kind })),
  arms: study.arms.map(({ effect, gate, autoc, qini, overRisk, harmed, anchor }, a) => ({
    name: study.plan.treated[a]!.name,
    customers: study.read.known[a + 1]!,
    effect,
    gate,
    autoc,
    qini,
    overRisk,
    doNotDisturb: harmed,
    anchor,
  })),
  rankings: study.rankings,
  best: study.best,
  draw: study.draw,
  attrition: study.attrition,
  imbalances: study.imbalances,
  tellers: study.tellers,
  riskOfStayers: study.riskOfStayers,
  report: reportDocument(report),
});
