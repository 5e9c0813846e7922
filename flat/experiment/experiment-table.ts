import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { numbersFiles } from '../../pipeline/reports/render/csv.ts';
import { page } from '../../pipeline/reports/render/html.ts';
import { reportDocument } from '../../pipeline/reports/render/json.ts';
import { markdown } from '../../pipeline/reports/render/markdown.ts';
import type { Report } from '../../pipeline/reports/report.ts';
import type { FlatTableAt } from '../evaluate-table.ts';
import type { ExperimentAsk } from './ask.ts';
import { compareAll } from './compare.ts';
import { compareObserved } from './observed/compare-observed.ts';
import type { Observed } from './observed/observed.ts';
import { observedReport } from './observed/observed-report.ts';
import { notRandomised } from './observed/observed-verdict.ts';
import type { ExperimentPlan } from './plan.ts';
import { planExperiment } from './plan-experiment.ts';
import { type ReadArms, readArms } from './read-arms.ts';
import { type ExperimentTable, experimentReport } from './report.ts';
import type { Experiment } from './verdict.ts';

/** An experiment as it was read, compared and written. */
export interface ExperimentFindings {
  /** The document of `--json`: every figure as it was computed, and the report as people read it. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly report: Report;
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
): Promise<ExperimentFindings> {
  const { warehouse, table, input, scratch, out, progress } = at;
  progress.stage('plan');
  const plan = await planExperiment(warehouse, table, input, ask);
  progress.stage('read');
  const arms = await readArms(warehouse, scratch, table, plan);
  progress.stage('compare');
  const about = describe(input.path, plan, arms);
  const compared = ask.observational
    ? observedFindings(
        compareObserved(arms, { ask, plan }, (fraction) => progress.fraction(fraction)),
        about,
      )
    : randomisedFindings({ ask, plan, result: compareAll(arms, plan, ask.level) }, about);
  progress.stage('write');
  return { ...compared, files: await writeFindings(out, compared) };
}

type Compared = Omit<ExperimentFindings, 'files'>;

function randomisedFindings(experiment: Experiment, table: ExperimentTable): Compared {
  const report = experimentReport(experiment, table);
  const { ask, plan, result } = experiment;
  return { report, document: documentOf({ ask, plan, table, report }, { design: 'randomised', ...result }) };
}

function observedFindings(observed: Observed, table: ExperimentTable): Compared {
  const report = observedReport(observed, table);
  const { ask, plan, arms } = observed;
  return { report, document: documentOf({ ask, plan, table, report }, { design: notRandomised, arms }) };
}

interface Asked {
  readonly ask: ExperimentAsk;
  readonly plan: ExperimentPlan;
  readonly table: ExperimentTable;
  readonly report: Report;
}

const documentOf = ({ ask, plan, table, report }: Asked, result: object) => ({
  ask,
  table,
  control: plan.control.name,
  outcome: plan.outcome,
  ...result,
  report: reportDocument(report),
});

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

async function writeFindings(store: ObjectStore, { report, document }: Compared): Promise<string[]> {
  const files = [
    { name: 'report.html', text: page(report) },
    { name: 'report.md', text: markdown(report) },
    { name: 'result.json', text: `${JSON.stringify(document, null, 2)}\n` },
    ...numbersFiles(report),
  ];
  for (const { name, text } of files) await store.put(name, text);
  return files.map(({ name }) => name);
}
