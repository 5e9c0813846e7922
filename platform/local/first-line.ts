import { ConfigError } from '../../contracts/errors.ts';
import { bytesOf } from './open-text.ts';

const mostBytes = 1 << 20;

/**
 * The line of a text file after `skip` others, decoded strictly.
 * @throws ConfigError where its bytes are none of the encoding, naming the one to try.
 */
export async function lineAfter(path: string, skip: number, encoding: string): Promise<string> {
  return lineIn(await firstBytes(path), skip, encoding, path);
}

/** The same of the bytes that a text begins with; `path` is how a person finds it. */
export function lineIn(bytes: Buffer, skip: number, encoding: string, path: string): string {
  refuseOtherFormats(bytes, path);
  refuseBrokenAbove(bytes, skip, path);
  const decoder = new TextDecoder(labels[encoding] ?? encoding, { fatal: true });
  try {
    // `stream` leaves a character cut off at the end alone
    return (decoder.decode(bytes, { stream: true }).split(/\r?\n|\r/)[skip] ?? '').trim();
  } catch {
    if (encoding === 'utf-8') return utf8Line(bytes, skip, path);
    throw new ConfigError(`${path} is not written in ${encoding}; set \`encoding\` to what it is`);
  }
}

/** How files begin that are no text, and what to do with them. */
const otherFormats: readonly (readonly [first: string, cure: string])[] = [
  ['PK\x03\x04', 'is a workbook or a zip: of an .xlsx write `format: excel`, and give a zip the ending .zip'],
  ['\xd0\xcf\x11\xe0', 'is a workbook of an old Excel: save it as .xlsx or as CSV'],
  ['PAR1', 'is Parquet: write `format: parquet`'],
  ['\x1f\x8b', 'is packed by gzip: give it the ending .gz'],
  ['%PDF', 'is a PDF: export the table itself, as CSV or .xlsx'],
];

/**
 * A text in quotes that goes on over several lines above the header is one record and several lines: DuckDB's reader skips
 * the one, the other reader the others, and a row more or less would be lost.
 */
function refuseBrokenAbove(bytes: Buffer, skip: number, path: string): void {
  const above = bytes
    .toString('latin1')
    .split(/\r?\n|\r/)
    .slice(0, skip);
  const isOpen = (line: string) => /(^|[,;\t|])\s*"/.test(line) && line.split('"').length % 2 === 0;
  if (above.some(isOpen))
    throw new ConfigError(
      `${path}: a text in quotes above the header goes on over several lines, so that they cannot be skipped; delete the lines above the header`,
    );
}

/** Whoever hears of an encoding there looks in the wrong place. */
function refuseOtherFormats(bytes: Buffer, path: string): void {
  const found = otherFormats.find(([first]) => bytes.subarray(0, first.length).toString('latin1') === first);
  if (found !== undefined) throw new ConfigError(`${path} ${found[1]}`);
}

/** What a decoder calls the config's encodings, where it has another word. */
const labels: Readonly<Record<string, string>> = { 'utf-16': 'utf-16le', 'latin-1': 'latin1' };

/** A bad byte further down is for the row checks; one in the line itself means the wrong encoding. */
function utf8Line(bytes: Buffer, skip: number, path: string): string {
  const line = bytes.toString('latin1').split(/\r?\n|\r/)[skip] ?? '';
  const raw = Buffer.from(line, 'latin1');
  if (raw.toString('utf8').includes('\uFFFD')) {
    throw new ConfigError(
      `${path} is not written in utf-8; if it comes from an older spreadsheet, write \`encoding: latin-1\``,
    );
  }
  return raw.toString('utf8').trim();
}

async function firstBytes(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of bytesOf(path)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= mostBytes) break;
    }
  } catch (error) {
    if (size === 0) throw error; // damaged further on; what came out of it is enough for a line
  }
  return Buffer.concat(chunks).subarray(0, mostBytes);
}
