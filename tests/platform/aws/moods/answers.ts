import type { AskedText, MoodAnswer, MoodService } from '../../../../contracts/ports/mood-service.ts';

/** The answers of a service in the order of the texts, and what kept it from the others. */
export async function answersOf(service: MoodService, texts: readonly AskedText[]) {
  const answers: (MoodAnswer | undefined)[] = texts.map(() => undefined);
  try {
    for await (const [place, answer] of service.ask(texts)) answers[place] = answer;
    return { answers, fault: null };
  } catch (error) {
    return { answers, fault: error as Error };
  }
}
