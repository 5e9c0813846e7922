import { inspect } from 'node:util';
import type { Picture } from '../../notebooks/plot.ts';
import type { Output } from './notebook.ts';

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What danfo's DataFrame and Series have in common with each other and with nothing else. */
interface Frame {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
  readonly index: readonly (string | number)[];
  readonly $isSeries: boolean;
}

/** How a value is shown: pictures, tables of a data frame or of records, texts; everything else as Node prints it. */
export function outputOf(value: unknown): Output {
  if (isPicture(value)) return pictureOutput(value);
  if (isFrame(value)) return tableOutput(tableOfFrame(value));
  if (isRecords(value)) return tableOutput(tableOfRecords(value));
  return shown({ 'text/plain': linesOf(typeof value === 'string' ? value : inspect(value)) });
}

/** Lines with their ends, as notebooks keep texts. */
export const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

const shown = (data: Record<string, string | string[]>, metadata: Record<string, unknown> = {}): Output => ({
  output_type: 'display_data',
  data,
  metadata,
});

const pictureOutput = ({ png, title, width, height, fingerprint }: Picture): Output =>
  shown(
    { 'image/png': Buffer.from(png).toString('base64'), 'text/plain': [title] },
    { 'image/png': { width, height }, drawing: fingerprint },
  );

function tableOutput({ columns, rows }: Table): Output {
  const isNumber = (value: unknown) => value === null || value === undefined || typeof value === 'number';
  const right = columns.map((_, c) => rows.every((row) => isNumber(row[c])));
  const cells = rows.map((row) => columns.map((_, c) => written(row[c])));
  const row = (tag: string, texts: readonly string[]) => {
    const inner = texts.map(
      (text, c) => `<${tag} align="${right[c] ? 'right' : 'left'}">${escaped(text)}</${tag}>`,
    );
    return `<tr>${inner.join('')}</tr>`;
  };
  const body = cells.map((texts) => row('td', texts));
  const html = [
    '<table>',
    `<thead>${row('th', columns)}</thead>`,
    '<tbody>',
    ...body,
    '</tbody>',
    '</table>',
  ];
  const plain = [columns, ...cells].map((texts) => texts.join(' | '));
  return shown({ 'text/html': linesOf(html.join('\n')), 'text/plain': linesOf(plain.join('\n')) });
}

const figures = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return Number.isNaN(value) ? '' : figures.format(value);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The index stands in front where it says more than the number of the row. */
function tableOfFrame({ columns, values, index, $isSeries }: Frame): Table {
  const rows = $isSeries ? values.map((value) => [value]) : (values as readonly (readonly unknown[])[]);
  if (index.every((name, i) => name === i)) return { columns, rows };
  return { columns: ['', ...columns], rows: rows.map((row, r) => [String(index[r]), ...row]) };
}

function tableOfRecords(records: readonly Record<string, unknown>[]): Table {
  const columns = Object.keys(records[0]!);
  return { columns, rows: records.map((record) => columns.map((name) => record[name])) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isPicture = (value: unknown): value is Picture => isObject(value) && value.png instanceof Uint8Array;

const isFrame = (value: unknown): value is Frame =>
  isObject(value) && '$isSeries' in value && Array.isArray(value.columns) && Array.isArray(value.index);

const isRecords = (value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => isObject(row) && !Array.isArray(row));
