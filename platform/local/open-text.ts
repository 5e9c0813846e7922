import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Unzip, UnzipInflate } from 'fflate';
import { Decompress } from 'fzstd';
import bunzip2 from 'unbzip2-stream';
import { DataRefusedError } from '../../contracts/errors.ts';

/** Endings of packed files, each with one text in it. */
export const packedEndings = ['.gz', '.zip', '.bz2', '.zst'] as const;

const blockBytes = 1 << 20;

/** A file within a zip, as one location. */
export const inZip = (zip: string, member: string): string => `${zip}!/${member}`;

const withinZip = /^(.*\.zip)!\/(.*)$/i;

/** The files in a zip, but for folders and what programs leave beside them. */
export async function membersOf(zip: string): Promise<string[]> {
  const names: string[] = [];
  const unzip = new Unzip((entry) => {
    if (isMember(entry.name)) names.push(entry.name);
  });
  for await (const block of createReadStream(zip, { highWaterMark: blockBytes })) unzip.push(block as Buffer);
  return names.sort();
}

const isMember = (name: string): boolean => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(name);

/** The bytes of a file, unpacked as they are read. @throws DataRefusedError for an archive of several files. */
export async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const [, zip = path, member] = withinZip.exec(path) ?? [];
  const file = createReadStream(zip, { highWaterMark: blockBytes });
  try {
    const name = zip.toLowerCase();
    if (name.endsWith('.gz')) yield* piped(file, createGunzip());
    else if (name.endsWith('.bz2')) yield* piped(file, bunzip2());
    else if (name.endsWith('.zst')) yield* unpacked(file, zstandard());
    else if (name.endsWith('.zip')) yield* unpacked(file, zipOf(zip, member));
    else yield* file as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
  }
}

async function* piped(file: NodeJS.ReadableStream, unpack: NodeJS.ReadWriteStream): AsyncGenerator<Buffer> {
  file.on('error', (error) => unpack.emit('error', error));
  // bzip2's stream is of the old kind, that no loop reads
  const out = new PassThrough();
  unpack.on('error', (error) => out.destroy(error));
  for await (const chunk of file.pipe(unpack).pipe(out)) yield chunk as Buffer;
}

/** Takes a block and answers what came out of it. */
type Unpack = (block: Uint8Array, last: boolean) => Uint8Array[];

async function* unpacked(file: AsyncIterable<Buffer>, unpack: Unpack): AsyncGenerator<Buffer> {
  for await (const block of file) for (const chunk of unpack(block, false)) yield Buffer.from(chunk);
  for (const chunk of unpack(new Uint8Array(), true)) yield Buffer.from(chunk);
}

function zstandard(): Unpack {
  let out: Uint8Array[] = [];
  const stream = new Decompress((chunk) => out.push(chunk));
  return (block, last) => {
    out = [];
    stream.push(block, last);
    return out;
  };
}

function zipOf(path: string, member: string | undefined): Unpack {
  let out: Uint8Array[] = [];
  let name: string | null = null;
  let isWhole = false;
  const unzip = new Unzip((entry) => {
    if (!isMember(entry.name) || (member !== undefined && entry.name !== member)) return;
    if (name !== null) throw new DataRefusedError(`${path} holds several files; say which under \`member\``);
    name = entry.name;
    entry.ondata = (error, chunk, final) => {
      if (error) throw error;
      out.push(chunk);
      isWhole = final;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  return (block, last) => {
    out = [];
    try {
      unzip.push(block, last);
    } catch (cause) {
      if (cause instanceof DataRefusedError) throw cause;
      throw new DataRefusedError(`${path} is cut short or damaged; fetch it again`, { cause });
    }
    if (last && name === null && member !== undefined)
      throw new DataRefusedError(`${path} holds no file ${member}`);
    if (last && !isWhole)
      throw new DataRefusedError(`${path} is cut short, or holds no file; fetch it again`);
    return out;
  };
}
