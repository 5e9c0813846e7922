import { readFileSync } from 'node:fs';
import { sharedData } from './shared-data.ts';

/** One person of the job-training experiment or of a survey beside it; earnings in dollars of 1978. */
export interface Trainee {
  readonly treated: boolean;
  /** age, education, black, hispanic, married, nodegree, earnings of 1974 and 1975 */
  readonly before: readonly number[];
  readonly earnings: number;
}

export const lalonde = sharedData('lalonde/nsw_dw.csv');

/** People of one file: `nsw_dw` is the experiment, the others are controls that were not randomised. */
export function readTrainees(file: string): Trainee[] {
  const [, ...lines] = readFileSync(lalonde.path.replace('nsw_dw', file), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [treated, ...rest] = line.split(',').slice(1).map(Number);
    return { treated: treated === 1, before: rest.slice(0, 8), earnings: rest[8]! };
  });
}
