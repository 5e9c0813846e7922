import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { madeOnceOf } from '../tidy.ts';
import { holdfast } from './command-line.ts';
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

/** A folder that the first worker fills and all others read, removed at the end (tests/tidy.ts). */
async function madeOnce(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const place = join(tmpdir(), `${madeOnceOf(process.ppid)}${name}`);
  const [folder, made, failed] = ['made', 'complete', 'failed'].map((part) => join(place, part)) as [
    string,
    string,
    string,
  ];
  if (mkdirSync(place, { recursive: true }) !== undefined) {
    mkdirSync(folder);
    await fill(folder).catch((error) => {
      writeFileSync(failed, '');
      throw error;
    });
    writeFileSync(made, '');
  }
  while (!existsSync(made)) {
    if (existsSync(failed)) throw new Error(`another test file could not make ${name}; its error says why`);
    await setTimeout(100);
  }
  return folder;
}
