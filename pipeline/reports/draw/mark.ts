import { html } from 'hono/html';

/** Markup in which text is escaped. */
export type Markup = ReturnType<typeof html>;

/** A drawing of a given size; it has a sentence for those who cannot see it. */
export const drawing = (
  { width, height, says, kind }: { width: number; height: number; says: string; kind: 'wide' | 'narrow' },
  parts: readonly Markup[],
): Markup =>
  html`<svg class="${kind}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${says}">${parts}</svg>`;

interface Text {
  readonly x: number;
  readonly y: number;
  readonly at?: 'start' | 'middle' | 'end';
  readonly kind?: 'strong';
}

export const textAt = ({ x, y, at = 'start', kind }: Text, text: string): Markup =>
  html`<text x="${tenth(x)}" y="${tenth(y)}" text-anchor="${at}"${kind ? html` class="${kind}"` : ''}>${text}</text>`;

/** The same digits on every machine. */
export const tenth = (value: number): string => String(Math.round(value * 10) / 10);

/** Mean width of a letter at 12 px, on the safe side for the fonts that people have. */
export const letter = 7.6;

/** Lines of at most so many letters, broken between words, and within a word that is longer. */
export function wrap(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    for (let from = 0; from === 0 || from < word.length; from += letters)
      lines.push(word.slice(from, from + letters));
  }
  return lines;
}
