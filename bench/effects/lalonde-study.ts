import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ObservedEffect, type ObservedRows, observedEffect } from '../../models/effects.ts';

const controls = ['cps_controls', 'psid_controls', 'cps_controls3', 'psid_controls3'] as const;
const names = ['age', 'education', 'black', 'hispanic', 'married', 'no degree', 're74', 're75'];

export interface Studied {
  readonly controls: string;
  readonly effect: ObservedEffect;
}

/** LaLonde's trainees against controls that nobody drew; none where the files are missing. */
export function studyLalonde(folder: string): Studied[] {
  if (!existsSync(join(folder, 'nsw_dw.csv'))) return [];
  const people = (file: string) =>
    readFileSync(join(folder, `${file}.csv`), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',').slice(1).map(Number));
  const trained = people('nsw_dw').filter(([treated]) => treated === 1);
  return controls.map((file) => ({
    controls: file,
    effect: observedEffect(rowsOf([...trained, ...people(file)]), { level: 0.95, seed: 1 }),
  }));
}

const rowsOf = (people: readonly number[][]): ObservedRows => ({
  treated: Uint8Array.from(people, ([treated]) => treated!),
  outcome: Float64Array.from(people, (person) => person[9]!),
  covariates: names.map((name, j) => ({
    name,
    values: Float64Array.from(people, (person) => person[j + 1]!),
  })),
});
