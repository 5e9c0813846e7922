import {
  BatchDetectSentimentCommand,
  type BatchDetectSentimentCommandInput,
  type BatchDetectSentimentItemResult,
  ComprehendClient,
} from '@aws-sdk/client-comprehend';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../../contracts/errors.ts';
import { comprehendMoods } from '../../../../platform/aws/moods/comprehend.ts';
import { answersOf } from './answers.ts';

const client = new ComprehendClient({ region: 'eu-central-1' });
const mock = mockClient(client);
const waited: number[] = [];
const service = comprehendMoods({ client, wait: async (milliseconds) => void waited.push(milliseconds) });

/** Says of "good 0.9" that it is positive by that score. */
function resultOf(text: string, Index: number): BatchDetectSentimentItemResult {
  const [mood, score = 1] = [text.split(' ')[0], Number(text.split(' ')[1] ?? 1)];
  const Sentiment = mood === 'good' ? 'POSITIVE' : mood === 'both' ? 'MIXED' : 'NEGATIVE';
  const [Positive, Negative] = mood === 'good' ? [score, 0] : [0, score];
  return { Index, Sentiment, SentimentScore: { Positive, Negative, Neutral: 1 - score, Mixed: 0 } };
}

/** Answers all texts but those that fail by a code. */
const answering =
  (codeOf: (text: string) => string | null = () => null) =>
  ({ TextList = [] }: BatchDetectSentimentCommandInput) => {
    const codes = TextList.map(codeOf);
    return {
      ResultList: TextList.map(resultOf).filter(({ Index }) => codes[Index!] === null),
      ErrorList: codes.flatMap((ErrorCode, Index) =>
        ErrorCode === null ? [] : [{ Index, ErrorCode, ErrorMessage: TextList[Index] }],
      ),
    };
  };

const calls = () => mock.commandCalls(BatchDetectSentimentCommand).map(({ args: [{ input }] }) => input);
const inEnglish = (texts: readonly string[]) => texts.map((text) => ({ text, language: 'en' }));

beforeEach(() => {
  mock.reset();
  waited.length = 0;
});

describe('Comprehend', () => {
  it('is asked 25 texts of one language at a time, and answers stand by their texts', async () => {
    mock.on(BatchDetectSentimentCommand).callsFake(answering());
    const texts = Array.from({ length: 60 }, (_, i) => ({
      text: `${i % 2 ? 'good' : 'bad'} ${(50 + (i % 50)) / 100}`,
      language: i % 3 ? 'en' : 'zh-TW',
    }));
    const { answers, fault } = await answersOf(service, texts);
    expect(fault).toBeNull();
    expect(calls().map(({ LanguageCode, TextList }) => [LanguageCode, TextList!.length])).toEqual([
      ['zh-TW', 20],
      ['en', 25],
      ['en', 15],
    ]);
    for (const [i, { text }] of texts.entries()) {
      const score = Number(text.split(' ')[1]);
      const sided = text.startsWith('good')
        ? { positive: score, negative: 0 }
        : { positive: 0, negative: score };
      expect(answers[i]).toEqual({ ...sided, neutral: 1 - score });
    }
  });

  it('says nothing of what is of two moods', async () => {
    mock.on(BatchDetectSentimentCommand).callsFake(answering());
    expect((await answersOf(service, inEnglish(['both', 'good']))).answers).toEqual([
      { why: 'mixed' },
      { positive: 1, neutral: 0, negative: 0 },
    ]);
  });

  it('is asked again, ever later, about the texts of a call that failed by themselves, and about no other', async () => {
    const failed = new Set<string>();
    const once = (text: string) => {
      const fails = text.startsWith('good') && !failed.has(text);
      failed.add(text);
      return fails ? 'INTERNAL_SERVER_EXCEPTION' : null;
    };
    mock.on(BatchDetectSentimentCommand).callsFake((input) => answering(once)(input));
    const { answers, fault } = await answersOf(service, inEnglish(['good 0.6', 'bad 0.7', 'good 0.8']));
    expect(fault).toBeNull();
    expect(answers).toMatchObject([{ positive: 0.6 }, { negative: 0.7 }, { positive: 0.8 }]);
    expect(calls().map(({ TextList }) => TextList)).toEqual([
      ['good 0.6', 'bad 0.7', 'good 0.8'],
      ['good 0.6', 'good 0.8'],
    ]);
    expect(waited).toEqual([500]);
  });

  it('that never answers about a text is a thing that passes; one that cannot read it is an answer', async () => {
    const codes: Readonly<Record<string, string>> = {
      'good 0.6': 'INTERNAL_SERVER_EXCEPTION',
      long: 'TEXT_SIZE_LIMIT',
    };
    mock.on(BatchDetectSentimentCommand).callsFake(answering((text) => codes[text] ?? null));
    const { answers, fault } = await answersOf(service, inEnglish(['good 0.6', 'long', 'good 0.8']));
    expect(answers).toMatchObject([undefined, { why: 'no answer' }, { positive: 0.8 }]);
    expect(waited).toEqual([500, 1000, 2000, 4000]);
    expect(fault).toBeInstanceOf(TransientError);
    expect(fault!.message).toBe(
      'Amazon Comprehend did not answer about 1 texts of a call, however often it was asked: INTERNAL_SERVER_EXCEPTION',
    );
  });

  it.each(['500', '503', '429'])('takes the numeric code %s of a text for one that passes', async (code) => {
    const failed = new Set<string>();
    const once = (text: string) => {
      if (failed.has(text)) return null;
      failed.add(text);
      return text === 'bad 0.7' ? code : null;
    };
    mock.on(BatchDetectSentimentCommand).callsFake((input) => answering(once)(input));
    const { answers, fault } = await answersOf(service, inEnglish(['good 0.6', 'bad 0.7']));
    expect(fault).toBeNull();
    expect(answers).toMatchObject([{ positive: 0.6 }, { negative: 0.7 }]);
  });

  it('is never sent more than a document may hold: 25 texts of 5 KB', async () => {
    mock.on(BatchDetectSentimentCommand).callsFake(answering());
    // the characters that take most room in UTF-8
    const text = '\u{1F600}'.repeat(service.mostCharacters);
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(5000);
    await answersOf(service, inEnglish(Array.from({ length: 51 }, () => text)));
    expect(calls().map(({ TextList }) => TextList!.length)).toEqual([25, 25, 1]);
    expect([...service.languages!].sort()).toEqual(
      ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pt', 'zh', 'zh-TW'].sort(),
    );
  });

  it('gives the answers of other calls before it says that one was throttled to the end', async () => {
    const throttled = Object.assign(new Error('Rate exceeded'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    mock.on(BatchDetectSentimentCommand).callsFake((input: BatchDetectSentimentCommandInput) => {
      if (input.LanguageCode === 'de') throw throttled;
      return answering()(input);
    });
    const texts = [
      { text: 'bad', language: 'de' },
      { text: 'good', language: 'en' },
    ];
    const { answers, fault } = await answersOf(service, texts);
    expect(answers.map((one) => one !== undefined)).toEqual([false, true]);
    expect(fault).toBeInstanceOf(TransientError);
    expect(fault!.message).toBe(
      'Could not ask Amazon Comprehend about moods: ThrottlingException: Rate exceeded',
    );
  });

  const good = { Index: 0, Sentiment: 'POSITIVE', SentimentScore: { Positive: 1 } };
  it.each<[what: string, output: unknown]>([
    ['lists that are texts', { ResultList: 'secret', ErrorList: 'secret' }],
    ['a list that is none', { ResultList: { secret: good } }],
    ['parts that are texts', { ResultList: ['secret', null] }],
    ['a text that was not sent', { ResultList: [good, { ...good, Index: 2 }] }],
    ['one text twice', { ResultList: [good, good] }],
    ['one text that is both read and refused', { ResultList: [good], ErrorList: [{ Index: 0 }] }],
    ['no word of a text', { ResultList: [good] }],
    ['nothing', {}],
    ['scores that are texts', { ResultList: [good, { ...good, Index: 1, SentimentScore: 'secret' }] }],
    ['a score below none', { ResultList: [good, { ...good, Index: 1, SentimentScore: { Positive: -1 } }] }],
  ])('that answers in another form is said in a sentence: %s', async (_, output) => {
    mock.on(BatchDetectSentimentCommand).resolves(output as never);
    const { answers, fault } = await answersOf(service, inEnglish(['my secret text', 'good']));
    expect(answers).toEqual([undefined, undefined]);
    expect(fault?.message).toMatch(
      /^Amazon Comprehend answered in a form that it never has\. .*cx\.sentiment\.reader: own/,
    );
  });

  it('that answers without JSON is said in that sentence too', async () => {
    mock
      .on(BatchDetectSentimentCommand)
      .rejects(new SyntaxError('Unexpected token s, "secret" is not valid JSON'));
    const { fault } = await answersOf(service, inEnglish(['good']));
    expect(fault?.message).toMatch(/answered in a form that it never has/);
    expect(JSON.stringify([fault, fault?.cause])).not.toContain('secret');
  });

  it('repeats no text in an error, and says where credentials are missing', async () => {
    const refused = Object.assign(new Error("Value '[my secret text]' at 'textList' failed"), {
      name: 'InvalidRequestException',
      $metadata: { httpStatusCode: 400 },
    });
    mock.on(BatchDetectSentimentCommand).rejects(refused);
    const { fault } = await answersOf(service, inEnglish(['my secret text']));
    expect(fault!.message).toBe(
      'Could not ask Amazon Comprehend about moods: InvalidRequestException: it refused the call',
    );
    expect(JSON.stringify(fault!.cause)).not.toContain('secret');
    mock.rejects(
      Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' }),
    );
    expect((await answersOf(service, inEnglish(['good']))).fault!.message).toContain(
      'There are no AWS credentials to ask Amazon Comprehend with',
    );
  });
});
