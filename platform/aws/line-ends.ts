export type LineEnd = '\n' | '\r\n' | '\r';

/** How the first line of a text ends; null where that is not to be seen yet. */
export function lineEndOf(text: string, from: number, last: boolean): LineEnd | null {
  const at = text.slice(from).search(/[\r\n]/) + from;
  if (at < from) return last ? '\n' : null;
  if (text[at] === '\n') return '\n';
  if (at + 1 === text.length && !last) return null;
  return text[at + 1] === '\n' ? '\r\n' : '\r';
}

/** The line from a place on, without its end, and where the next one begins; null where the text ends before it does. */
export function cutLine(
  text: string,
  from: number,
  end: LineEnd,
  last: boolean,
): { text: string; next: number } | null {
  const at = text.indexOf(end, from);
  if (at >= 0) return { text: text.slice(from, at), next: at + end.length };
  return last ? { text: text.slice(from), next: text.length } : null;
}
