import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { type Relations, relate } from '../read/relations.ts';
import { sqlName } from '../read/sql-of-column.ts';
import type { Question } from '../write/proposal.ts';

/** What a person says of the inputs beforehand: columns of orders by name, and which source a file is. */
export interface Answers {
  readonly customer?: string;
  readonly date?: string;
  readonly amount?: string;
  /** Absolute path of a file or folder by source. */
  readonly sources?: Readonly<Partial<Record<SourceName, string>>>;
}

/** An input, or a query over several, of which it is known how its columns go together. */
export interface RelatedInput extends InputProfile {
  readonly relations: Relations;
  readonly answers: Answers;
  /** SELECT over inputs of the config; absent where it is one of them. */
  readonly query?: string;
  /** Columns that stand in another table, and the key that finds them there. */
  readonly carried?: readonly Carried[];
  /** What only a person can tell of how it was made. */
  readonly questions?: readonly Question[];
  /** The inputs that it reads. */
  readonly parts: readonly InputProfile[];
}

export interface Carried {
  readonly key: string;
  readonly columns: readonly string[];
}

/** What a FROM clause reads of an input: its table, or the query that it has become. */
export const readFrom = ({ query, name }: Pick<RelatedInput, 'query' | 'name'>): string =>
  query === undefined ? sqlName(name) : `(\n${query}\n)`;

export async function relatedInput(
  warehouse: Warehouse,
  input: InputProfile,
  answers: Answers,
): Promise<RelatedInput> {
  return { ...input, relations: await relate(warehouse, input), answers, parts: [input] };
}

/** A query's rows described by the columns that it takes over. */
export async function relatedQuery(
  warehouse: Warehouse,
  input: InputProfile & Pick<RelatedInput, 'answers' | 'questions'>,
  query: string,
  parts: readonly InputProfile[],
): Promise<RelatedInput> {
  return { ...input, relations: await relate(warehouse, input, `(${query}) t`), query, parts };
}

/** Ids that agree but for case, spaces, a plus or zeros in front, or a .0 behind. */
const plainId = (value: string): string =>
  value
    .toLowerCase()
    .replace(/ /g, '')
    .replace(/\.0+$/, '')
    .replace(/^\+/, '')
    .replace(/^0+(?=\d)/, '');

/** `plainId` in SQL. */
export const plainKey = (text: string): string =>
  `trim(leading '0' from trim(leading '+' from regexp_replace(replace(lower(trim(${text})), ' ', ''), '[.]0+$', '')))`;

export interface Overlap {
  /** Share of the shorter sample's values that stand in the other as they are. */
  readonly exact: number;
  /** The same by `plainId`. */
  readonly plain: number;
}

/**
 * How much of the column with fewer different values stands in the other. Samples hold the values of least hash, so of
 * two that are cut the common part can be scaled up.
 */
export function overlap(a: ColumnProfile, b: ColumnProfile): Overlap {
  const seen = Math.min(1, ...[a, b].map(({ sample, distinct }) => sample.length / Math.max(1, distinct)));
  const expected = Math.max(1, Math.min(a.distinct, b.distinct) * seen);
  const common = (of: (value: string) => string) => {
    const many = new Set(b.sample.map(of));
    return Math.min(1, new Set(a.sample.map(of).filter((value) => many.has(value))).size / expected);
  };
  const exact = common((value) => value);
  return { exact, plain: Math.max(exact, common(plainId)) };
}
