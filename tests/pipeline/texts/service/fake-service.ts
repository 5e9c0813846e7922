import { HoldfastError } from '../../../../contracts/errors.ts';
import type { AskedText, MoodAnswer, MoodService } from '../../../../contracts/ports/mood-service.ts';

/** A service that reads moods as it is told to, and remembers what it was asked; it answers in another order. */
export function fakeService(
  answerTo: (text: string) => MoodAnswer | null,
  about: Partial<Pick<MoodService, 'name' | 'languages' | 'mostCharacters' | 'version'>> = {},
): MoodService & { readonly asked: AskedText[] } {
  const asked: AskedText[] = [];
  return {
    ...{ name: 'bedrock', title: 'A service', version: '1', languages: null, mostCharacters: 500 },
    ...about,
    asked,
    async *ask(texts) {
      asked.push(...texts);
      let silent = 0;
      for (const [place, { text }] of [...texts.entries()].reverse()) {
        const answer = answerTo(text);
        if (answer === null) silent++;
        else yield [place, answer] as const;
      }
      if (silent > 0) throw new HoldfastError(`A service did not answer about ${silent} texts`);
    },
  };
}

export const sure = (mood: 'positive' | 'neutral' | 'negative', probability = 0.9): MoodAnswer => {
  const rest = (1 - probability) / 2;
  return { positive: rest, neutral: rest, negative: rest, [mood]: probability };
};
