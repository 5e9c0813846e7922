import { flagOf, flagWord } from '../../contracts/sources/flag-words.ts';

const mostWords = 6;

/** Values that say neither yes, no nor that nothing is known. */
export const oddWords = (values: readonly string[]): string[] =>
  values.filter((value) => flagOf(value) === undefined);

/**
 * Expression that makes true or false of a column's words, `{}` being the column and all of the expression where nothing
 * needs doing; null where the values are no yes and no.
 */
export function flagSql(values: readonly string[], negated = false): string | null {
  const words = [...new Set(values.map(flagWord))];
  const meanings = words.map(flagOf);
  if (words.length > mostWords || meanings.includes(undefined) || meanings.every((one) => one == null))
    return null;
  if (!negated) return '{}';
  const when = (meaning: boolean) => {
    const list = words.filter((word) => flagOf(word) === meaning).map((word) => `'${word}'`);
    return list.length === 0
      ? ''
      : ` when replace(replace(lower(trim({})), ' ', '_'), '-', '_') in (${list.join(', ')}) then '${!meaning}'`;
  };
  return `case${when(true)}${when(false)} end`;
}
