import { createHash } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FileCopy, RawInput } from '../contracts/ports/warehouse.ts';

/** A file of an input, by its place below the input's folder, with `/` between its parts. */
export interface HeldFile {
  readonly path: string;
  readonly size: number;
}

export interface FilesOf<F extends HeldFile> {
  /** In the order of their places. */
  readonly files: readonly F[];
  readonly format: RawInput['format'];
  readonly open: (file: F) => AsyncIterable<Uint8Array>;
  /** The error that a person reads where a file could not be read; of a damaged one zlib's stands behind it. */
  readonly failed: (file: F, cause: unknown) => unknown;
}

export interface Stock<F extends HeldFile> {
  /** SHA-256 over the bytes of all files, one after the other. */
  readonly fingerprint: string;
  /** Files to be read. */
  readonly own: readonly F[];
  /** Files that hold what one of those holds: delivered twice, or once more gzipped. */
  readonly copies: readonly FileCopy[];
}

/**
 * Reads the files of an input once, as a stream: what they hold, that gzipped ones are whole, and which are copies of others.
 * Of files that hold the same the first by its place is read. Those of other partitions (`day=…/`) are no copies, since their path
 * tells something; nor are CSV files of a header alone, which tell nothing.
 */
export async function takeStock<F extends HeldFile>({
  files,
  format,
  open,
  failed,
}: FilesOf<F>): Promise<Stock<F>> {
  const fingerprint = createHash('sha256');
  const canBeCopy = candidatesAmong(files);
  const first = new Map<string, string>();
  const [own, copies]: [F[], FileCopy[]] = [[], []];
  for (const file of files) {
    const content = canBeCopy(file) ? new Content(format) : null;
    try {
      await pass(open(file), fingerprint, { isPacked: isGzipped(file), content });
    } catch (cause) {
      throw failed(file, cause);
    }
    const digest = content?.digest() ?? null;
    const key = digest === null ? null : `${partitionOf(file)} ${digest}`;
    const same = key === null ? undefined : first.get(key);
    if (same === undefined) own.push(file);
    else copies.push({ file: file.path, of: same });
    if (key !== null && same === undefined) first.set(key, file.path);
  }
  return { fingerprint: fingerprint.digest('hex'), own, copies };
}

/** What files that hold the same have in common; null of a CSV file without rows. */
export async function digestOf(
  bytes: AsyncIterable<Uint8Array>,
  format: RawInput['format'],
): Promise<string | null> {
  const content = new Content(format);
  for await (const chunk of bytes) content.add(chunk);
  return content.digest();
}

/** zlib's own errors: `Z_BUF_ERROR`, `Z_DATA_ERROR`. */
export const isDamage = (error: unknown): boolean =>
  String((error as { code?: string })?.code ?? '').startsWith('Z_');

const isGzipped = ({ path }: HeldFile): boolean => /\.gz$/i.test(path);

/** Without gzipped ones, only files of one size can hold the same. */
function candidatesAmong(files: readonly HeldFile[]): (file: HeldFile) => boolean {
  const isMixed = files.some(isGzipped);
  const sizes = new Map<number, number>();
  for (const { size } of files) sizes.set(size, (sizes.get(size) ?? 0) + 1);
  return ({ size }) => files.length > 1 && (isMixed || sizes.get(size)! > 1);
}

const partitionOf = ({ path }: HeldFile): string =>
  path
    .split('/')
    .slice(0, -1)
    .filter((part) => part.includes('='))
    .join('/');

async function pass(
  bytes: AsyncIterable<Uint8Array>,
  fingerprint: ReturnType<typeof createHash>,
  { isPacked, content }: { readonly isPacked: boolean; readonly content: Content | null },
): Promise<void> {
  const hashed = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      fingerprint.update(chunk);
      yield chunk;
    }
  };
  const end = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      content?.add(chunk);
      done();
    },
  });
  if (isPacked) await pipeline(Readable.from(bytes), hashed, createGunzip(), end);
  else await pipeline(Readable.from(bytes), hashed, end);
}

const [newLine, space] = [10, 32];

/** What a file holds, unpacked. */
class Content {
  readonly #hash = createHash('sha256');
  #lines = 0;
  #hasRows: boolean;

  constructor(format: RawInput['format']) {
    this.#hasRows = format !== 'csv';
  }

  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    for (let i = 0; !this.#hasRows && i < chunk.length; i++) {
      if (chunk[i] === newLine) this.#lines++;
      else if (this.#lines > 0 && chunk[i]! > space) this.#hasRows = true;
    }
  }

  /** Null for a CSV of one line. */
  digest(): string | null {
    return this.#hasRows ? this.#hash.digest('hex') : null;
  }
}
