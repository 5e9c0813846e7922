import { describe, expect, it } from 'vitest';
import { moodNotes } from '../../../pipeline/cx/notes.ts';
import { mappedWithMoods } from '../../../pipeline/stages/read-moods.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { measured } from './drivers/measured.ts';
import { at, customer, figuresOf, order, review, survey, ticket } from './figures.ts';

const scored = (source: 'ticket' | 'survey' | 'review', row: object) => ({
  ...{ source, texts: 0, given: 0, byScore: 0, read: 0, none: 0 },
  ...row,
});

describe('moods that were read', () => {
  const business = {
    tickets: [
      ticket('given', { sentiment: 0.5 }),
      ticket('read', {}),
      ticket('silent', {}),
      ticket('unread', {}),
      ticket('late', { opened_at: at('2025-12-02T10:00:00') }),
    ],
    surveys: [survey('read', { comment: 'x' }), survey('given', { comment: 'x', sentiment: 0.2 })],
    reviews: [review('read', { text: 'x' })],
  };
  const figures = figuresOf('cases', 'answers', 'reviews');

  it('count where the data bring none, each for its own record; of those without one nothing counts', async () => {
    const texts = new Set<string>();
    const found = await figures(business, {
      texts,
      moods: [
        ['ticket', 'given', -1],
        ['ticket', 'read', -0.8],
        ['ticket', 'silent', null],
        ['ticket', 'late', 1],
        ['survey', 'read', 0.6],
        ['review', 'read', -0.4],
      ],
    });
    const names = ['sentiment_cases', 'sentiment_answers', 'sentiment_reviews'];
    expect(names.map((name) => found.of(name)?.n)).toEqual([2, 2, 1]);
    const problems = await trinoGrammar();
    for (const text of texts) expect(problems(text), text).toEqual([]);
  });

  it('have the mean that they say', async () => {
    const many = Array.from({ length: 20 }, (_, i) => ticket(`t${i}`, i < 5 ? { sentiment: 1 } : {}));
    const found = await figures(
      { tickets: many },
      { moods: many.map((_, i) => ['ticket', `t${i}`, i < 5 ? -1 : -0.6] as const) },
    );
    // 5 of 1 and 15 of −0.6
    expect(found.of('sentiment_cases')).toMatchObject({ n: 20, interval: { value: -0.2 } });
  });

  it('are none where the texts were not read', async () => {
    const found = await figures(business);
    expect(['sentiment_cases', 'sentiment_answers'].map((name) => found.of(name)?.n)).toEqual([1, 1]);
    expect(found.of('sentiment_reviews')).toBeUndefined();
  });

  it('are what drivers are measured by', async () => {
    const opened_at = at('2025-06-01T10:00:00');
    const { data } = await measured(
      {
        customers: [customer('c1')],
        orders: [order('o', 'c1', '2025-05-20')],
        tickets: [ticket('t', { opened_at }), ticket('silent', { opened_at: opened_at + 60 })],
      },
      {
        moods: [
          ['ticket', 't', -0.8],
          ['ticket', 'silent', null],
        ],
      },
    );
    const own = data.filter(({ driver }) => driver === 'sentiment_cases');
    expect(own.map(({ dose }) => Number(dose))).toEqual([-0.8]);
  });

  it('are no driver where they are the score of the same answer once more; one that the data bring is', async () => {
    const answer = (id: string, row: object = {}) =>
      survey(id, { answered_at: at('2025-06-01T10:00:00'), kind: 'csat', score: 5, comment: 'x', ...row });
    const { data } = await measured(
      {
        customers: [customer('c1')],
        orders: [order('o', 'c1', '2025-05-20')],
        surveys: [answer('scored'), answer('both', { sentiment: 0.3 }), answer('read', { score: null })],
      },
      {
        moods: [
          ['survey', 'scored', 1, 'score'],
          ['survey', 'both', 1, 'score'],
          ['survey', 'read', -0.5],
        ],
      },
    );
    const doses = (name: string) =>
      data.flatMap(({ driver, dose }) => (driver === name ? [Number(dose)] : [])).sort();
    expect(doses('sentiment_answers')).toEqual([-0.5, 0.3]);
    expect(doses('csat_5')).toEqual([5, 5]);
  });

  it('stand for the column of their source, and a note says whose word they are', () => {
    const checked = { sources: [{ source: 'tickets', mapped: ['ticket_id'] }] } as never;
    const read = [
      scored('ticket', { texts: 1000, read: 800, none: 200 }),
      scored('survey', { texts: 10, none: 10 }),
    ];
    const mapped = mappedWithMoods(checked, { scored: read });
    expect(mapped('tickets')).toEqual(['ticket_id', 'sentiment']);
    expect(mapped('surveys')).toEqual([]);
    expect(mappedWithMoods(checked, null)('tickets')).toEqual(['ticket_id']);
    expect(moodNotes({ reader: 'own', scored: read })).toEqual([
      "Sentiment of 1,000 support cases: 80% from the words, read by the business's own model; 20% none, which does not count.",
    ]);
    expect(moodNotes(null)).toEqual([]);
  });
});
