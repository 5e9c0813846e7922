import { isDeepStrictEqual } from 'node:util';
import type { StageMaterial } from './stage-keys.ts';

/** Sentences on what a stage reads now and did not read then; none where all is the same. */
export function compareMaterials(now: StageMaterial, then: StageMaterial): string[] {
  const said = (same: boolean, sentence: string) => (same ? [] : [sentence]);
  const inputs = changedInputs(now.inputs, then.inputs);
  return [
    ...changedPaths(now.config, then.config).map((path) => `${path} has changed`),
    ...inputs.map((name) => `inputs.${name} holds something else, or is read in another way`),
    ...said(now.asOf === then.asOf, `it looks from ${now.asOf}, not ${then.asOf}`),
    ...said(now.training === then.training, now.training ? 'the run trains' : 'the run does not train'),
    ...said(
      now.champion === then.champion,
      `the champion was ${then.champion ?? 'none'} and is ${now.champion ?? 'none'}`,
    ),
    ...said(now.code === then.code, 'its code is another'),
    ...Object.keys(now.needs)
      .filter((stage) => now.needs[stage] !== then.needs[stage])
      .map((stage) => `${stage} is another`),
  ];
}

/** Paths of the values that differ, as deep as both go. */
function changedPaths(now: unknown, then: unknown, place = ''): string[] {
  if (isDeepStrictEqual(now, then)) return [];
  if (!isRecord(now) || !isRecord(then)) return [place];
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])].sort();
  return names.flatMap((name) =>
    changedPaths(now[name], then[name], place === '' ? name : `${place}.${name}`),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Inputs = NonNullable<StageMaterial['inputs']>;

function changedInputs(now: Inputs = [], then: Inputs = []): string[] {
  const before = new Map(then.map((input) => [input.name, input]));
  const gone = then.filter(({ name }) => !now.some((input) => input.name === name));
  const other = now.filter((input) => !isDeepStrictEqual(input, before.get(input.name)));
  return [...other, ...gone].map(({ name }) => name);
}
