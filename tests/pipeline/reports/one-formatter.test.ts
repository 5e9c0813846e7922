import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const formatter = 'pipeline/reports/format.ts';

/** Rounds as the formatter would, to see what is left. */
const digits = 'pipeline/reports/telling-digits.ts';

/** All that is ours and may write for people. */
const rooms = [
  'bench',
  'cdk',
  'cli',
  'contracts',
  'flat',
  'functions',
  'models',
  'onboarding',
  'pipeline',
  'platform',
];

/** Figures in files and SQL, which machines read. */
const forMachines = [
  'bench/check/main.ts',
  'bench/onboarding/contract-kinds.ts',
  'bench/onboarding/dialects.ts',
  'bench/onboarding/kinds.ts',
  'bench/onboarding/met-later.ts',
  'bench/onboarding/unseen.ts',
  'bench/scale/tables.ts',
  'flat/scores-files.ts',
  'flat/sentiment/scored-csv.ts',
  'flat/uplift/gains-csv.ts',
  'pipeline/sources/convert-money.ts',
  'pipeline/targeting/list-files.ts',
];

/** What a fit says of itself stands in the model's own description, and the mathematics knows no reports. */
const saidByModels = ['models/learn/network/train-network.ts'];

/** In the customer's language, by its rules. */
const inLanguages = ['pipeline/targeting/talking-points/talking-points.ts'];

const makesText =
  /\.toFixed\(|\.toPrecision\(|toLocaleString\(|Intl\.NumberFormat|\$\{Math\.round\(100 \* [^}]*\}%/;

const sources = (room: string): string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(room, name));

it('figures become text in one place, but for those that are named here', () => {
  const others = rooms.flatMap(sources).filter((file) => makesText.test(readFileSync(file, 'utf8')));
  const named = [formatter, digits, ...forMachines, ...saidByModels, ...inLanguages];
  expect(others.filter((file) => !named.includes(file))).toEqual([]);
  expect(saidByModels.filter((file) => !others.includes(file))).toEqual([]);
  expect(readFileSync(formatter, 'utf8')).toMatch(/NumberFormat/);
});
