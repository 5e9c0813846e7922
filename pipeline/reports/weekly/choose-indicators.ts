import type { Headline } from '../../../contracts/artefacts/metrics-report.ts';
import { ConfigError } from '../../../contracts/errors.ts';

/** One of each is shown where nobody chose: the first that is counted. */
const kinds: readonly (readonly string[])[] = [
  ['nps_relational', 'nps_transactional', 'nps'],
  ['csat_5', 'csat_7', 'rating_5_mean'],
  ['ces_7', 'ces_5', 'journey_completion'],
  ['first_contact_resolution', 'reopened', 'feedback_cases'],
  ['resolution_hours', 'first_response_hours', 'contacts_per_case'],
  ['on_time', 'refund_share', 'sentiment_cases'],
  ['churn_rate', 'retention_90', 'persistency_13'],
];

/**
 * The indicators that the config names, in its order; where it names none, one of each kind, so that seven stand there where all
 * are counted.
 * @throws ConfigError for a metric that is not counted
 */
export function chooseIndicators(wanted: readonly string[], headlines: readonly Headline[]): Headline[] {
  const known = new Map(headlines.map((headline) => [headline.metric, headline]));
  const names = wanted.length > 0 ? wanted : kinds.flatMap((kind) => firstOf(kind, known) ?? []);
  return names.map((name, i) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    throw new ConfigError(
      `cx.report.indicators[${i}]: nothing was counted for ${name}. Counted are: ${[...known.keys()].join(', ')}`,
    );
  });
}

/** The first with enough rows for a figure. */
const firstOf = (kind: readonly string[], known: ReadonlyMap<string, Headline>): string | undefined =>
  kind.find((name) => known.has(name) && known.get(name)!.now.shown !== 'n only');
