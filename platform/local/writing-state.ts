import { open } from 'node:fs/promises';
import type { RawFile } from '../../contracts/ports/raw-files.ts';
import type { RawInput } from '../../contracts/ports/warehouse.ts';

/** For so long after a change somebody may still be writing. */
const settles = 30_000;

/**
 * Whether somebody may still be writing to a file: programs that write in place leave half a row at its end between two
 * writes, and half a number is a number. By the clock, for a file that is old is whole however it ends.
 */
export async function writingState(
  path: string,
  { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number },
  format: RawInput['format'],
): Promise<Pick<RawFile, 'state'>> {
  if (Date.now() - mtimeMs > settles) return {};
  const isText = (format === 'csv' || format === 'fixed') && !/\.(gz|bz2|zst|zip)$/i.test(path);
  return { state: isText && !(await endsLine(path, size)) ? 'cut' : 'fresh' };
}

/** In UTF-16 a line end has a zero beside it. */
async function endsLine(path: string, size: number): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, Math.max(0, size - 2));
    return buffer.some((byte, i) => (byte === 0x0a || byte === 0x0d ? i === 1 || buffer[1] === 0 : false));
  } finally {
    await file.close();
  }
}
