import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { determines, type Groups } from '../read/relations.ts';
import { shapeOf } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import { type RelatedInput, readFrom, relatedQuery } from './related-input.ts';

/**
 * Shops that export an order on several lines write its customer, day and total on the first alone. Fills them down to the
 * others; answers the input as it is where its columns are none of that kind.
 */
export async function fillDown(warehouse: Warehouse, input: RelatedInput): Promise<RelatedInput> {
  const key = input.columns.find((column) => isKeyOfBlocks(input, column));
  if (key === undefined) return input;
  const filled = blanksOf(input, key);
  const columns = input.columns.map((column) => {
    const name = sqlName(column.name);
    if (!filled.includes(column)) return name;
    return `max(nullif(trim(${sqlText(column)}), '')) over (partition by ${sqlName(key.name)}) as ${name}`;
  });
  const query = `select ${columns.join(', ')}\nfrom ${readFrom(input)} f`;
  const profile = {
    ...input,
    columns: input.columns.map((column) =>
      filled.includes(column)
        ? { ...column, type: 'varchar', filled: filledDown(input, key, column) }
        : column,
    ),
    remarks: [
      ...input.remarks,
      `${filled.map(({ name }) => name).join(', ')} are only on the first row of each ${key.name} and are filled down`,
    ],
  };
  return relatedQuery(warehouse, profile, query, input.parts);
}

/** Stands on every row, on several for some, and others (a time among them) once for each of it. */
function isKeyOfBlocks(input: RelatedInput, key: ColumnProfile): boolean {
  const groups = input.relations.groups[key.name];
  if (groups === undefined || key.filled < key.rows || groups.several < 0.05 * groups.keys) return false;
  const blanks = blanksOf(input, key);
  // of a customer with several contracts, some of which have ended, no column is written once for each
  const onceEach = blanks.filter(({ filled }) => filled >= 0.95 * groups.keys);
  return onceEach.length >= 2 && blanks.some((column) => ['time', 'maybe time'].includes(shapeOf(column)));
}

const filledDown = (
  { relations }: RelatedInput,
  key: ColumnProfile,
  { filled, rows }: ColumnProfile,
): number => Math.round(rows * Math.min(1, filled / (relations.groups[key.name]?.keys ?? filled)));

/** Columns with blanks, filled once for each key or less often. */
function blanksOf({ columns, relations }: RelatedInput, key: ColumnProfile): ColumnProfile[] {
  const { keys } = relations.groups[key.name] as Groups;
  return columns.filter(
    (column) =>
      column !== key &&
      column.filled < 0.95 * column.rows &&
      column.filled > 0 &&
      column.filled <= 1.02 * keys &&
      determines(relations, key.name, column.name),
  );
}
