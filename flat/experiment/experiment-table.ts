import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { page } from '../../pipeline/reports/render/html.ts';
import { reportDocument } from '../../pipeline/reports/render/json.ts';
import { markdown } from '../../pipeline/reports/render/markdown.ts';
import type { Report } from '../../pipeline/reports/report.ts';
import type { FlatTableAt } from '../evaluate-table.ts';
import type { ExperimentAsk } from './ask.ts';
import { compareAll } from './compare.ts';
import type { ExperimentPlan } from './plan.ts';
import { planExperiment } from './plan-experiment.ts';
import { type ReadArms, readArms } from './read-arms.ts';
import { type ExperimentTable, experimentReport } from './report.ts';
import type { Experiment } from './verdict.ts';

/** An experiment as it was read, compared and written. */
export interface ExperimentFindings extends Experiment {
  readonly table: ExperimentTable;
  readonly report: Report;
}

/** Files that a comparison leaves. */
export const experimentFiles = ['report.html', 'report.md', 'result.json'] as const;

/**
 * Compares the arms of a finished experiment that lies in one table, one row for each customer.
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
  const experiment = { ask, plan, result: compareAll(arms, plan, ask.level) };
  const described = describe(input.path, plan, arms);
  const findings = { ...experiment, table: described, report: experimentReport(experiment, described) };
  progress.stage('write');
  await writeFindings(out, findings);
  return findings;
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

async function writeFindings(store: ObjectStore, findings: ExperimentFindings): Promise<void> {
  const files = {
    'report.html': page(findings.report),
    'report.md': markdown(findings.report),
    'result.json': `${JSON.stringify(experimentDocument(findings), null, 2)}\n`,
  };
  for (const name of experimentFiles) await store.put(name, files[name]);
}

/** The document of `--json`: every figure as it was computed, and the report as people read it. */
export const experimentDocument = ({ ask, plan, result, table, report }: ExperimentFindings) => ({
  ask,
  table,
  control: plan.control.name,
  outcome: plan.outcome,
  ...result,
  report: reportDocument(report),
});
