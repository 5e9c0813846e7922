import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDoubles } from './learning-file.ts';

/** What a contestant says of the test rows. */
export interface Said {
  readonly churn: Float64Array;
  readonly value: Float64Array;
}

/** What it cost, in one process of its own. */
export interface Cost {
  /** Seconds of the search for parameters; 0 where there is none. */
  readonly tuneSeconds: number;
  readonly fitSeconds: number;
  /** The same of all cores together: hardly moved by whoever else uses the machine. */
  readonly tuneCpuSeconds: number;
  readonly fitCpuSeconds: number;
  /** Test rows scored a second, churn and value together. */
  readonly rowsPerSecond: number;
  /** Largest resident memory of the process, data and runtime included. */
  readonly peakMegabytes: number;
  /** Parameters chosen, for the record. */
  readonly chosen?: Record<string, unknown>;
}

/** Files of one contestant on one fold; the peers write the same. */
const files = (folder: string, contestant: string) => stemmed(join(folder, contestant.replace(/\W+/g, '-')));

const stemmed = (stem: string) => ({
  said: `${stem}.said.bin`,
  cost: `${stem}.cost.json`,
});

export function writeSaid(folder: string, contestant: string, { churn, value }: Said, cost?: Cost): void {
  const both = new Float64Array(churn.length + value.length);
  both.set(churn);
  both.set(value, churn.length);
  writeFileSync(files(folder, contestant).said, both);
  if (cost) writeFileSync(files(folder, contestant).cost, JSON.stringify(cost));
}

export function readSaid(folder: string, contestant: string): Said {
  const both = readDoubles(files(folder, contestant).said);
  return { churn: both.slice(0, both.length / 2), value: both.slice(both.length / 2) };
}

export const readCost = (folder: string, contestant: string): Cost =>
  JSON.parse(readFileSync(files(folder, contestant).cost, 'utf8')) as Cost;
