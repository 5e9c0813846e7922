import { describe, expect, it } from 'vitest';
import type { Config } from '../../../contracts/config/config.ts';
import type { MoodService } from '../../../contracts/ports/mood-service.ts';
import type { Scalar } from '../../../contracts/ports/warehouse.ts';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { readMoods } from '../../../pipeline/texts/read-moods.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { silence } from '../../support/silence.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../features/business.ts';
import { asOf, comment, review, ticket, type Written, writingBusiness } from './texts.ts';

/** The moods of a business's texts, and all that was left in its store. */
async function moodsOf(
  business: Partial<Business>,
  config: Config = smallConfig(),
  { texts = new Set<string>(), service = null as MoodService | null } = {},
) {
  const { warehouse, store } = await openBusiness({ ...emptyBusiness, ...business });
  const passage = { warehouse: recordingWarehouse(warehouse, texts), store, prefix: 'passing/' };
  const found = await readMoods({ config, asOf, moods: 'moods/', service }, passage, silence).finally(() =>
    warehouse.close(),
  );
  const files = await Promise.all(found.files.map(async (key) => readParquet((await store.get(key))!)));
  const rows = files.flat();
  const of = (id: string) => rows.find(({ record_id }) => record_id === id);
  return { ...found, rows, of, left: (await store.list('')).map(({ key }) => key) };
}

describe('moods of what customers wrote', () => {
  it('are learned from scored comments, tested on later ones, and said of tickets', async () => {
    const found = await moodsOf(writingBusiness());
    if (!('model' in found.learned)) throw new Error(found.learned.because);
    const { taught, quality } = found.learned;
    expect(taught.good + taught.bad).toBe(400);
    expect(quality.all.texts).toBe(80);
    expect(quality.all.accuracy.low).toBeGreaterThan(quality.all.largestClass);
    expect(quality.byLanguage.map(({ language }) => language)).toEqual(['it', 'pl', 'ru']);
    expect(quality.gain.low).toBeGreaterThan(0);
    const tickets = found.rows.filter(({ source, sentiment }) => source === 'ticket' && sentiment !== null);
    expect(tickets.length).toBeGreaterThan(40);
    const isRight = ({ record_id, sentiment }: Record<string, Scalar>) =>
      Number(String(record_id).slice(1)) % 2 === 0 ? Number(sentiment) > 0 : Number(sentiment) < 0;
    expect(tickets.filter(isRight).length / tickets.length).toBeGreaterThan(0.85);
    for (const { probability, said_by } of tickets) {
      expect(said_by).toBe('own');
      expect(Number(probability)).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('are the same bytes for the same texts, and no text is left behind', async () => {
    const [one, two] = [await moodsOf(writingBusiness()), await moodsOf(writingBusiness())];
    expect(one.rows).toEqual(two.rows);
    expect(one.left).toEqual(one.files);
    const words = writingBusiness().surveys.map((row) => (row as unknown as { comment: string }).comment);
    const written = JSON.stringify(one.rows);
    expect(words.filter((text) => text.length > 12 && written.includes(text))).toEqual([]);
  });

  it('what the data or a score says stands; a comment with words but no score is read', async () => {
    const found = await moodsOf({
      surveys: [
        comment('given', { text: 'awful', score: 5, sentiment: 0.4 }),
        comment('scored', { text: 'awful', score: 5 }),
        comment('middle', { text: 'well', score: 3 }),
        comment('detractor', { text: 'well', kind: 'nps', score: 6, scale_max: null }),
        comment('hard', { text: 'well', kind: 'ces', score: 1, scale_max: 7 }),
        comment('best of 5', { text: 'great', kind: 'nps', score: 5, scale_max: 5 }),
        comment('second of 3', { text: 'awful', score: 2, scale_max: 3 }),
        comment('open', { text: 'awful and slow', score: null }),
        comment('silent', { text: null, score: 2 }),
      ],
      reviews: [
        review('stars', { text: 'fine', platform: 'maps', rating: 2 }),
        review(null, { text: 'great service, thank you', platform: 'forum' }),
      ],
    });
    const said = (id: string) => [found.of(id)?.said_by, found.of(id)?.sentiment];
    expect(said('given')).toEqual(['given', 0.4]);
    expect(said('scored')).toEqual(['score', 1]);
    expect(said('middle')).toEqual(['score', 0]);
    expect(said('detractor')).toEqual(['score', -1]);
    expect(said('hard')).toEqual(['score', -1]);
    expect(said('best of 5')).toEqual(['words', 1]);
    expect(said('second of 3')).toEqual(['words', -1]);
    expect(said('open')).toEqual(['words', -1]);
    expect(found.of('silent')).toBeUndefined();
    expect(said('stars')).toEqual(['score', -1]);
    expect(found.rows.find(({ record_id }) => record_id === null)).toMatchObject({
      source: 'review',
      sentiment: 1,
      customer_id: null,
      written_at: '2025-11-20 12:00:00',
    });
  });

  it('an answer is read from its own time on, and effort counts downwards where the config says so', async () => {
    const business = {
      surveys: [
        comment('later', { text: 'good', score: 5, answered_at: 1_800_000_000 }),
        comment('effort', { text: 'well', kind: 'ces', score: 1, scale_max: 7 }),
      ],
    };
    const found = await moodsOf(business, smallConfig({ cx: { cesMeans: 'effort' } }));
    expect(found.of('later')).toBeUndefined();
    expect(found.of('effort')?.sentiment).toBe(1);
  });

  it('nothing is said of empty, tiny and foreign texts, by a model or by words', async () => {
    const odd: readonly [string, Written][] = [
      ['empty', { text: '...' }],
      ['tiny', { text: 'ok' }],
      ['script', { text: 'サービスがとても悪いです' }],
      ['unknown', { text: 'zxqv wkjh pqzx vbnm' }],
    ];
    const business = writingBusiness({ tickets: 0 });
    const tickets = odd.map(([id, written]) => ticket(id, written));
    const learned = await moodsOf({ ...business, tickets });
    expect(learned.reader).toBe('own');
    expect(learned.silent).toMatchObject({ empty: 1, tiny: 1, script: 1, unknown: 1 });
    const cold = await moodsOf({ tickets });
    expect([cold.reader, cold.silent]).toEqual(['words', { 'no word': 4 }]);
    for (const { rows } of [learned, cold])
      for (const row of rows.filter(({ source }) => source === 'ticket'))
        expect([row.sentiment, row.probability, row.said_by]).toEqual([null, null, null]);
  });

  it('a model that tells nothing is not used, nor one of too few comments; each says why', async () => {
    const random = writingBusiness({ comments: 300, tickets: 5 });
    const shuffled = random.surveys.map((row, i) => ({ ...row, score: i % 4 < 2 ? 5 : 1 }));
    const noise = await moodsOf({ ...random, surveys: shuffled });
    expect(noise.reader).toBe('words');
    expect(noise.learned).toEqual({ because: expect.stringContaining('no more than the shares') });
    const few = await moodsOf(writingBusiness({ comments: 40, tickets: 5 }));
    expect(few.learned).toEqual({ because: expect.stringContaining('takes 200 texts') });
    const points = random.surveys.map((row) => (row.score === 5 ? { ...row, comment: '10/10' } : row));
    const unread = await moodsOf({ ...random, surveys: points });
    expect([unread.reader, unread.learned]).toEqual([
      'words',
      { because: expect.stringContaining('the same label') },
    ]);
    const none = await moodsOf({});
    expect([none.reader, none.scored, none.rows]).toEqual(['none', [], []]);
  });

  it("asks in SQL that parses with Trino's grammar", async () => {
    const texts = new Set<string>();
    await moodsOf(writingBusiness({ comments: 10, tickets: 2 }), smallConfig(), { texts });
    const problems = await trinoGrammar();
    for (const text of texts) expect(problems(text), text).toEqual([]);
    expect(texts.size).toBeGreaterThan(2);
  });
});
