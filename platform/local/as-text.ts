import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConfigError } from '../../contracts/errors.ts';
import { bytesOf } from './open-text.ts';

/** What the engine reads without help. */
const known = ['utf-8', 'utf-16', 'latin-1'];

/** Whether a file has to be unpacked or decoded for the engine. */
export const needsCopy = (path: string, encoding: string): boolean =>
  /\.(zip|bz2|zst)$|\.zip!\//i.test(path) || !known.includes(encoding);

/**
 * Rewrites a text file, unpacked and in UTF-8.
 * @throws ConfigError where its bytes are none of the encoding.
 */
export async function writeAsUtf8(path: string, encoding: string, copy: string): Promise<void> {
  await pipeline(Readable.from(inUtf8(path, encoding)), createWriteStream(copy));
}

/**
 * The same with each line ended by a line feed.
 * @returns whether its lines ended in different ways
 */
export async function writeEvenEnds(path: string, encoding: string, copy: string): Promise<boolean> {
  const ends = new Set<string>();
  await pipeline(Readable.from(withOneEnd(path, encoding, ends)), createWriteStream(copy));
  return ends.size > 1;
}

async function* withOneEnd(path: string, encoding: string, ends: Set<string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let carried = '';
  for await (const part of inUtf8(path, encoding)) {
    const text = carried + (typeof part === 'string' ? part : decoder.decode(part, { stream: true }));
    // a carriage return at the end may be half of an end
    carried = text.endsWith('\r') ? '\r' : '';
    yield even(text.slice(0, text.length - carried.length), ends);
  }
  yield even(carried + decoder.decode(), ends);
}

const even = (text: string, ends: Set<string>): string =>
  text.replace(/\r\n|\r|\n/g, (end) => {
    ends.add(end);
    return '\n';
  });

const labels: Readonly<Record<string, string>> = { 'utf-16': 'utf-16le', 'latin-1': 'latin1' };

async function* inUtf8(path: string, encoding: string): AsyncGenerator<string | Buffer> {
  if (encoding === 'utf-8') {
    yield* bytesOf(path);
    return;
  }
  const decoder = new TextDecoder(labels[encoding] ?? encoding, { fatal: true });
  try {
    for await (const bytes of bytesOf(path)) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new ConfigError(`${path} is not written in ${encoding}; set \`encoding\` to what it is`, { cause });
  }
}
