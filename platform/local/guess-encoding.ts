import { analyse } from 'chardet';

/** Encodings of older systems that files come in, each with the detector's names for it. */
const candidates: readonly (readonly [label: string, detected: RegExp])[] = [
  ['shift_jis', /^Shift_JIS$/i],
  ['gb18030', /^GB18030$/i],
  ['big5', /^Big5$/i],
  ['euc-kr', /^EUC-KR$/i],
  ['euc-jp', /^EUC-JP$/i],
  ['windows-1251', /^(windows-1251|KOI8-R|ISO-8859-5)$/i],
  ['windows-1250', /^(windows-1250|ISO-8859-2)$/i],
  ['windows-1252', /^(windows-1252|ISO-8859-1)$/i],
  ['windows-1254', /^(windows-1254|ISO-8859-9)$/i],
  ['windows-1253', /^(windows-1253|ISO-8859-7)$/i],
];
const wide = /^(shift_jis|gb18030|big5|euc)/;
const looked = 64 << 10;

/**
 * The encoding of bytes that are no UTF-8: the likeliest by the detector's statistics whose letters make words, of the
 * words with other than ASCII letters alone, since an export has few of them.
 */
export function guessEncoding(bytes: Buffer): string {
  const words = foreignWords(bytes);
  const scores = analyse(words);
  const paired = pairedShare(words) > 0.5;
  const possible = candidates.filter(([label]) => paired || !(wide.test(label) || label === 'windows-1251'));
  const judged = possible.map(([label, detected]) => {
    const confidence = Math.max(
      0,
      ...scores.filter(({ name }) => detected.test(name)).map((one) => one.confidence),
    );
    return { label, score: confidence / 100 + plausibility(words, label) };
  });
  const [best] = judged.sort((a, b) => b.score - a.score);
  const label = best?.label ?? 'windows-1252';
  return label === 'windows-1252' && !bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? 'latin-1' : label;
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

/** Stretches of letters around bytes beyond ASCII, a blank between them. */
function foreignWords(bytes: Buffer): Buffer {
  const parts =
    bytes.toString('latin1').match(/[A-Za-z\u0080-\u00ff]*[\u0080-\u00ff]+[A-Za-z\u0080-\u00ff]*/g) ?? [];
  return Buffer.from(parts.join(' ').slice(0, looked), 'latin1');
}

/** 1 where all is letters of one script, less for signs inside words, capitals behind small letters, and bytes that are no character. */
function plausibility(words: Buffer, label: string): number {
  const text = new TextDecoder(label).decode(words);
  const all = text.split(' ').filter((word) => word !== '');
  if (all.length === 0) return 0;
  const good = all.filter((word) => isWord(word, wide.test(label)));
  return good.length / all.length;
}

function isWord(word: string, isWide: boolean): boolean {
  if (/[\uFFFD\u0080-\u009f]/.test(word)) return false;
  if (isWide)
    return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}A-Za-zー・（）：]+$/u.test(
      word,
    );
  if (/\p{L}[^\p{L}]+\p{L}/u.test(word) || /^[^\p{L}€£°]/u.test(word)) return false;
  return !/\p{Ll}\p{Lu}/u.test(word) && !(/\p{Script=Cyrillic}/u.test(word) && /[A-Za-z]/.test(word));
}
