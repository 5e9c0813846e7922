import type { ColumnProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { outcomeLike } from '../../pipeline/recognise/outcome-columns.ts';
import { timeOf } from '../read/read-column.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { LeftOut, ProposedSource } from '../write/proposal.ts';

const fewValues = 50;

/** Columns that no source reads, each with why. */
export function leftOutColumns(found: readonly Recognised[], sources: readonly ProposedSource[]): LeftOut[] {
  const read = new Set(sources.flatMap(({ columns }) => columns.flatMap(({ reads }) => reads)));
  return found.flatMap((one) =>
    one.input.columns
      .filter(({ name }) => !read.has(name))
      .map((column) => ({
        input: one.inputs.map(({ name }) => name).join(', '),
        column: column.name,
        why: why(one, column),
      })),
  );
}

function why({ source, unfit, matches }: Recognised, column: ColumnProfile): string {
  if (column.filled === 0) return 'it is empty';
  const chosen = matches.find(({ rivals }) => rivals.includes(column.name));
  if (chosen) return `it could also be ${chosen.name}, for which ${chosen.column.name} was taken`;
  return outcomeLike(column.name) ?? unfit[column.name] ?? noPlace(source, column);
}

function noPlace(source: SourceName, column: ColumnProfile): string {
  const few = column.distinct > 1 && column.distinct <= fewValues && timeOf(column) === null;
  return few
    ? `${source} has no place for it; with ${column.distinct} different values it could be one of its dimensions`
    : `${source} has no place for it`;
}
