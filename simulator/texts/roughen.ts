import type { Stream } from '../random.ts';

const glad = ['😊', '👍', '❤️', '🙏', '!!'];
const cross = ['😡', '👎', '😞', '🙄', '!!!'];

/** Writes as people write: marks left out, letters swapped, all in capitals, no capitals, an emoji at the end. */
export function roughen(text: string, feeling: number, random: Stream): string {
  let rough = text;
  const style = random.uniform();
  if (style < 0.18) rough = withoutMarks(rough);
  if (random.uniform() < 0.15) rough = swapLetters(rough, random);
  const letters = random.uniform();
  if (letters < 0.05) rough = rough.toUpperCase();
  else if (letters < 0.6) rough = rough.charAt(0).toUpperCase() + rough.slice(1);
  const end = random.uniform();
  if (end < 0.2) return `${rough} ${emoji(feeling, random)}`;
  return end < 0.6 ? `${rough}.` : rough;
}

const emoji = (feeling: number, random: Stream): string => {
  const list = feeling > 0 ? glad : cross;
  return list[random.integer(list.length)]!;
};

const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .normalize('NFC');

/** Two neighbouring letters change places, as they do in typing. */
function swapLetters(text: string, random: Stream): string {
  const at = 1 + random.integer(Math.max(1, text.length - 3));
  const [a, b] = [text[at] ?? '', text[at + 1] ?? ''];
  if (!/^\p{L}{2}$/u.test(a + b)) return text;
  return text.slice(0, at) + b + a + text.slice(at + 2);
}
