import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by seconds of one processor; in a new checkout vitest knows no durations. */
export const longest = [
  'examples/real-data',
  'pipeline/truth',
  'cli/init',
  'notebooks/notebooks',
  'cdk/whole-run',
  'cdk/stacks',
  'cdk/tables',
  'cdk/catalogue',
  'cdk/table-rights',
  'cdk/bundles',
  'cdk/made-up-stage',
  'package/package',
  'faults/in-turn',
  'cli/evaluate',
  'pipeline/health/health',
  'platform/aws/whole-run',
  'models/learn/learners',
  'cli/killed',
];

/** Projects in the order of their longest files. The files of one share a process, which a file of another between them would end. */
const projects = ['cloud', 'whole', 'together', 'alone'];

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
