import { DataRefusedError } from '../../contracts/errors.ts';

/** A file and the type of each of its columns. */
export interface FileTypes {
  readonly file: string;
  readonly types: ReadonlyMap<string, string>;
}

const isText = (type: string): boolean => type === 'VARCHAR';
const isFraction = (type: string): boolean => type === 'DOUBLE' || type === 'FLOAT';

/**
 * An id that is text in one file and a floating number in another would be `1` in the one and `1.0` in the other.
 * @throws DataRefusedError that names the column and both files
 */
export function refuseMixedTypes(input: string, files: readonly FileTypes[]): void {
  const names = new Set(files.flatMap(({ types }) => [...types.keys()]));
  for (const name of names) {
    const where = (is: (type: string) => boolean) =>
      files.find(({ types }) => is(types.get(name) ?? ''))?.file;
    const [text, fraction] = [where(isText), where(isFraction)];
    if (text === undefined || fraction === undefined) continue;
    throw new DataRefusedError(
      `inputs.${input}: ${name} is text in ${text} and a floating number in ${fraction}, where 1 reads as 1.0, so that the same id would be two. Write it as text or as a whole number in all files, or name the files as two inputs and join them in the \`query\` of the source.`,
    );
  }
}
