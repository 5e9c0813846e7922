import { sourceContracts } from '../../contracts/sources/sources.ts';
import { find } from '../columns/propose-columns.ts';
import type { RelatedInput } from './related-input.ts';
import { placeOf, type Recognised, recognise } from './which-source.ts';

/**
 * A JSON file with lists within its objects can be read with a row for each object, or for each element of one of the lists.
 * Lines of orders stand for the orders where they say what was bought; a list of another source than its objects, such as
 * the orders of customers, is read beside them; what adds nothing is left out.
 */
export function chooseLists(inputs: readonly RelatedInput[]): RelatedInput[] {
  return inputs.flatMap((input) => {
    if (input.reading.unnest !== undefined) return [];
    const lists = inputs.filter((one) => one.reading.unnest !== undefined && placeOf(one) === placeOf(input));
    return lists.length === 0 ? [input] : chosenOf(input, lists);
  });
}

function chosenOf(objects: RelatedInput, lists: readonly RelatedInput[]): RelatedInput[] {
  const whole = recognise(objects);
  const source = 'source' in whole ? whole.source : null;
  const key =
    'source' in whole && source === 'customers' ? find(whole, 'customer_id')?.column.name : undefined;
  const found = lists.map((list) => recognise(list)).filter((one): one is Recognised => 'source' in one);
  const telling = found.filter((one) => one.source !== source || addsLines(one, whole as Recognised));
  // the lists with the most fields come first
  const read = telling.filter((one, i) => telling.findIndex((other) => other.source === one.source) === i);
  if (read.length === 0) return [objects];
  const isBeside = source !== null && read.every((one) => one.source !== source && happensInList(one));
  return isBeside
    ? [objects, ...read.map(({ input }) => ofCustomer(input, key))]
    : read.map(({ input }) => input);
}

/** The list itself says when: what it holds is of the object, and not the object. */
const happensInList = ({ source, matches, input }: Recognised): boolean =>
  matches.some(
    ({ name, column }) =>
      sourceContracts[source].columns[name]?.type === 'time' &&
      column.name.startsWith(`${input.reading.unnest}.`),
  );

const ofCustomer = (list: RelatedInput, key: string | undefined): RelatedInput =>
  key === undefined ? list : { ...list, answers: { customer: key, ...list.answers } };

/** What was bought, or how many of it, stands in the list. */
const addsLines = (list: Recognised, whole: Recognised): boolean =>
  list.source === 'orders' &&
  ['product_id', 'quantity'].some((name) => {
    const [own, other] = [list, whole].map(({ matches }) => matches.find((match) => match.name === name));
    return own !== undefined && own.column.name !== other?.column.name;
  });
