import { addDays, sqlInstant, startOfDay } from '../../../contracts/business-day.ts';
import { fixedCampaign } from '../../../contracts/campaign.ts';
import type { Problem } from '../../../contracts/config/problems.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { identifier, literal } from '../../sql/sql-text.ts';
import template from './complained.sql';
import themeVoices from './theme-voices.sql';

export interface ComplainedRequest {
  /** The as-of date's first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  readonly problems: readonly Problem[];
  readonly timeZone: string;
  readonly asOf: string;
  /** Whether the tables `themes_said` and `moods_read` say what customers wrote about. */
  readonly withThemes: boolean;
}

/** A row that nothing is about. */
const noProblem =
  '(cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as timestamp), cast(null as timestamp))';

/** Problems that are fixed on a date; those that will be are nobody's news yet. */
export const fixedBy = (problems: readonly Problem[], asOf: string): readonly Problem[] =>
  problems.filter(({ fixed }) => fixed <= asOf);

/** The first day whose complaints count. */
export const complainedSince = ({ since, fixed }: Problem): string => since ?? addDays(fixed, -365);

/** SELECT of the customers who are to be told that a problem is fixed: see complained.sql. */
export function complainedSelect(request: ComplainedRequest): string {
  const { asOf, asOfAt, ranked, problems, timeZone, withThemes } = request;
  const instant = (day: string) =>
    `cast(timestamp ${literal(sqlInstant(startOfDay(day, timeZone)))} as timestamp)`;
  const rows = fixedBy(problems, asOf).flatMap((problem) =>
    wordsOf(problem).map(
      ([kind, word]) =>
        `(${[problem.name, kind, word].map(literal).join(', ')}, ${instant(complainedSince(problem))}, ${instant(problem.fixed)})`,
    ),
  );
  const fillings: Record<string, string> = {
    problems: rows.length > 0 ? rows.join(',\n    ') : noProblem,
    as_of: `timestamp ${literal(asOfAt)}`,
    ranked: identifier(ranked),
    campaign: literal(fixedCampaign),
    themes: withThemes ? themeVoices.trim() : '',
  };
  const text = inlineFacts(template.replace(/^--.*\n/gm, ''));
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`complained.sql asks for {{${name}}}`);
    return filling;
  });
}

/** What says that something is about a problem: a reason however it is written, or the id of a theme. */
const wordsOf = ({ reasons, themes }: Problem): (readonly ['reason' | 'theme', string])[] => [
  ...[...new Set(reasons.map((reason) => reason.trim().toLowerCase()))].map(
    (word) => ['reason', word] as const,
  ),
  ...[...new Set(themes)].map((word) => ['theme', word] as const),
];
