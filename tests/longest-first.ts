import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by seconds of one processor; in a new checkout vitest knows no durations. */
export const longest = [
  'examples/real-data',
  'cdk/whole-run',
  'cli/killed',
  'notebooks/notebooks',
  'cli/init',
  'cli/evaluate',
  'package/package',
  'pipeline/pulse/pulse',
  'onboarding/awkward',
  'pipeline/effects/measure-effects',
  'pipeline/pulse/files-that-cannot-be-read',
  'pipeline/sources/row-rules',
  'cli/experiment',
  'faults/in-turn',
  'cli/validate',
  'platform/aws/athena-warehouse',
  'models/retention/ensemble-model',
  'pipeline/features/labels',
  'cdk/stacks',
  'pipeline/training/honest-features',
  'cli/uplift',
  'onboarding/not-of-the-row',
  'pipeline/pulse/stop-listed',
  'models/retention/small-and-odd',
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
