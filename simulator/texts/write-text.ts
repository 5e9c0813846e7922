import type { Language } from '../plan.ts';
import type { Stream } from '../random.ts';
import { phrases } from './languages.ts';
import type { Phrases, Theme } from './phrases.ts';
import { roughen } from './roughen.ts';

/** What a text is to say. */
export interface TextOrder {
  readonly language: Language;
  readonly theme: Theme;
  /** −1 to 1. */
  readonly feeling: number;
}

/** A text in a customer's words: parts on the theme, good and bad by the feeling, written as people write. */
export function writeText({ language, theme, feeling }: TextOrder, random: Stream): string {
  const how = random.uniform();
  if (how < 0.02) return emptyTexts[random.integer(emptyTexts.length)]!;
  const words = phrases[language];
  const parts =
    how < 0.04 ? longText(words, theme, feeling, random) : plainText(words, theme, feeling, random);
  const text = parts.join(' ');
  const mixed = language !== 'en' && random.uniform() < 0.03 ? `${text} ${mixIn(feeling)}` : text;
  return roughen(mixed, feeling, random);
}

/** Texts that say nothing are texts as well. */
const emptyTexts = ['-', '.', '…', 'n/a'];

const mixIn = (feeling: number): string => (feeling > 0 ? 'thanks, great job' : 'very bad, please help');

function plainText(words: Phrases, theme: Theme, feeling: number, random: Stream): string[] {
  if (feeling < -0.3 && random.uniform() < 0.06)
    return [one(words.ironic, random), one(words.bad[theme], random)];
  const first = isGood(feeling, random);
  const mood = first ? 'good' : 'bad';
  const parts = [one(words[mood][theme], random)];
  if (random.uniform() < 0.45) parts.unshift(one(words.opening[mood], random));
  const second = isGood(feeling, random);
  if (Math.abs(feeling) < 0.5 && first !== second) {
    parts[parts.length - 1] += `, ${words.but} ${one(words[second ? 'good' : 'bad'][theme], random)}`;
  } else if (random.uniform() < 0.4) parts[parts.length - 1] += `, ${one(words.closing[mood], random)}`;
  return parts;
}

function longText(words: Phrases, theme: Theme, feeling: number, random: Stream): string[] {
  const sentences = 8 + random.integer(30);
  return Array.from({ length: sentences }, (_, i) => {
    if (i > 0 && random.uniform() < 0.5) return `${one(words.aside, random)}.`;
    return `${one(words[isGood(feeling, random) ? 'good' : 'bad'][theme], random)}.`;
  });
}

/** Feelings colour each part by chance; strong ones colour all. */
const isGood = (feeling: number, random: Stream): boolean =>
  random.uniform() < Math.min(1, Math.max(0, 0.5 + 0.8 * feeling));

const one = (list: readonly string[], random: Stream): string => list[random.integer(list.length)]!;
