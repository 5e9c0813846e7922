import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { LanguageCode } from '../../contracts/languages.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { effectCsv } from '../../pipeline/reports/effect/effect-csv.ts';
import { effectPage } from '../../pipeline/reports/effect/effect-page.ts';
import { effectVerdict } from '../../pipeline/reports/effect/effect-verdict.ts';
import type { FlatTableAt } from '../evaluate-table.ts';
import type { ExperimentAsk } from './ask.ts';
import { compareAll } from './compare.ts';
import { compareObserved } from './observed/compare-observed.ts';
import { observedReports } from './observed/observed-reports.ts';
import type { ExperimentPlan } from './plan.ts';
import { planExperiment } from './plan-experiment.ts';
import { randomisedReports } from './randomised-reports.ts';
import { type ReadArms, readArms } from './read-arms.ts';
import { type ExperimentTable, levelOfEach } from './table-report.ts';

/** An experiment as it was read, compared and written. */
export interface ExperimentFindings {
  /** The document of `--json`: every figure as it was computed, and the report of each arm. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly plan: ExperimentPlan;
  /** One for each arm against the control. */
  readonly reports: readonly [EffectReport, ...EffectReport[]];
  /** Files that were written, by their names. */
  readonly files: readonly string[];
}

/**
 * Compares the arms of a finished campaign that lies in one table, one row for each customer.
 * @throws ConfigError for options that cannot be, DataRefusedError for a table that holds no comparison
 */
export async function experimentTable(
  at: Omit<FlatTableAt, 'malformed' | 'codeVersion'>,
  ask: ExperimentAsk,
  language: LanguageCode,
): Promise<ExperimentFindings> {
  const { warehouse, table, input, scratch, out, progress } = at;
  progress.stage('plan');
  const plan = await planExperiment(warehouse, table, input, ask);
  progress.stage('read');
  const arms = await readArms(warehouse, scratch, table, plan);
  progress.stage('compare');
  const compared = { ask, plan, table: describe(input.path, plan, arms), level: levelOfEach(ask, plan) };
  const { result, reports } = ask.observational
    ? observed(compared, arms, (fraction) => progress.fraction(fraction))
    : randomised(compared, arms);
  const document = {
    ask,
    table: compared.table,
    control: plan.control.name,
    outcome: plan.outcome,
    level: compared.level,
    ...result,
    verdict: reports.map((report) => effectVerdict(report, 'en')).join(' '),
    reports,
  };
  progress.stage('write');
  const [first, ...rest] = reports as [EffectReport, ...EffectReport[]];
  const files = await writeFindings(out, { reports: [first, ...rest], document, language });
  return { document, plan, reports: [first, ...rest], files };
}

type Asked = Parameters<typeof randomisedReports>[0];

function randomised(compared: Asked, arms: ReadArms) {
  const found = compareAll(arms, compared.plan, compared.level);
  return { result: { design: 'randomised', ...found }, reports: randomisedReports(compared, found) };
}

function observed(compared: Asked, arms: ReadArms, onProgress: (fraction: number) => void) {
  const found = compareObserved(arms, compared, onProgress);
  return { result: { design: 'not randomised', arms: found }, reports: observedReports(compared, found) };
}

function describe(
  path: string,
  plan: ExperimentPlan,
  { control, treated, filled }: ReadArms,
): ExperimentTable {
  const arms = [plan.control, ...plan.treated];
  return {
    file: path.split(/[\\/]/).at(-1) ?? path,
    rows: arms.reduce((sum, { rows }) => sum + rows, plan.withoutArm),
    unknown: Object.fromEntries([control, ...treated].map(({ name, unknown }) => [name, unknown])),
    filled,
  };
}

interface Written extends Pick<ExperimentFindings, 'reports' | 'document'> {
  readonly language: LanguageCode;
}

async function writeFindings(
  store: ObjectStore,
  { reports, document, language }: Written,
): Promise<string[]> {
  const numbers = effectCsv(reports);
  const page = effectPage(reports, { language, files: numbers.map(({ name }) => name) });
  const files = [
    { name: 'report.html', text: page },
    { name: 'result.json', text: `${JSON.stringify(document, null, 2)}\n` },
    ...numbers,
  ];
  for (const { name, text } of files) await store.put(name, text);
  return files.map(({ name }) => name);
}
