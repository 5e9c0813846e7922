import type { FixedColumn } from '../../contracts/ports/warehouse.ts';

export interface SniffedFixed {
  readonly columns: readonly FixedColumn[];
  /** 1 where the first line is a header. */
  readonly skipLines: number;
}

const mostWidth = 4000;

/**
 * The layout of fixed-width text: columns are the stretches of characters between positions that are blank on every
 * line. Null where the lines do not share at least two such columns. Columns that touch cannot be told apart.
 */
export function sniffFixed(text: string): SniffedFixed | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [first, ...rest] = lines;
  if (first === undefined || rest.length < 2) return null;
  const header = isHeader(first);
  const data = header ? rest : lines;
  const stretches = stretchesOf(data);
  if (stretches.length < 2 || !fillsTwo(data, stretches)) return null;
  const names = header ? first.trim().split(/\s{2,}|\s+/) : [];
  return {
    columns: roomFor(stretches, data).map((stretch, i) => ({
      name: names.length === stretches.length ? (names[i] ?? '') : `column${i + 1}`,
      start: stretch.start + 1,
      length: stretch.end - stretch.start,
    })),
    skipLines: header ? 1 : 0,
  };
}

const isHeader = (line: string): boolean => !/(^|\s)[-+]?\d/.test(line);

/** From the first character (0-based) to the one after the last. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

function stretchesOf(lines: readonly string[]): Stretch[] {
  const used = new Uint8Array(mostWidth + 1);
  for (const line of lines) {
    for (let i = 0; i < Math.min(line.length, mostWidth); i++) if (line[i] !== ' ') used[i] = 1;
  }
  const stretches: Stretch[] = [];
  for (let i = 0; i <= mostWidth; i++) {
    if (used[i] === 1 && used[i - 1] !== 1) stretches.push({ start: i, end: i });
    const open = stretches.at(-1);
    if (open && used[i] === 1) stretches[stretches.length - 1] = { start: open.start, end: i + 1 };
  }
  return stretches;
}

/** Text that merely has spaces in it does not fill two stretches on nearly every line. */
function fillsTwo(lines: readonly string[], stretches: readonly Stretch[]): boolean {
  const filled = ({ start, end }: Stretch) =>
    lines.filter((line) => line.slice(start, end).trim() !== '').length > 0.9 * lines.length;
  return stretches.filter(filled).length >= 2;
}

/** A column of values set flush right may begin further left on lines that were not seen: it gets the blanks before it. */
function roomFor(stretches: readonly Stretch[], lines: readonly string[]): Stretch[] {
  return stretches.map(({ start, end }, i) => {
    const before = stretches[i - 1]?.end ?? 0;
    const ragged = lines.some((line) => line[start] === ' ');
    const flushRight = ragged && lines.every((line) => line.length < end || line[end - 1] !== ' ');
    return flushRight && i > 0 ? { start: before + 1, end } : { start, end };
  });
}
