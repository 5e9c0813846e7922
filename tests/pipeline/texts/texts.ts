import { randomStream } from '../../../models/numerics.ts';
import { writeText } from '../../../simulator/texts/write-text.ts';
import { type Business, emptyBusiness } from '../features/business.ts';

export const asOf = '2025-12-01';
const day = 86_400;
const until = Date.parse('2025-11-30T12:00:00Z') / 1000;

type RowOf<Table extends Exclude<keyof Business, 'moods'>> = Business[Table][number];

export interface Written {
  readonly text: string | null;
  readonly language?: string | null;
  /** Days before the as-of date. */
  readonly daysAgo?: number;
  readonly [column: string]: unknown;
}

/** An answer to a survey with words. */
export function comment(id: string, { text, daysAgo = 10, ...row }: Written): RowOf<'surveys'> {
  const at = until - daysAgo * day;
  return {
    survey_id: id,
    customer_id: 'c1',
    invited_at: at - 60,
    known_at: at - 60,
    answered_at: at,
    kind: 'csat',
    scale_max: 5,
    comment: text,
    ...row,
  } as unknown as RowOf<'surveys'>;
}

export function ticket(id: string, { text, daysAgo = 10, ...row }: Written): RowOf<'tickets'> {
  const at = until - daysAgo * day;
  const facts = { ticket_id: id, customer_id: 'c1', opened_at: at, known_at: at, text };
  return { ...facts, ...row } as unknown as RowOf<'tickets'>;
}

export function review(id: string | null, { text, daysAgo = 10, ...row }: Written): RowOf<'reviews'> {
  const at = until - daysAgo * day;
  return { review_id: id, written_at: at, known_at: at, text, ...row } as unknown as RowOf<'reviews'>;
}

const languages = ['pl', 'ru', 'it'] as const;
const themes = ['delivery', 'price', 'quality'] as const;

/** Comments with scores, three of five good, and tickets without a mood, in three languages. */
export function writingBusiness({ comments = 400, tickets = 60 } = {}): Business {
  const random = randomStream(3, 'writing business');
  const write = (feeling: number, i: number) =>
    writeText({ language: languages[i % 3]!, theme: themes[i % 2]!, feeling }, random);
  return {
    ...emptyBusiness,
    customers: languages.map(
      (language, i) =>
        ({ customer_id: `c${i}`, joined_at: 0, known_at: 0, language }) as unknown as RowOf<'customers'>,
    ),
    surveys: Array.from({ length: comments }, (_, i) => {
      const isGood = random.uniform() < 0.6;
      const own = { text: write(isGood ? 0.8 : -0.8, i), score: isGood ? 5 : 1, daysAgo: 400 - i / 2 };
      return comment(`s${i}`, { ...own, language: languages[i % 3]!, customer_id: `c${i % 3}` });
    }),
    tickets: Array.from({ length: tickets }, (_, i) =>
      ticket(`t${i}`, { text: write(i % 2 === 0 ? 0.8 : -0.8, i), customer_id: `c${i % 3}`, daysAgo: i }),
    ),
  };
}
