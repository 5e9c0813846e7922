const link = /(?:https?:\/\/|www\.)\S+/giu;
// no address is longer before its @ (RFC 5321), and a run without one, as of a file in base 64, is not read from each of its letters
const address = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+/gu;
const handle = /@[\p{L}\p{N}_.]+/gu;
const longRun = /(.)\1{3,}/gu;

/**
 * A comment as the model reads it: one form of each character (NFKC), lower case, links, addresses and names masked, runs of a
 * character cut to three. Diacritics, emoji and punctuation stay.
 */
export const normaliseText = (text: string): string =>
  maskContacts(text.normalize('NFKC').toLowerCase(), ' ‹link ', ' ‹name ').replace(longRun, '$1$1$1');

/** A text with other words in place of links, and of addresses and names after an @. */
export const maskContacts = (text: string, aLink: string, aName: string): string =>
  maskNames(text.replace(link, aLink), aName);

/** Most texts have no @, and the pattern of addresses is slow to find that out. */
const maskNames = (text: string, aName: string): string =>
  text.includes('@') ? text.replace(address, aName).replace(handle, aName) : text;
