import type { RawFile } from '../../contracts/ports/raw-files.ts';

/** A new file that holds what another one holds. */
export interface SameFile {
  readonly file: string;
  readonly of: string;
}

/** Of more files of one size, such as one an answer, none is read for it: the night names copies among them. */
const mostAlike = 50;

/**
 * New files that hold the same as one that was there, or as a new one that stands before them. Only new files and those of their
 * size are read; what cannot be read is no copy here, and is told where its rows are read.
 */
export async function sameFiles(
  files: readonly RawFile[],
  isNew: (file: RawFile) => boolean,
): Promise<SameFile[]> {
  const found: SameFile[] = [];
  for (const size of new Set(files.filter(isNew).map((file) => file.size))) {
    const alike = files.filter((file) => file.size === size);
    if (alike.length < 2 || alike.length > mostAlike) continue;
    const first = new Map<string, string>();
    for (const file of [...alike.filter((one) => !isNew(one)), ...alike.filter(isNew)]) {
      const digest = await file.digest().catch(() => null);
      if (digest === null) continue;
      const of = first.get(digest);
      if (of === undefined) first.set(digest, file.location);
      else if (isNew(file)) found.push({ file: file.location, of });
    }
  }
  return found;
}
