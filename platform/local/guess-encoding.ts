import { analyse } from 'chardet';
import { decoded } from './decoded.ts';
import { lettersOfEncodings } from './letters-of-languages.ts';

/** Encodings of older systems that files come in, each with the detector's names for it. */
const candidates: readonly (readonly [label: string, detected: RegExp])[] = [
  ['shift_jis', /^Shift_JIS$/i],
  ['gb18030', /^GB18030$/i],
  ['big5', /^Big5$/i],
  ['euc-kr', /^EUC-KR$/i],
  ['euc-jp', /^EUC-JP$/i],
  ['windows-1251', /^windows-1251$/i],
  ['koi8-r', /^KOI8-R$/i],
  ['iso-8859-5', /^ISO-8859-5$/i],
  ['ibm866', /^IBM866$/i],
  ['windows-1255', /^(windows-1255|ISO-8859-8.*)$/i],
  ['windows-1256', /^(windows-1256|ISO-8859-6)$/i],
  ['windows-874', /^windows-874$/i],
  ['windows-1252', /^(windows-125[024]|ISO-8859-[129])$/i],
  ['windows-1253', /^(windows-1253|ISO-8859-7)$/i],
];
const wide = /^(shift_jis|gb18030|big5|euc)/;
/** Their letters stand in rows, where accents stand alone. */
const inRows = /^(shift_jis|gb18030|big5|euc|windows-(1251|1255|1256|874)|koi8|iso-8859-5|ibm866)/;
const looked = 64 << 10;

/**
 * The encoding of bytes that are no UTF-8: the likeliest by the detector's statistics whose letters make words, of the
 * words with other than ASCII letters alone, since an export has few of them. Which encoding of Latin letters, of which
 * the detector wants more text than names hold, is told by how often each language has each letter.
 */
export function guessEncoding(bytes: Buffer): string {
  const words = foreignWords(bytes);
  const scores = analyse(words);
  const paired = pairedShare(words) > 0.5;
  const possible = candidates.filter(([label]) => paired || !inRows.test(label));
  const latin = likeliestLatin(words);
  const judged = possible.map(([label, detected]) => {
    const confidence = Math.max(
      0,
      ...scores.filter(({ name }) => detected.test(name)).map((one) => one.confidence),
    );
    const read = label === 'windows-1252' ? latin : label;
    return { label: read, score: confidence / 100 + plausibility(words, read) };
  });
  const [best] = judged.sort((a, b) => b.score - a.score);
  const label = best?.label ?? latin;
  return label === 'windows-1252' && !bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? 'latin-1' : label;
}

/** A letter of none of the languages, which is less likely than the rarest of one; and a sign that exports have. */
const foreign = Math.log(0.0005);
const sign = Math.log(0.005);
const signs = /^[€£°§«»„“”‚‘’–—…]+$/;
/** How much more exports there are in some encodings than in others. */
const usual: Readonly<Record<string, number>> = { 'windows-1252': 4, 'windows-1257': 0.05, macintosh: 0.2 };

/** Of the encodings of Latin letters the one whose languages have these letters as often as they stand here. */
function likeliestLatin(words: Buffer): string {
  const judged = [...lettersOfEncodings].map(([label, languages]) => {
    const text = decoded(words, label);
    const logs = text
      .split(' ')
      .map((word) => Math.max(...languages.map((letters) => likelihood(word, letters))));
    return { label, sum: logs.reduce((sum, one) => sum + one, Math.log(usual[label] ?? 1)) };
  });
  return judged.sort((a, b) => b.sum - a.sum)[0]?.label ?? 'windows-1252';
}

/** Logarithm of how likely a language has a word's letters beyond ASCII; a capital alone or behind a small letter is of none. */
function likelihood(word: string, letters: ReadonlyMap<string, number>): number {
  if (signs.test(word)) return sign;
  let sum = 0;
  const all = [...word];
  for (const [i, letter] of all.entries()) {
    if (letter < '\u0080') continue;
    const inside = /\p{Lu}/u.test(letter) && (word.length === 1 || /\p{Ll}/u.test(all[i - 1] ?? ''));
    const small = letter.toLowerCase();
    const share = inside
      ? undefined
      : (letters.get(small + (all[i + 1] ?? '').toLowerCase()) ?? letters.get(small));
    sum += share === undefined ? foreign : Math.log(share);
  }
  return sum;
}

/** Share of the bytes beyond ASCII with another beside them: accents stand alone, other scripts in rows. */
function pairedShare(words: Buffer): number {
  const high = (at: number) => (words[at] ?? 0) >= 0x80;
  let all = 0;
  let paired = 0;
  for (let i = 0; i < words.length; i++) {
    if (!high(i)) continue;
    all++;
    if (high(i - 1) || high(i + 1)) paired++;
  }
  return all === 0 ? 0 : paired / all;
}

/** The different stretches of letters around bytes beyond ASCII, a blank between them; blanks that part thousands are none. */
function foreignWords(bytes: Buffer): Buffer {
  const parts =
    bytes.toString('latin1').match(/[A-Za-z\u0080-\u00ff]*[\u0080-\u00ff]+[A-Za-z\u0080-\u00ff]*/g) ?? [];
  const different = new Set(parts.filter((part) => part !== '\u00a0'));
  return Buffer.from([...different].join(' ').slice(0, looked), 'latin1');
}

/** 1 where all is letters of one script, less for signs inside words, capitals behind small letters, and bytes that are no character. */
function plausibility(words: Buffer, label: string): number {
  const text = decoded(words, label);
  const all = text.split(' ').filter((word) => word !== '');
  if (all.length === 0) return 0;
  const good = all.filter((word) => isWord(word, wide.test(label)));
  return good.length / all.length;
}

const ofSigns =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}A-Za-z\u3000-\u303f\u30fb\u30fc\uff01-\uff9f]+$/u;

function isWord(word: string, isWide: boolean): boolean {
  if (/[\uFFFD\u0080-\u009f]/.test(word)) return false;
  if (signs.test(word)) return true;
  if (isWide) return ofSigns.test(word) && !/[A-Za-z][^A-Za-z]+[A-Za-z]/.test(word);
  if (/\p{L}[^\p{L}\p{M}]+\p{L}/u.test(word) || /^[^\p{L}€£°№]/u.test(word)) return false;
  return (
    !/\p{Ll}\p{Lu}/u.test(word) && !(/[^\P{Alphabetic}\p{Script=Latin}]/u.test(word) && /[A-Za-z]/.test(word))
  );
}
