/** Bytes as text; a character cut off at the end is left out. `stream`, since Node 20 takes windows-1252 for Latin-1 without it. */
export const decoded = (bytes: Uint8Array, encoding: string): string =>
  new TextDecoder(encoding).decode(bytes, { stream: true });
