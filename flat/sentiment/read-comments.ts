import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import { identifier } from '../../pipeline/sql/sql-text.ts';
import { openParquet, readColumns } from '../../pipeline/tables/parquet-columns.ts';
import { textSql } from '../content.ts';
import type { FlatTableAt } from '../evaluate-table.ts';
import { findColumn } from '../find-column.ts';
import type { SentimentAsk } from './ask.ts';

/** Comments of one table in its order; null where a cell is blank. */
export interface Comments {
  readonly file: string;
  /** Lines that could not be read as rows. */
  readonly malformed: number;
  readonly texts: readonly (string | null)[];
  readonly labels: readonly (string | null)[];
  readonly languages: readonly (string | null)[];
}

export type Columns = Pick<SentimentAsk, 'text' | 'label' | 'language'>;

type CommentTable = Pick<FlatTableAt, 'warehouse' | 'table' | 'input' | 'scratch' | 'malformed'>;

const mostClasses = 50;

/**
 * Reads the columns that were named.
 * @throws ConfigError for a column that is not there, DataRefusedError for one that holds no texts or no labels
 */
export async function readComments(at: CommentTable, columns: Columns): Promise<Comments> {
  refuseTwoRoles(columns);
  const { input } = at;
  const sql = (option: string, name: string | undefined) =>
    name === undefined ? 'cast(null as varchar)' : textSql(findColumn(input, option, name).name);
  const read = await unload(at, [
    `${sql('--text', columns.text)} as text`,
    `${sql('--label', columns.label)} as label`,
    `${sql('--language', columns.language)} as language`,
  ]);
  refuseNoTexts(input.path, columns, read.texts);
  refuseOddLabels(input.path, columns, read.labels);
  return { file: input.path.split(/[\\/]/).at(-1) ?? input.path, malformed: at.malformed, ...read };
}

async function unload(
  { warehouse, table, scratch }: CommentTable,
  select: readonly string[],
): Promise<Omit<Comments, 'file' | 'malformed'>> {
  const files = await warehouse.unload(
    `select ${select.join(', ')}, row_number() over () as place from ${identifier(table)}`,
    'comments/',
    { orderBy: ['place'] },
  );
  const count = files.reduce((sum, { rows }) => sum + rows, 0);
  const read = {
    text: new Array<string | null>(count).fill(null),
    label: new Array<string | null>(count).fill(null),
    language: new Array<string | null>(count).fill(null),
  };
  let first = 0;
  for (const { key, rows } of files) {
    await readColumns(await openParquet(scratch, key), Object.keys(read), (name, values, row) => {
      const column = read[name as keyof typeof read];
      for (let i = 0; i < values.length; i++)
        if (typeof values[i] === 'string') column[first + row + i] = values[i] as string;
    });
    first += rows;
  }
  return { texts: read.text, labels: read.label, languages: read.language };
}

function refuseTwoRoles({ text, label, language }: Columns): void {
  const names = [text, label, language].filter((name) => name !== undefined);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new ConfigError(`The column "${twice}" is named for two purposes; name another`);
}

function refuseNoTexts(path: string, { text }: Columns, texts: readonly (string | null)[]): void {
  const filled = texts.filter((value) => value !== null);
  if (filled.length === 0)
    throw new DataRefusedError(`--text ${text}: ${path} has no comment in this column`);
  const worded = filled.filter((value) => /\p{L}/u.test(value)).length;
  if (worded < filled.length / 2)
    throw new DataRefusedError(
      `--text ${text}: most cells of this column of ${path} have no letter in them; name the column of comments`,
    );
}

function refuseOddLabels(path: string, { label }: Columns, labels: readonly (string | null)[]): void {
  if (label === undefined) return;
  const found = new Set(labels.filter((value) => value !== null));
  if (found.size === 0) throw new DataRefusedError(`--label ${label}: it is blank in every row of ${path}`);
  if (found.size > mostClasses)
    throw new DataRefusedError(
      `--label ${label}: more than ${mostClasses} different values in ${path} cannot be classes; name the column with the class of each comment`,
    );
}
