import type { MoodAnswer } from '../../../contracts/ports/mood-service.ts';

export type PlacedAnswer = readonly [place: number, answer: MoodAnswer];

/** What came of one call: the answers, and what kept it from all of them. */
export interface Answered {
  readonly answers: readonly PlacedAnswer[];
  readonly fault: Error | null;
}

/**
 * The answers to some calls, a few of which are made at once.
 * @throws the first fault of a round, after all answers of that round
 */
export async function* inRounds<Part>(
  parts: readonly Part[],
  atOnce: number,
  call: (part: Part) => Promise<Answered>,
): AsyncGenerator<PlacedAnswer> {
  for (let from = 0; from < parts.length; from += atOnce) {
    const round = await Promise.all(parts.slice(from, from + atOnce).map(call));
    for (const { answers } of round) yield* answers;
    const { fault } = round.find((one) => one.fault !== null) ?? { fault: null };
    if (fault !== null) throw fault;
  }
}
