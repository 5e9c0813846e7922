import { ConfigError } from '../../contracts/errors.ts';
import type { CsvOptions } from '../../contracts/ports/warehouse.ts';

/**
 * Text of a file, chunk by chunk, without its byte order mark. A byte that is none of UTF-8 stands as a lone surrogate
 * (U+DC00 plus the byte), which no text has, so that whoever takes lines apart knows which of them it spoils.
 * @throws ConfigError for bytes that are none of the other encodings: there the encoding is wrong, not a line
 */
export async function* textChunks(
  bytes: AsyncIterable<Uint8Array>,
  encoding: CsvOptions['encoding'],
  file: string,
): AsyncGenerator<string> {
  const decode = (decoders[encoding] ?? ((path: string) => strictly(encoding, encoding, path)))(file);
  let first = true;
  for await (const chunk of bytes) {
    const text = decode(chunk, true);
    yield first ? text.replace(/^\uFEFF/, '') : text;
    first &&= text === '';
  }
  yield decode(new Uint8Array(), false);
}

/** Whether a byte of the text was none of its encoding. */
export const unreadable = (text: string): boolean => markedByte.test(text);

/** The text with what could not be read as U+FFFD. */
export const readable = (text: string): string => text.replace(markedBytes, '\uFFFD');

const markedByte = /[\uDC80-\uDCFF]/u;
const markedBytes = /[\uDC80-\uDCFF]/gu;

type Decode = (bytes: Uint8Array, more: boolean) => string;

const decoders: Readonly<Record<string, (file: string) => Decode>> = {
  'utf-8': utf8,
  'utf-16': (file) => strictly('utf-16le', 'utf-16', file),
  'latin-1': latin1,
};

function utf8(): Decode {
  let rest = Buffer.alloc(0);
  return (bytes, more) => {
    const all = Buffer.concat([rest, bytes]);
    const whole = more ? wholeCharacters(all) : all.length;
    rest = all.subarray(whole);
    const ready = all.subarray(0, whole);
    return isUtf8(ready) ? ready.toString('utf8') : keepingBytes(ready);
  };
}

function isUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  return !text.includes('\uFFFD') || Buffer.from(text).equals(bytes);
}

/** Length without a character whose last bytes are still to come. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0)
      return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/** Line by line, since a bad byte spoils the line that it stands in and no other. */
function keepingBytes(bytes: Buffer): string {
  let text = '';
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(10, from);
    const next = at < 0 ? bytes.length : at + 1;
    const line = bytes.subarray(from, next);
    text += isUtf8(line) ? line.toString('utf8') : markBytes(line);
    from = next;
  }
  return text;
}

const markBytes = (line: Buffer): string =>
  Array.from(line, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');

function latin1(file: string): Decode {
  return (bytes) => {
    if (bytes.some((byte) => byte >= 0x80 && byte < 0xa0)) refuse('latin-1', file);
    return Buffer.from(bytes).toString('latin1');
  };
}

function strictly(label: string, encoding: string, file: string): Decode {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return (bytes, more) => {
    try {
      return decoder.decode(bytes, { stream: more });
    } catch {
      return refuse(encoding, file);
    }
  };
}

function refuse(encoding: string, file: string): never {
  throw new ConfigError(`${file} is not written in ${encoding}; set \`encoding\` to what it is`);
}
