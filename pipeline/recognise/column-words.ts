/**
 * The words of a column's or file's name, lower case, without accents: `CustomerID`, `customer_id` and `Customer Id`
 * are all ['customer', 'id'].
 */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Words that mean something only alone: `birth_date` is no `date`, `session_id` no `id`. */
const generic = new Set(
  'id date time day type source value name item group text user client order product customer page event action created sent answer note data'.split(
    ' ',
  ),
);

/**
 * How well a name fits a synonym: 1 when equal but for separators, 0.8 when it ends with the synonym
 * (`billing_country`), 0.7 when it begins with one of several words (`order_date_utc`), else 0.
 */
export function fit(name: readonly string[], synonym: readonly string[]): number {
  if (name.join('') === synonym.join('')) return 1;
  const [only] = synonym;
  if (synonym.length === 1 && generic.has(only ?? '')) return 0;
  const rest = name.length - synonym.length;
  if (rest <= 0) return 0;
  if (synonym.every((word, i) => name[rest + i] === word)) return 0.8;
  return synonym.length > 1 && synonym.every((word, i) => name[i] === word) ? 0.7 : 0;
}
