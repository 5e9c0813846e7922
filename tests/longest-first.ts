import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by seconds of one processor; in a new checkout vitest knows no durations. */
export const longest = [
  'examples/real-data',
  'pipeline/truth',
  'cdk/whole-run',
  'notebooks/notebooks',
  'cli/evaluate',
  'cli/init',
  'package/package',
  'faults/in-turn',
  'pipeline/effects/measure-effects',
  'pipeline/pulse/pulse',
  'platform/aws/athena-warehouse',
  'pipeline/sources/row-rules',
  'cli/killed',
  'onboarding/awkward',
  'cdk/stacks',
  'cdk/tables',
  'pipeline/features/labels',
  'models/retention/ensemble-model',
  'pipeline/health/health',
  'platform/aws/whole-run',
];

/**
 * Projects, many short files last, so that both workers end together. The files of one share a process, which a file of another
 * between them would end.
 */
const projects = ['cloud', 'whole', 'alone', 'together'];

/** Starts the longest files of each project first, so that no worker is left alone with one of them at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => projectOf(a) - projectOf(b) || rankOf(a) - rankOf(b));
  }
}

const projectOf = ({ project }: TestSpecification): number => projects.indexOf(project.name);

function rankOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
  return place < 0 ? longest.length : place;
}
