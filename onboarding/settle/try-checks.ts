import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import { addDays, daysBetween, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { AttachedInput, Warehouse } from '../../contracts/ports/warehouse.ts';
import { sourceNames } from '../../contracts/sources/column.ts';
import { definingChurn, type History, historyOf } from '../../pipeline/features/history.ts';
import { doubtedGaps } from '../../pipeline/features/label-gaps.ts';
import { tryPlan } from '../../pipeline/features/schedule.ts';
import { write } from '../../pipeline/reports/format.ts';
import { checkSources } from '../../pipeline/sources/check-sources.ts';
import type { ProposedSource, Question } from '../write/proposal.ts';

export interface CheckTrial {
  readonly warehouse: Warehouse;
  /** Holds what the checks write; nothing in it is kept. */
  readonly store: ObjectStore;
  readonly attached: Readonly<Record<string, AttachedInput>>;
  readonly progress: Progress;
}

/** Runs the checks on a draft, whatever share of the rows is bad: what `holdfast check` will find. */
export async function tryChecks(trial: CheckTrial, draft: Config): Promise<readonly SourceReport[]> {
  const { warehouse, store, attached, progress } = trial;
  const sources = Object.fromEntries(
    Object.entries(draft.sources).map(([name, source]) => [name, { ...source, maxBadShare: 1 }]),
  );
  const { dataUntil, timeZone } = draft.business;
  const request = {
    config: { ...draft, sources, checks: { ...draft.checks, acceptStale: [...sourceNames] } },
    run: 'init',
    dataUntil: sqlInstant(startOfDay(dataUntil, timeZone)),
    attached,
  };
  return (await checkSources(warehouse, store, request, progress)).sources;
}

/** The guard is never opened wider than this by itself. */
const mostAllowed = 0.05;

/**
 * Allows each source the share of bad rows that it has, where that is above what is usual and still small, and says what
 * they are. More is for a person to decide: `check` stops on it.
 */
export function allowBadRows(
  sources: readonly ProposedSource[],
  reports: readonly SourceReport[],
  usual: number,
): { sources: ProposedSource[]; questions: Question[] } {
  const judged = sources.map((source) => {
    const report = reports.find((one) => one.source === source.name);
    const share = report ? report.quarantined / report.read : 0;
    if (!report || share <= usual) return { source, questions: [] };
    return judge(source, report, share);
  });
  return {
    sources: judged.map(({ source }) => source),
    questions: judged.flatMap(({ questions }) => questions),
  };
}

function judge(
  source: ProposedSource,
  report: SourceReport,
  share: number,
): { source: ProposedSource; questions: Question[] } {
  const why = report.reasons
    .slice(0, 3)
    .map(({ means, rows }) => `${means} (${write.count(rows)} rows)`)
    .join('; ');
  const says = `${write.percent(share)} of the rows would be quarantined: ${why}`;
  const key = `sources.${source.name}`;
  if (share > mostAllowed - 0.01)
    return {
      source,
      questions: [
        {
          key,
          text: `${says}. \`holdfast check\` stops on so many: is the mapping wrong, or the data? Correct it, or allow them deliberately`,
          candidates: [`maxBadShare: ${Math.min(1, Math.ceil(100 * share + 1) / 100)}`],
          decides: true,
        },
      ],
    };
  const maxBadShare = Math.min(mostAllowed, Math.ceil(100 * share + 1) / 100);
  const allowed = { ...source, maxBadShare, maxBadShareNote: says };
  return {
    source: allowed,
    questions: [{ key: `${key}.maxBadShare`, text: `${says}. Is that as you expect?` }],
  };
}

/** Sources that fell silent before the last day: `check` stops on them until a person says that it is right so. */
export const silentQuestions = (reports: readonly SourceReport[], dataUntil: string): Question[] =>
  reports
    .filter(({ source, rhythm }) => source !== 'customers' && rhythm?.silentDays != null)
    .map(({ source, rhythm }) => ({
      key: 'checks.acceptStale',
      text: `the last rows of ${source} are of ${rhythm?.last}, ${rhythm?.silentDays} days before ${dataUntil}: is a file missing, or did nothing happen? Add newer rows, or accept it.`,
      candidates: [`checks: { acceptStale: [${source}] }`],
      decides: true,
    }));

/**
 * Long gaps in the middle of a source: no outcome is counted over them until a person says that nothing happened then. Where no
 * window fits beside them, a run stops until then.
 */
export function gapQuestions(reports: readonly SourceReport[], draft: Config): Question[] {
  const defining = definingChurn(draft);
  const stops = stopsRun(reports, draft);
  return reports
    .filter(({ source }) => source !== 'customers')
    .flatMap((report) => {
      const decides = stops && defining.some((name) => name === report.source);
      const meant = decides
        ? 'no outcome is counted over these days, and the windows under clv and churn do not fit beside them, so that a run stops'
        : 'no outcome is counted over these days';
      return doubtedGaps(report, draft).map(({ from, until }) => ({
        key: 'checks.acceptGaps',
        text: `${report.source} has no rows from ${from} to ${addDays(until, -1)}: is a file missing, or did nothing happen? Add the missing rows, or accept it; until then ${meant}.`,
        candidates: [`checks: { acceptGaps: [${report.source}] }`],
        ...(decides ? { decides } : {}),
      }));
    });
}

/** Whether windows that would fit do not for gaps in what tells of churn. */
function stopsRun(reports: readonly SourceReport[], draft: Config): boolean {
  const told = reports.filter(({ source }) => definingChurn(draft).some((name) => name === source));
  if (told.every((report) => doubtedGaps(report, draft).length === 0)) return false;
  const history = historyOf({ sources: [...reports] }, draft);
  const fits = (own: History) => tryPlan(draft, draft.business.dataUntil, own) !== null;
  return !fits(history) && fits({ ...history, gaps: [] });
}

/** Other sources that end before the last day by more than they usually pause, and not by so much that `check` stops. */
export const earlierQuestions = (reports: readonly SourceReport[], dataUntil: string): Question[] =>
  reports
    .filter(({ source }) => !['customers', 'orders', 'events', 'subscriptions'].includes(source))
    .flatMap(({ source, rhythm }) => {
      if (!rhythm || rhythm.silentDays !== null) return [];
      const days = daysBetween(rhythm.last, dataUntil) - 1;
      if (days < 2 || days <= rhythm.usualGap) return [];
      const text = `the last rows of ${source} are of ${rhythm.last}, ${days} days before the other files end: what happened since is not known.`;
      return [{ key: 'business.dataUntil', text }];
    });
