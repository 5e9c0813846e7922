import type { JudgedMoodsReport, MoodQuality, TextsReport } from '../../contracts/artefacts/texts-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { count, estimateOf, number, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';

/** Who reads the moods of texts, how well on later comments, and how many texts have one. */
export function textsScreen(report: TextsReport, store: ObjectStore): string[] {
  const { asOf, scored, files, notes, reader } = report;
  if (reader === 'none')
    return ['No texts: map tickets.text, surveys.comment or reviews.text to have their sentiment read.'];
  return [
    `What customers wrote, as of ${asOf}`,
    '',
    ...terminalTable(
      tableOf(
        ['texts', 'all', 'mood given', 'by their score', 'read', 'no prediction'],
        scored.map(({ source, texts, given, byScore, read, none }) => [
          names[source],
          count(texts),
          count(given),
          count(byScore),
          count(read),
          count(none),
        ]),
      ),
    ),
    '',
    ...serviceLines(report),
    ...qualityLines(report),
    ...silentLines(report),
    ...notes,
    '',
    ...files.map((file) => `  ${store.locate(file)}`),
  ];
}

const names = { ticket: 'support cases', survey: 'comments', review: 'reviews' } as const;

function serviceLines({ service }: TextsReport): string[] {
  if (service === null) return [];
  const { title, texts, characters, quality } = service;
  const sent = `Read by ${title}: ${write.count(texts)} texts were sent to it, each once, by this run or an earlier one (${write.count(characters)} characters).`;
  if (quality === null) return [sent, ''];
  return [
    sent,
    `Tested on comments with a score since ${write.day(quality.since)}:`,
    '',
    ...qualityTable(quality),
    '',
  ];
}

function qualityLines({ taught, quality, service }: TextsReport): string[] {
  if (taught === null || quality === null) return [];
  return [
    ...(service === null ? [] : ["For comparison, the business's own model, which was not used."]),
    `Learned from ${write.count(taught.good)} good and ${write.count(taught.bad)} bad texts, by the score that came with them, until ${write.day(taught.last)}.`,
    `Tested on those since ${write.day(quality.since)}, by a model that knew only the earlier ones (${write.count(quality.repeated)} of them are identical to earlier ones):`,
    '',
    ...qualityTable(quality),
    '',
  ];
}

const qualityTable = ({ all, byLanguage }: JudgedMoodsReport): string[] =>
  terminalTable(
    tableOf(
      [
        'language',
        'texts',
        'accuracy',
        'larger class',
        'macro-F1',
        'calibration error',
        'nothing said',
        'accuracy of the rest',
      ],
      [...byLanguage.map((one) => qualityRow(one.language, one)), qualityRow('all', all)],
    ),
  );

function qualityRow(name: string, quality: MoodQuality): Cell[] {
  const { texts, said, accuracy, accuracySaid, largestClass, macroF1, calibrationError } = quality;
  return [
    name,
    count(texts),
    proportion(accuracy),
    share(largestClass),
    number(macroF1),
    number(calibrationError),
    share(1 - said / texts),
    said === 0 ? '' : proportion(accuracySaid),
  ];
}

const proportion = ({ value, low, high, n }: MoodQuality['accuracy']) =>
  estimateOf({ value, low, high }, { unit: 'share', digits: 1 }, { level: 0.95, method: 'Wilson', n });

const reasons: Readonly<Record<string, string>> = {
  empty: 'have no letters',
  tiny: 'have fewer than three letters',
  script: 'are in a script that hardly any training text has, or not in that of their language',
  unknown: 'have hardly any known word',
  unsure: 'fit good and bad about equally, or no mood by half',
  'no word': 'have no word of the list',
  language: 'are in a language that the service does not read, or in an unknown one',
  mixed: 'are good and bad at once',
  unclear: 'leave their mood open, as the service says',
  'no answer': 'got no answer in the form asked for',
};

const silentLines = ({ silent }: TextsReport): string[] =>
  Object.entries(silent)
    .sort(([, a], [, b]) => b - a)
    .map(([why, n]) => `No prediction for ${write.count(n)} texts that ${reasons[why] ?? why}.`);
