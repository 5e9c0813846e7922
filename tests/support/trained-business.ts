import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { holdfast } from './command-line.ts';
import { madeOnce } from './made-once.ts';
import { few, smallBusiness } from './small-business.ts';

export interface TrainedBusiness {
  /** Path of the config, the business's files beside it. */
  readonly config: string;
  /** What `holdfast run` made of it: check to list, with a champion. */
  readonly out: string;
}

/**
 * The business `few` after a run with training, copied into a folder. Whoever asks first makes it, the others of the same run
 * of the tests wait: training costs more than all that most of them look at.
 */
export async function trainedBusiness(folder: string): Promise<TrainedBusiness> {
  cpSync(await madeOnce('few', make), folder, { recursive: true });
  return placesIn(folder);
}

/** The same where it was made, for all who only read it: plans name the place of the files. */
export const trainedInPlace = async (): Promise<TrainedBusiness> => placesIn(await madeOnce('few', make));

const placesIn = (folder: string): TrainedBusiness => ({
  config: join(folder, 'holdfast.yaml'),
  out: join(folder, 'out'),
});

async function make(folder: string): Promise<void> {
  const config = await smallBusiness(folder, few);
  const { out } = placesIn(folder);
  const { code, err } = await holdfast('run', '--config', config, '--out', out, '--threads', '1');
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
}
