import type { CheckReport, SourceReport } from '../../contracts/artefacts/check-report.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { write } from '../reports/format.ts';
import { definingChurn } from './history.ts';
import { doubtedGaps } from './label-gaps.ts';

/** What is said of sources that have stopped, with the config's leave, and of gaps in their rows. */
export const rhythmNotes = ({ sources }: Pick<CheckReport, 'sources'>, config: Config): string[] => [
  ...sources.flatMap((source) => stoppedNote(source, config)),
  ...sources.flatMap((source) => gapNotes(source, config)),
];

function stoppedNote({ source, rhythm }: SourceReport, { checks }: Config): string[] {
  if (rhythm?.silentDays == null || !checks.acceptStale.includes(source as SourceName)) return [];
  return [
    `${source} stopped on ${rhythm.last}, ${write.days(rhythm.silentDays)} before the data ends (accepted): what happened since is not known.`,
  ];
}

/** Who joins when is not asked: a shop that wins nobody for a while still has its customers. */
function gapNotes(report: SourceReport, config: Config): string[] {
  const { source, rhythm } = report;
  if (rhythm === null || source === 'customers') return [];
  const meant = definingChurn(config).includes(source as SourceName)
    ? 'no outcome is counted over these days'
    : 'features count them as days on which nothing happened';
  return doubtedGaps(report, config).map(
    ({ from, until }) =>
      `${source}: no rows from ${from} to ${addDays(until, -1)} (${write.days(daysBetween(from, until))}; gaps of up to ${write.days(rhythm.usualGap)} are usual), so ${meant}. Add the missing rows, or write checks.acceptGaps: [${source}] if nothing happened then.`,
  );
}
