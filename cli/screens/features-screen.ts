import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import { count } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { readerSentence } from '../../pipeline/reports/sentences/feature-mood-sentences.ts';
import { tableOf } from '../../pipeline/reports/table.ts';

/** What the matrix holds: dates with what each serves, and the features that missing columns cost. */
export function featuresScreen({
  schedule,
  features,
  dropped,
  dates,
  sampleShare,
  moods,
}: FeatureReport): string[] {
  const reader = readerSentence(moods);
  const rows = dates.map(({ asOf, rows: n }) => [
    asOf,
    count(n),
    schedule.dates.find((date) => date.asOf === asOf)?.roles.join(', ') ?? '',
  ]);
  const families = [...new Set(features.map(({ family }) => family))];
  return [
    `${features.length} features in ${families.length} families: ${families.join(', ')}`,
    ...(sampleShare < 1
      ? [`Learning dates hold a sample of ${write.percent(sampleShare)} of the customers (training.maxRows).`]
      : []),
    ...(reader === null ? [] : [reader]),
    '',
    ...terminalTable(tableOf(['as of', 'customers', 'serves'], rows)),
    '',
    ...droppedLines(dropped),
  ];
}

/** Features that cannot be had, by the columns that they would need. */
export function droppedLines(dropped: FeatureReport['dropped']): string[] {
  if (dropped.length === 0) return ['Every feature of the catalogue is there.'];
  const byNeed = new Map<string, string[]>();
  for (const { feature, needs } of dropped) {
    const need = needs.join(', ');
    byNeed.set(need, [...(byNeed.get(need) ?? []), feature]);
  }
  return [
    `${dropped.length} features of the catalogue are missing, because these are not mapped:`,
    ...[...byNeed].map(([need, names]) => `  ${need}: ${names.join(', ')}`),
  ];
}
