import { type SourceName, sourceNames } from '../../contracts/sources/column.ts';
import type { Records } from './records.ts';

/** Something that figures are split by. */
export interface Dimension {
  readonly name: string;
  /** Column of the table of records. */
  readonly column: string;
}

/** Contract columns, and the business's own, that the config maps for a source. */
export type Mapped = (source: SourceName) => readonly string[];

/** What is known of a customer beside the business's own columns: name of the dimension, and the column to be mapped. */
const ofCustomer: Readonly<Record<string, string>> = {
  segment: 'segment',
  country: 'country',
  language: 'language',
  acquisition_channel: 'acquisition_channel',
  cohort: 'joined_at',
};

export const ownColumns = (mapped: Mapped, source: SourceName): string[] =>
  mapped(source).filter((column) => column.startsWith('dim_'));

const plain = (column: string): string => column.slice('dim_'.length);

/** Columns of the customer that a table of records carries, under `of_<dimension>`. */
export function customerDimensions(mapped: Mapped): Dimension[] {
  const known = Object.entries(ofCustomer)
    .filter(([, column]) => mapped('customers').includes(column))
    .map(([name]) => name);
  return [...known, ...ownColumns(mapped, 'customers').map(plain)].map((name) => ({
    name,
    column: `of_${name}`,
  }));
}

/**
 * What figures of some records are split by: columns of the rows, the business's own columns of their source, and what is
 * known of the customer. Where a customer and a row have a dimension of one name, the customer's is `customer_<name>`.
 */
export function dimensionsOf({ splitBy, source }: Records, mapped: Mapped): Dimension[] {
  const columns = Object.entries(splitBy)
    .filter(([, need]) => isMapped(need, mapped))
    .map(([name, need]) => ({ name, column: need.split('.')[1]! }));
  const own = source === undefined ? [] : ownColumns(mapped, source);
  const rows = [...columns, ...own.map((column) => ({ name: plain(column), column }))];
  const taken = new Set(rows.map(({ name }) => name));
  const people = customerDimensions(mapped).map(({ name, column }) => ({
    name: taken.has(name) ? `customer_${name}` : name,
    column,
  }));
  return [...rows, ...people];
}

/** Whether a `source.column` is mapped; a setting of the config that is named as a need is one that is not given. */
export function isMapped(need: string, mapped: Mapped): boolean {
  const [name, column = ''] = need.split('.');
  const source = sourceNames.find((one) => one === name);
  return source !== undefined && mapped(source).includes(column);
}
