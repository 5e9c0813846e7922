import type { SourceReport } from '../contracts/artefacts/check-report.ts';
import { sqlInstant, startOfDay } from '../contracts/business-day.ts';
import type { Config } from '../contracts/config/config.ts';
import type { ObjectStore } from '../contracts/ports/object-store.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import type { AttachedInput, Warehouse } from '../contracts/ports/warehouse.ts';
import { checkSources } from '../pipeline/sources/check-sources.ts';
import type { ProposedSource, Question } from './proposal.ts';

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
    config: { ...draft, sources },
    run: 'init',
    dataUntil: sqlInstant(startOfDay(dataUntil, timeZone)),
    attached,
  };
  return (await checkSources(warehouse, store, request, progress)).sources;
}

/** Rows of nobody known are no fault of the mapping. */
const nobody = /^(missing_customer_id|unknown_customer)$/;
const mostBad = 0.5;

/**
 * Allows each source the share of bad rows that it has, where that is above what is usual, and says what they are. Above
 * half, unless they are rows of nobody, the mapping must be wrong: nothing is allowed then.
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
    .map(({ means, rows }) => `${means} (${rows.toLocaleString('en')} rows)`)
    .join('; ');
  const says = `${(100 * share).toFixed(1)}% of the rows would be set aside: ${why}`;
  const key = `sources.${source.name}`;
  if (share > mostBad && !nobody.test(report.reasons[0]?.code ?? ''))
    return {
      source,
      questions: [
        { key, text: `${says}. \`holdfast check\` stops on so many; mend the mapping or the data` },
      ],
    };
  const maxBadShare = Math.min(1, Math.ceil(100 * share + 1) / 100);
  const allowed = { ...source, maxBadShare, maxBadShareNote: says };
  return {
    source: allowed,
    questions: [{ key: `${key}.maxBadShare`, text: `${says}. Is that as you expect?` }],
  };
}
