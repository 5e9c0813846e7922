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
 * @param turned whether a word means the opposite of what it says
 */
export function flagSql(
  values: readonly string[],
  turned: ((word: string) => boolean) | null = null,
): string | null {
  const words = [...new Set(values.map(flagWord))];
  const said = flagsOf(values);
  const flag = (word: string) => {
    const yes = said(word);
    return typeof yes === 'boolean' && turned?.(word) ? !yes : yes;
  };
  const meanings = words.map(flag);
  if (words.length > mostWords || meanings.includes(undefined) || meanings.every((one) => one == null))
    return null;
  if (turned === null && words.every((word) => flag(word) === flagOf(word))) return '{}';
  const when = (meaning: boolean) => {
    const list = words.filter((word) => flag(word) === meaning).map((word) => `'${word}'`);
    return list.length === 0
      ? ''
      : ` when replace(replace(lower(trim({})), ' ', '_'), '-', '_') in (${list.join(', ')}) then '${meaning}'`;
  };
  return `case${when(true)}${when(false)} end`;
}
