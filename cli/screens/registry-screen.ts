import type { Champion } from '../../contracts/artefacts/champion.ts';
import { type ModelEntry, retention } from '../../contracts/artefacts/model-entry.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Measured } from '../../models/quality.ts';
import { count } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { cellOf } from '../../pipeline/reports/quality/churn-table.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { qualitySentences } from '../../pipeline/reports/sentences/quality-sentences.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { modelTables } from './quality-screen.ts';

/** Every version with its headline figures; the champion is marked. */
export function modelsScreen(models: readonly ModelEntry[], champion: Champion | null): string[] {
  if (models.length === 0) return ['There is no model yet. `holdfast run` trains one.'];
  const rows = models.map((entry) => [
    entry.version === champion?.version ? '*' : '',
    entry.version,
    entry.asOf,
    count(entry.rows.train),
    figure(entry.quality.churn?.auc),
    figure(entry.quality.churn?.logLoss),
    figure(entry.quality.value?.normalisedGini),
  ]);
  return [
    ...terminalTable(tableOf(['', 'version', 'as of', 'rows', 'AUC', 'log loss', 'value Gini'], rows)),
    '',
    champion === null ? 'There is no champion yet.' : `* scores. ${champion.decision.sentence}`,
  ];
}

/** One version: its dates, its quality beside simple rules, and its card. */
export function entryScreen(entry: ModelEntry, store: ObjectStore): string[] {
  const tables = modelTables(entry);
  const sentences = [...qualitySentences(entry.quality, entry.standings), ...entry.notes].map(
    (sentence) => `  ${sentence}`,
  );
  return [
    `Model ${entry.version} as of ${entry.asOf}, code ${entry.codeVersion}`,
    `Learned from ${write.count(entry.rows.train)} rows as of ${entry.trainedOn.join(', ')}`,
    `Judged on ${write.count(entry.rows.later)} later rows as of ${entry.judgedOn.join(', ')}`,
    ...tables,
    '',
    ...sentences.filter((sentence) => !tables.includes(sentence)),
    '',
    `Card: ${store.locate(keys.modelFile(retention, entry.version, 'card.html'))}`,
  ];
}

/** Two versions side by side, each on its own later rows. */
export function compareScreen(a: ModelEntry, b: ModelEntry): string[] {
  const line = (name: string, of: (entry: ModelEntry) => Measured | undefined): Cell[] => [
    name,
    figure(of(a)),
    figure(of(b)),
  ];
  const rows: Cell[][] = [
    ['as of', a.asOf, b.asOf],
    ['judged on', a.judgedOn.join(', '), b.judgedOn.join(', ')],
    ['features', String(a.features.length), String(b.features.length)],
    line('AUC', ({ quality }) => quality.churn?.auc),
    line('top-decile lift', ({ quality }) => quality.churn?.topDecileLift),
    line('log loss', ({ quality }) => quality.churn?.logLoss),
    line('Brier', ({ quality }) => quality.churn?.brier),
    line('value: normalised Gini', ({ quality }) => quality.value?.normalisedGini),
    line('value: error by decile', ({ quality }) => quality.value?.decileError),
    line('value: predicted ÷ realised', ({ quality }) => quality.value?.totalRatio),
  ];
  const same = a.judgedOn.join() === b.judgedOn.join();
  return [
    ...terminalTable(tableOf(['', a.version, b.version], rows)),
    '',
    same
      ? 'Both were judged on the same dates.'
      : 'They were judged on different dates: part of any difference comes from the time, not the model. `holdfast models list` shows the paired comparison on the same rows.',
  ];
}

const figure = (measured: Measured | undefined): Cell => cellOf(measured, { unit: 'number', digits: 3 });
