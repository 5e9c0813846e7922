import type { ModelEntry } from '../../../contracts/artefacts/model-entry.ts';
import { write } from '../../reports/format.ts';
import type { Report } from '../../reports/report.ts';
import { qualitySentences } from '../../reports/sentences/quality-sentences.ts';
import { standingNotes } from '../../reports/sentences/standing-sentences.ts';
import { cardReport } from './card.ts';

/** The card of a version of the registry. */
export const versionCard = (entry: ModelEntry): Report =>
  cardReport({
    about: `${entry.business.name} · churn and value · as of ${write.day(entry.asOf)}`,
    introduction: introduction(entry),
    currency: entry.business.currency,
    quality: entry.quality,
    standings: entry.standings,
    drivers: entry.drivers,
    notes: [
      ...standingNotes(entry.standings),
      ...entry.doubts,
      ...qualitySentences(entry.quality, entry.standings),
      ...entry.notes,
      ...entry.extrapolation.notes,
    ],
    sha256: entry.sha256,
  });

const introduction = ({ version, asOf, trainedOn, judgedOn, rows, codeVersion, features }: ModelEntry) =>
  [
    `Predicts churn and the value of each customer, as of ${write.day(asOf)}.`,
    `Learned from ${write.count(rows.train)} rows as of ${days(trainedOn)};`,
    `calibrated and judged on ${write.count(rows.later)} later rows as of ${days(judgedOn)}, each with a calibration fitted on other customers.`,
    `${write.count(features.length)} features; model ${version}, code ${codeVersion}.`,
  ].join(' ');

const days = (dates: readonly string[]): string => dates.map(write.day).join(', ');
