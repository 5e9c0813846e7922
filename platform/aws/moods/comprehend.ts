import { BatchDetectSentimentCommand, type ComprehendClient, LanguageCode } from '@aws-sdk/client-comprehend';
import { z } from 'zod';
import { TransientError } from '../../../contracts/errors.ts';
import type { AskedText, MoodAnswer, MoodService } from '../../../contracts/ports/mood-service.ts';
import { type Answered, inRounds, type PlacedAnswer } from './in-rounds.ts';
import { illFormed, moodFault, shownCode } from './mood-fault.ts';

/** Texts of one language that stand in one call, by their places. */
interface Batch {
  readonly language: LanguageCode;
  readonly places: readonly number[];
}

export interface ComprehendAt {
  readonly client: ComprehendClient;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const title = 'Amazon Comprehend';
/** The most that a call takes. */
const mostTexts = 25;
const callsAtOnce = 4;
/** Texts of a batch that failed by themselves are asked again so often. */
const mostAgain = 4;
const firstWait = 500;
/**
 * Codes of texts that may be read when they are asked about again, in words or, as the reference has them, as numbers; the service
 * cannot read the others, whoever asks.
 */
const passes = /internal|throttl|unavailable|time.?out|^(408|429|5\d\d)$/i;

const score = z.number().min(0).default(0);
const place = z.int().min(0);
const sentiment = z.object({
  Index: place,
  Sentiment: z.string(),
  SentimentScore: z.object({ Positive: score, Neutral: score, Negative: score }),
});
const refusal = z.object({ Index: place, ErrorCode: z.string().default('') });
const answered = z.object({
  ResultList: z.array(sentiment).default([]),
  ErrorList: z.array(refusal).default([]),
});

/** Moods by Comprehend's BatchDetectSentiment, which looks at the first 500 characters of a text. */
export const comprehendMoods = (at: ComprehendAt): MoodService => ({
  name: 'comprehend',
  title,
  version: 'BatchDetectSentiment 2017-11-27',
  languages: Object.values(LanguageCode),
  mostCharacters: 500,
  ask: (texts) => inRounds(batchesOf(texts), callsAtOnce, (batch) => askBatch(batch, texts, at)),
});

function batchesOf(texts: readonly AskedText[]): Batch[] {
  const byLanguage = new Map<LanguageCode, number[]>();
  for (const [place, { language }] of texts.entries()) {
    const places = byLanguage.get(language as LanguageCode) ?? [];
    byLanguage.set(language as LanguageCode, places);
    places.push(place);
  }
  return [...byLanguage].flatMap(([language, places]) =>
    Array.from({ length: Math.ceil(places.length / mostTexts) }, (_, i) => ({
      language,
      places: places.slice(i * mostTexts, (i + 1) * mostTexts),
    })),
  );
}

async function askBatch(
  { language, places }: Batch,
  texts: readonly AskedText[],
  { client, wait }: ComprehendAt,
): Promise<Answered> {
  const answers: PlacedAnswer[] = [];
  let open = places;
  try {
    for (let again = 0; ; again++) {
      const output = await client.send(
        new BatchDetectSentimentCommand({
          LanguageCode: language,
          TextList: open.map((place) => texts[place]!.text),
        }),
      );
      const { ResultList, ErrorList } = stated(output, open.length);
      for (const result of ResultList) answers.push([open[result.Index]!, answerOf(result)]);
      const passing = ErrorList.filter(({ ErrorCode }) => passes.test(ErrorCode));
      for (const { Index } of ErrorList.filter((one) => !passing.includes(one)))
        answers.push([open[Index]!, { why: 'no answer' }]);
      if (passing.length === 0) return { answers, fault: null };
      if (again === mostAgain) return { answers, fault: leftOpen(passing) };
      open = passing.map(({ Index }) => open[Index]!);
      await wait(firstWait * 2 ** again);
    }
  } catch (cause) {
    return { answers, fault: moodFault(cause, title, null) };
  }
}

/**
 * What an answer says, each of the texts once.
 * @throws HoldfastError where it has another form than the reference says, as that of a proxy in between may have
 */
function stated(output: unknown, texts: number): z.infer<typeof answered> {
  const { data } = answered.safeParse(output);
  if (data === undefined) throw illFormed(title);
  const places = [...data.ResultList, ...data.ErrorList].map(({ Index }) => Index);
  if (places.length !== texts || new Set(places).size !== texts || Math.max(...places) >= texts)
    throw illFormed(title);
  return data;
}

const leftOpen = ([first, ...others]: readonly z.infer<typeof refusal>[]): TransientError =>
  new TransientError(
    `${title} did not answer about ${others.length + 1} texts of a call, however often it was asked: ${shownCode(first?.ErrorCode)}`,
  );

/** Scores of the three moods alone, so that they are together 1. */
function answerOf({ Sentiment, SentimentScore }: z.infer<typeof sentiment>): MoodAnswer {
  if (Sentiment === 'MIXED') return { why: 'mixed' };
  const { Positive, Neutral, Negative } = SentimentScore;
  const all = Positive + Neutral + Negative;
  if (all === 0) return { why: 'no answer' };
  return { positive: Positive / all, neutral: Neutral / all, negative: Negative / all };
}
