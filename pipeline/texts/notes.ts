import type { MoodQuality, TextsReport } from '../../contracts/artefacts/texts-report.ts';
import { write } from '../reports/format.ts';

/** What a reader has to know of the moods of this run. */
export function textNotes(report: Omit<TextsReport, 'notes'>): string[] {
  const { reader, because, service, scored } = report;
  const quality = service === null ? report.quality : service.quality;
  if (reader === 'none') return [];
  const notes: string[] = [];
  if (because !== null)
    notes.push(
      `${because} Moods are read by a list of words in English, Polish, Romanian, Russian and Italian, right for 59% to 76% of the texts in which it finds one, and without a probability.`,
    );
  const weak = (quality?.byLanguage ?? []).filter(
    ({ texts, accuracy, largestClass }) => texts >= fewestOfLanguage && accuracy.value < largestClass,
  );
  if (weak.length > 0)
    notes.push(
      `In ${weak.map(({ language }) => language).join(', ')} always saying the larger class would have been right more often: moods there are doubtful.`,
    );
  if (service !== null) notes.push(...besideOwn(service, report.quality));
  const read = scored.reduce((sum, one) => sum + one.read, 0);
  const none = scored.reduce((sum, one) => sum + one.none, 0);
  if (none > read) notes.push(`Nothing is said of ${write.count(none)} texts, more than were read.`);
  return notes;
}

/** A service that reads worse than what costs nothing. */
function besideOwn(
  { title, quality }: NonNullable<TextsReport['service']>,
  own: TextsReport['quality'],
): string[] {
  if (quality === null || own === null || quality.all.accuracy.value >= own.all.accuracy.low) return [];
  const right = ({ accuracy }: MoodQuality) => write.percent(accuracy.value, 1);
  return [
    `On the same later comments the business's own model is right for ${right(own.all)} of those it can read, ${title} for ${right(quality.all)}: \`cx.sentiment.reader: own\` reads better here, and sends no text away.`,
  ];
}

/** With fewer texts a language's accuracy is noise. */
const fewestOfLanguage = 20;
