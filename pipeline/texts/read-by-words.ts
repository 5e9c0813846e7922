import { moodByWords } from '../../models/text.ts';
import type { MoodReader } from './mood-reader.ts';

/** Moods by a list of words in five languages: for a business whose own comments do not tell yet. */
export const readByWords: MoodReader = {
  name: 'words',
  read: async (texts) =>
    texts.map(({ text }) => {
      const sentiment = moodByWords(text);
      return { sentiment, probability: null, why: sentiment === null ? 'no word' : null };
    }),
};
