import { writeDocument } from '../../contracts/artefacts/document.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { moodModelDocument, type TextsReport } from '../../contracts/artefacts/texts-report.ts';
import { dayOf } from '../../contracts/business-day.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { TextModel } from '../../models/text.ts';
import { write } from '../reports/format.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import type { JudgedMoods } from '../texts/judge-moods.ts';
import { textNotes } from '../texts/notes.ts';
import { type ReadMoods, readMoods } from '../texts/read-moods.ts';
import { chosenService } from './mood-service.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/** Reads the mood of what customers wrote, and keeps the model that did. No text leaves the warehouse for good. */
export function texts(run: Run, environment: RunEnvironment): Promise<StageRecord<'texts'>> {
  return runStage('texts', run, environment, async (run, key) => {
    const { store, progress } = environment;
    const checked = await resultOf('check', run, environment);
    const { config, asOf } = run;
    const service = await chosenService(config.cx.sentiment, environment);
    const warehouse = await environment.openWarehouse();
    try {
      await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
      const passage = { warehouse, store, prefix: keys.passingTexts(key) };
      const read = await readMoods({ config, asOf, moods: keys.moods(key), service }, passage, progress);
      const model = 'model' in read.learned ? await writeModel(store, key, read.learned.model) : [];
      const report = reportOf(run, read, [...read.files, ...model]);
      const result = { ...report, notes: textNotes(report) };
      for (const note of [...askedNow(read), ...result.notes]) progress.note(note);
      return { result, wrote: [keys.texts(key)] };
    } finally {
      await warehouse.close();
    }
  });
}

/** Depends on what was known before, so that it stands in no report. */
const askedNow = ({ service }: ReadMoods): string[] =>
  service === null
    ? []
    : [
        `${service.service.title} was asked about ${write.count(service.sentNow.texts)} texts now (${write.count(service.sentNow.characters)} characters); of ${write.count(service.sent.texts - service.sentNow.texts)} the answer was known.`,
      ];

async function writeModel(store: ObjectStore, key: string, model: TextModel): Promise<string[]> {
  const { manifest, weights } = model.save();
  const [said, learned] = [`${keys.texts(key)}mood-model.json`, `${keys.texts(key)}mood-model.bin`];
  await writeDocument(store, moodModelDocument, said, manifest);
  await store.put(learned, weights);
  return [said, learned];
}

function reportOf(
  { id, asOf, config }: Run,
  { reader, learned, scored, silent, service }: ReadMoods,
  files: readonly string[],
): Omit<TextsReport, 'notes'> {
  const day = (seconds: number) => dayOf(new Date(1000 * seconds), config.business.timeZone);
  const dated = <Judged extends JudgedMoods>({ sinceSeconds, ...quality }: Judged) => ({
    since: day(sinceSeconds),
    ...quality,
  });
  const told = {
    ...{ run: id, asOf, reader, scored, silent, files },
    service: service && {
      title: service.service.title,
      ...service.sent,
      quality: service.quality && dated(service.quality),
    },
  };
  if (!('model' in learned))
    return { ...told, because: reader === 'words' ? learned.because : null, taught: null, quality: null };
  const { lastSeconds, ...taught } = learned.taught;
  return {
    ...told,
    because: null,
    taught: { ...taught, last: day(lastSeconds) },
    quality: dated(learned.quality),
  };
}
