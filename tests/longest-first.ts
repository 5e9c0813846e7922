import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by seconds of one processor; in a new checkout vitest knows no durations. */
export const longest = [
  'pipeline/truth',
  'examples/real-data',
  'cdk/whole-run',
  'notebooks/notebooks',
  'cli/evaluate',
  'faults/in-turn',
  'cdk/stacks',
  'platform/aws/whole-run',
  'cli/init',
  'cli/killed',
  'cli/validate',
  'cli/refused-training',
];

/** Starts the longest files first, so that no worker is left alone with one of them at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
  return place < 0 ? longest.length : place;
}
