import type { Run } from '../../contracts/artefacts/plan.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { behaviourColumns } from '../training/behaviour-columns.ts';
import { judgedColumns } from '../training/judged-columns.ts';
import { type FeaturesGain, featuresOf, judgeBoth, withoutColumns } from '../training/without-features.ts';
import { fitLearning, judgedShare, type Learning, readLearning } from './learning.ts';
import type { RunEnvironment } from './run.ts';
import { seedOf } from './seed.ts';
import { declared } from './stage.ts';

/**
 * Fits the model of a run twice, with all its features and without some, and judges both on the same later rows. Nothing is
 * stored. Reads what the stage `features` has left.
 */
export async function gainOfFeatures(
  wanted: Run,
  environment: RunEnvironment,
  names: readonly string[],
): Promise<FeaturesGain> {
  const run = declared(wanted, 'train');
  const learning = await readLearning(run, environment);
  const left = new Set(featuresOf(learning.report.features, names).map(({ name }) => name));
  refuseNeeded(run, learning, left);
  const { rows, later, report } = learning;
  const reduced = { report, rows: withoutColumns(rows, left), later: withoutColumns(later, left) };
  const all = await fitLearning(run, environment, learning);
  const without = await fitLearning(run, environment, reduced);
  const predicted = { all: all.fitted.later, without: without.fitted.later };
  const options = { listShare: judgedShare, seed: seedOf(run, 'quality') };
  return {
    names,
    features: { leftOut: left.size, kept: report.features.length - left.size },
    ...judgeBoth(later, predicted, options),
  };
}

/** The rules beside the model go by orders, money and tenure: without these neither model could be judged. */
function refuseNeeded({ config }: Run, { report }: Learning, left: ReadonlySet<string>): void {
  const names = report.features.map(({ name }) => name);
  const needed = [
    ...Object.values(judgedColumns(config, names)),
    ...Object.values(behaviourColumns(config, report.schedule)),
  ];
  const missing = needed.filter((name) => left.has(String(name)));
  if (missing.length > 0)
    throw new ConfigError(
      `--without would leave out ${missing.join(', ')}, which the rules beside the model go by: name other families.`,
    );
}
