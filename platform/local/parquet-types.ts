import { DataRefusedError } from '../../contracts/errors.ts';

/** A file and the type of each of its columns. */
export interface FileTypes {
  readonly file: string;
  readonly types: ReadonlyMap<string, string>;
}

const isText = (type: string): boolean => type === 'VARCHAR';
const isFraction = (type: string): boolean => type === 'DOUBLE' || type === 'FLOAT';

/**
 * An id that is text in one file and a floating number in another would be `1` in the one and `1.0` in the other. Numbers with
 * fractions are no ids, and read the same.
 * @param hasFractions whether a column of a file has any
 * @throws DataRefusedError that names the column and both files
 */
export async function refuseMixedTypes(
  input: string,
  files: readonly FileTypes[],
  hasFractions: (file: string, column: string) => Promise<boolean>,
): Promise<void> {
  const names = new Set(files.flatMap(({ types }) => [...types.keys()]));
  for (const name of names) {
    const where = (is: (type: string) => boolean) =>
      files.find(({ types }) => is(types.get(name) ?? ''))?.file;
    const [text, fraction] = [where(isText), where(isFraction)];
    if (text === undefined || fraction === undefined || (await hasFractions(fraction, name))) continue;
    throw new DataRefusedError(
      `inputs.${input}: ${name} is text in ${text} and a floating number in ${fraction}, where 1 reads as 1.0, so that the same id would be two. Write it as text or as a whole number in all files, or name the files as two inputs and join them in the \`query\` of the source.`,
    );
  }
}
