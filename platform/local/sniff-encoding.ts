import { ConfigError } from '../../contracts/errors.ts';
import { decoded } from './decoded.ts';
import { guessEncoding } from './guess-encoding.ts';
import { bytesOf } from './open-text.ts';

export interface SniffedText {
  /** Of those that the config may name. */
  readonly encoding: string;
  /** The first megabytes, decoded, cut at the end of a line. */
  readonly head: string;
  /** The whole file is in `head`. */
  readonly whole: boolean;
}

const headBytes = 4 << 20;
const mostBytes = 64 << 20;

/**
 * Finds the encoding of a text file (compressed by gzip or not) from its byte-order mark, else from whether its first
 * 64 MB are valid UTF-8; bytes that are not are guessed by the letters that they make.
 * @throws ConfigError for a file that is no text.
 */
export async function sniffText(path: string): Promise<SniffedText> {
  const head: Buffer[] = [];
  const strict = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let valid = true;
  for await (const chunk of bytesOf(path)) {
    if (size < headBytes) head.push(chunk);
    size += chunk.length;
    valid = valid && decodes(strict, chunk);
    if (size >= mostBytes || (!valid && size >= headBytes)) break;
  }
  return describe(path, Buffer.concat(head), valid, size);
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function describe(path: string, head: Buffer, valid: boolean, size: number): SniffedText {
  const whole = size === head.length;
  const text = (encoding: string) => wholeLines(decoded(head, encoding), whole);
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16', head: text('utf-16le'), whole };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', head: text('utf-16be'), whole };
  if (head.subarray(0, 4096).includes(0)) {
    throw new ConfigError(`${path} is not a text file; point at CSV, Parquet or fixed-width text`);
  }
  if (valid) return { encoding: 'utf-8', head: text('utf-8'), whole };
  const encoding = guessEncoding(head);
  return { encoding, head: text(encoding === 'latin-1' ? 'latin1' : encoding), whole };
}

const wholeLines = (text: string, whole: boolean): string =>
  whole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
