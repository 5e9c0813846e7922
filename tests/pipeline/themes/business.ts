import { randomStream } from '../../../models/numerics.ts';
import type { Theme } from '../../../simulator/texts/phrases.ts';
import { writeText } from '../../../simulator/texts/write-text.ts';
import { type Business, emptyBusiness } from '../features/business.ts';
import { comment, ticket } from '../texts/texts.ts';

const languages = ['en', 'pl'] as const;
const reasons = ['delivery', 'quality', 'refund'] as const;

export interface Sizes {
  readonly tickets?: number;
  readonly comments?: number;
  /** Comments on what no ticket is about. */
  readonly strange?: number;
}

/** Theme that each comment was meant to be about, by id. */
export const meant = (id: string): Theme =>
  id.startsWith('x') ? 'app' : reasons[Number(id.slice(1)) % reasons.length]!;

/** Tickets with reasons, comments on the same, and comments on the app, which no ticket is about. */
export function themedBusiness({ tickets = 420, comments = 90, strange = 60 }: Sizes = {}): Business {
  const random = randomStream(11, 'themed business');
  const write = (theme: Theme, i: number) =>
    writeText({ language: languages[i % 2]!, theme, feeling: i % 4 < 2 ? 0.8 : -0.8 }, random);
  const rows = (mark: string, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const id = `${mark}${i}`;
      return comment(id, {
        text: write(meant(id), i),
        language: languages[i % 2]!,
        customer_id: `w${i}`,
        daysAgo: i % 27,
        score: 3,
      });
    });
  return {
    ...emptyBusiness,
    customers: languages.map(
      (language, i) =>
        ({
          customer_id: `c${i}`,
          joined_at: 0,
          known_at: 0,
          language,
        }) as unknown as Business['customers'][number],
    ),
    tickets: Array.from({ length: tickets }, (_, i) => {
      const reason = reasons[i % reasons.length]!;
      return ticket(`t${i}`, { text: write(reason, i), reason, customer_id: `c${i % 2}`, daysAgo: i % 180 });
    }),
    surveys: [...rows('s', comments), ...rows('x', strange)],
  };
}
