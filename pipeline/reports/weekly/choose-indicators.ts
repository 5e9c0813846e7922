import type { Headline, MetricsReport } from '../../../contracts/artefacts/metrics-report.ts';
import type { WeeklyReport } from '../../../contracts/artefacts/weekly-report.ts';
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

/** A metric that there is. */
export interface Named {
  readonly name: string;
  readonly title: string;
}

/** What was counted, and what could not be. */
export interface Countable extends Pick<MetricsReport, 'headlines' | 'missing'> {
  readonly catalogue: readonly Named[];
}

export interface ChosenIndicators {
  readonly shown: readonly Headline[];
  /** Those without any figure, with the columns or keys that they need and the config does not have; none where only rows are lacking. */
  readonly noData: WeeklyReport['noData'];
}

/**
 * The indicators that the config names, in its order; where it names none, one of each kind, so that seven stand there where all
 * are counted.
 * @throws ConfigError for a metric that there is not
 */
export function chooseIndicators(
  wanted: readonly string[],
  { headlines, missing, catalogue }: Countable,
): ChosenIndicators {
  const known = new Map(headlines.map((headline) => [headline.metric, headline]));
  const names = wanted.length > 0 ? wanted : kinds.flatMap((kind) => firstOf(kind, known) ?? []);
  const titles = new Map(catalogue.map(({ name, title }) => [name, title]));
  for (const [i, name] of names.entries()) refuseUnknown(name, i, titles);
  return {
    shown: names.flatMap((name) => known.get(name) ?? []),
    noData: names
      .filter((name) => !known.has(name))
      .map((metric) => ({
        metric,
        title: titles.get(metric)!,
        needs: missing.find((one) => one.metric === metric)?.needs ?? [],
      })),
  };
}

function refuseUnknown(name: string, place: number, titles: ReadonlyMap<string, string>): void {
  if (titles.has(name)) return;
  const why = name === 'cx_index' ? 'cx_index has a section of its own' : `there is no metric ${name}`;
  throw new ConfigError(
    `cx.report.indicators[${place}]: ${why}. Metrics are: ${[...titles.keys()].join(', ')}`,
  );
}

/** The first with enough rows for a figure. */
const firstOf = (kind: readonly string[], known: ReadonlyMap<string, Headline>): string | undefined =>
  kind.find((name) => known.has(name) && known.get(name)!.now.shown !== 'n only');
