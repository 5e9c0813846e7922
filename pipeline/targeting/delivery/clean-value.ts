/**
 * An e-mail address as a tool takes it, or null where it is none: one @ between a name and a domain with a dot, no
 * blanks. What stands around it (`mailto:`, blanks) goes.
 */
export function emailAddress(text: string): string | null {
  const address = text.trim().replace(/^mailto:/i, '');
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(address) ? address : null;
}

/**
 * A telephone number in E.164 (ITU-T: + and at most 15 digits, the first no 0), or null where it does not say its country:
 * a number without one cannot be called from elsewhere, and the country is not guessed. 00 stands for +; what
 * people write between digits goes.
 */
export function phoneNumber(text: string): string | null {
  const digits = text
    .trim()
    .replace(/^tel:/i, '')
    .replace(/\(0\)/g, '')
    .replace(/[\s().\u2010-\u2015/-]/g, '')
    .replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null;
}
