import type { JudgedText } from '../../models/text.ts';
import { spreadsheetText } from '../../pipeline/tables/spreadsheet-text.ts';

export interface ScoredComments {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  readonly languages: readonly (string | null)[];
  readonly judged: readonly JudgedText[];
}

const cell = (text: string | null): string =>
  text === null ? '' : `"${spreadsheetText(text).replaceAll('"', '""')}"`;

/** Each tested comment with what it is, what was said of it, how sure, and why nothing was said. */
export function scoredCsv({ texts, labels, languages, judged }: ScoredComments): Uint8Array {
  const lines = judged.map(({ label, why, chances }, i) =>
    [
      cell(texts[i]!),
      cell(languages[i] ?? null),
      cell(labels[i]!),
      cell(label),
      chances === null ? '' : Math.max(...chances).toFixed(3),
      cell(why),
    ].join(','),
  );
  return spreadsheetCsv(['text', 'language', 'label', 'said', 'chance', 'why_nothing'], lines);
}

/** Comments with the mood that their words tell. */
export const moodsCsv = (texts: readonly (string | null)[], moods: readonly (number | null)[]): Uint8Array =>
  spreadsheetCsv(
    ['text', 'mood'],
    texts.map((text, i) => `${cell(text)},${moods[i]?.toFixed(2) ?? ''}`),
  );

/** UTF-8 with a byte-order mark and CRLF, as spreadsheets want it. */
const spreadsheetCsv = (header: readonly string[], lines: readonly string[]): Uint8Array =>
  Buffer.from(`\uFEFF${[header.join(','), ...lines].join('\r\n')}\r\n`);
