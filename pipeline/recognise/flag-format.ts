import { flagOf, flagsOf, flagWord } from '../../contracts/sources/flag-words.ts';

const mostWords = 6;

/** Values that say neither yes, no nor that nothing is known. */
export function oddWords(values: readonly string[]): string[] {
  const flag = flagsOf(values);
  return values.filter((value) => flag(value) === undefined);
}

/**
 * Expression that makes true or false of a column's words, `{}` being the column and all of the expression where nothing
 * needs doing; null where the values are no yes and no.
 */
export function flagSql(values: readonly string[], negated = false): string | null {
  const words = [...new Set(values.map(flagWord))];
  const flag = flagsOf(values);
  const meanings = words.map(flag);
  if (words.length > mostWords || meanings.includes(undefined) || meanings.every((one) => one == null))
    return null;
  if (!negated && words.every((word) => flag(word) === flagOf(word))) return '{}';
  const when = (meaning: boolean) => {
    const list = words.filter((word) => flag(word) === meaning).map((word) => `'${word}'`);
    return list.length === 0
      ? ''
      : ` when replace(replace(lower(trim({})), ' ', '_'), '-', '_') in (${list.join(', ')}) then '${meaning !== negated}'`;
  };
  return `case${when(true)}${when(false)} end`;
}
