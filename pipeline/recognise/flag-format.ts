const yes = new Set(
  'true t yes y 1 ja j oui o si sí s sim tak da д да x on granted given subscribed allowed'.split(' '),
);
const no = new Set(
  'false f no n 0 nein non nao não nie nu н нет off denied withdrawn revoked unsubscribed refused'.split(' '),
);
/** The words that row checks read as they stand. */
const plain = /^(true|false|t|f|yes|no|y|n|1|0)$/i;

/**
 * Expression that makes true or false of a column's words, `{}` being the column and all of the expression where nothing
 * needs doing; null where the values are no yes and no.
 */
export function flagSql(values: readonly string[], negated = false): string | null {
  const words = [...new Set(values.map((value) => value.toLowerCase()))];
  const known = words.filter((word) => yes.has(word) || no.has(word));
  if (words.length === 0 || known.length < words.length || words.length > 6) return null;
  if (!negated && words.every((word) => plain.test(word))) return '{}';
  const when = (set: ReadonlySet<string>, flag: string) => {
    const list = known.filter((word) => set.has(word)).map((word) => `'${word}'`);
    return list.length === 0 ? '' : ` when lower({}) in (${list.join(', ')}) then '${flag}'`;
  };
  return `case${when(yes, String(!negated))}${when(no, String(negated))} end`;
}
