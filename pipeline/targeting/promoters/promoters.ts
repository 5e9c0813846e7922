import type { PromotersConfig } from '../../../contracts/config/promoters.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { double, identifier, literal } from '../../sql/sql-text.ts';
import template from './promoters.sql';

export interface PromotersRequest {
  readonly asOf: string;
  /** The as-of date's first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  readonly config: PromotersConfig;
  /** Whether the table `moods` says the mood of what customers wrote; else only what the data bring is known. */
  readonly withMoods: boolean;
}

/** Moods that the texts stage has read; a review without an id is one as well. */
const readMoods = `select s.spine_id, cast(m.written_at as timestamp) as said_at, m.sentiment
  from spine s
  join moods_read m on m.customer_id = s.customer_id
  where m.sentiment is not null`;

const givenMoods = 'select spine_id, said_at, sentiment from known_moods';

/** SELECT of the customers who may be glad to refer others: see promoters.sql. */
export function promotersSelect({ asOf, asOfAt, ranked, config, withMoods }: PromotersRequest): string {
  const fillings: Record<string, string> = {
    day: literal(asOf),
    as_of: `timestamp ${literal(asOfAt)}`,
    ranked: identifier(ranked),
    nps: double(config.npsAtLeast),
    warm: double(config.sentimentAbove),
    days: String(config.withinDays),
    moods: withMoods ? readMoods : givenMoods,
  };
  const filled = template.replace(/^--.*\n/gm, '').replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`promoters.sql asks for {{${name}}}`);
    return filling;
  });
  return inlineFacts(filled);
}
