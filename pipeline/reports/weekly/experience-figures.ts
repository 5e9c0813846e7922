import type { JourneyFigures, JourneyStep } from '../../../contracts/artefacts/journeys-report.ts';
import type { MetricsReport } from '../../../contracts/artefacts/metrics-report.ts';
import type { ThemesReport } from '../../../contracts/artefacts/themes-report.ts';
import type { WeeklyReport } from '../../../contracts/artefacts/weekly-report.ts';
import { shareInterval } from '../../../models/quality.ts';

/** So many of each stand on the page. */
const most = 5;

/** The index of the last period that has one. */
export function indexOf({ index, headlines }: MetricsReport): WeeklyReport['index'] {
  const last = index?.periods.findLast((period) => period.index !== null);
  if (index?.version == null || last === undefined) return null;
  const titles = new Map(headlines.map(({ metric, title }) => [metric, title]));
  const weights = new Map(index.version.parts.map(({ metric, weight }) => [metric, weight]));
  return {
    version: index.version.version,
    last: last.last,
    now: last.index!,
    change: last === index.periods.at(-1) ? index.change : null,
    parts: last.parts.map(({ metric, score, contribution }) => ({
      ...{ metric, title: titles.get(metric) ?? metric },
      ...{ weight: weights.get(metric)!, score, contribution },
    })),
  };
}

/** What of the index is lacking where the latest four weeks have none. */
export function indexLacksOf({ index, headlines }: MetricsReport): WeeklyReport['indexLacks'] {
  const last = index?.periods.at(-1);
  if (last === undefined || last.index !== null) return null;
  const titles = new Map(headlines.map(({ metric, title }) => [metric, title]));
  const parts = last.lacking.map(({ metric }) => ({ metric, title: titles.get(metric) ?? metric }));
  return { last: last.last, parts };
}

/** Response over the year that is settled, with Wilson's limits. */
export function surveysOf({ surveys }: MetricsReport): WeeklyReport['surveys'] {
  const { to, asked, advice, unknown, channels } = surveys;
  if (asked === 0) return null;
  const answered = channels.reduce((sum, one) => sum + one.answered, 0);
  const rate = unknown === null && asked >= 5 ? shareInterval(answered / asked, asked) : null;
  return { to, asked, rate, advice };
}

export function problemsOf(themes: ThemesReport | null): WeeklyReport['problems'] {
  const found = themes?.priorities ?? null;
  if (found === null) return null;
  const first = found.problems.flatMap(({ kind, name, customers, valueAtRisk, index, aboveNext }) =>
    index === null ? [] : [{ kind, name, customers, valueAtRisk, index, aboveNext }],
  );
  const unranked = found.problems.filter(({ index }) => index === null).map(({ name }) => name);
  return { days: found.days, first: first.slice(0, most), unranked: unranked.slice(0, most) };
}

export const journeysOf = ({ journeys }: MetricsReport): WeeklyReport['journeys'] =>
  journeys.journeys
    .flatMap(({ journey, attempts, completion, steps }: JourneyFigures) =>
      journey === null || completion === null
        ? []
        : [{ journey, attempts, completion, step: worstOf(steps) }],
    )
    .sort((a, b) => a.completion.value - b.completion.value || (a.journey < b.journey ? -1 : 1))
    .slice(0, most);

/** The step at which the largest share of those who came to it stopped. */
function worstOf(steps: readonly JourneyStep[]): WeeklyReport['journeys'][number]['step'] {
  const known = steps.flatMap(({ step, reached, dropOff }) =>
    step === null || dropOff === null ? [] : [{ step, reached, dropOff }],
  );
  return known.sort((a, b) => b.dropOff.value - a.dropOff.value || (a.step < b.step ? -1 : 1))[0] ?? null;
}
