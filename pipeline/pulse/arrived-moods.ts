import { readDocument } from '../../contracts/artefacts/document.ts';
import type { PulseSource } from '../../contracts/artefacts/pulse.ts';
import { moodModelDocument, type TextsReport } from '../../contracts/artefacts/texts-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { MoodService } from '../../contracts/ports/mood-service.ts';
import { ModelDataError } from '../../models/errors.ts';
import { loadTextModel, type TextModel } from '../../models/text.ts';
import { createAsOfInstant } from '../facts/spine.ts';
import { PartFiles } from '../tables/part-files.ts';
import { readByModel } from '../texts/learn-moods.ts';
import type { Mood, MoodReader } from '../texts/mood-reader.ts';
import { moodColumns, moodRow } from '../texts/mood-table.ts';
import { type CustomerText, makeTexts, type TextPassage, textsOf } from '../texts/read-texts.ts';
import { readByService } from '../texts/service/read-by-service.ts';
import type { Arrived } from './arrived-rows.ts';

export interface MoodsRequest {
  readonly config: Config;
  readonly at: Date;
  readonly arrived: Arrived;
  /** Key of the published run's texts, and what they say. */
  readonly texts: { readonly key: string; readonly reader: TextsReport['reader'] };
  readonly pulse: string;
  /** The service that the published run read by, where it did. */
  readonly service: MoodService | null;
}

/**
 * Makes `moods_read`: the moods of the published run, and those of what has arrived, read by the model that was published
 * with it, or by the service that the run was read by. Where that was a list of words nothing is read: it is wrong too often to
 * escalate by.
 * @returns what a person has to know: a service that does not answer holds nothing up
 */
export async function attachMoods(
  passage: TextPassage,
  { config, at, arrived, texts, pulse, service }: MoodsRequest,
): Promise<readonly string[]> {
  const { warehouse, store } = passage;
  const { read, notes } = patient(await readerOf(passage, texts, service));
  const table = new PartFiles(store, keys.pulseMoods(pulse), moodColumns);
  await createAsOfInstant(warehouse, at);
  await makeTexts(warehouse, config);
  for await (const batch of textsOf(passage, arrivedTexts(arrived))) {
    const open = batch.filter(({ says, sentiment }) => says === null && sentiment === null);
    const moods = await read(open);
    const of = new Map(open.map((text, i) => [text, moods?.[i]]));
    for (const text of batch) await table.add(moodRow(text, of.get(text), service?.name ?? 'own'));
  }
  await table.close();
  await warehouse.attach('moods_before', keys.moods(texts.key));
  await warehouse.attach('moods_arrived', keys.pulseMoods(pulse));
  await warehouse.create(
    'moods_read',
    `select ${columns} from moods_before e where not exists (
       select 1 from moods_arrived a where a.source = e.source and a.record_id = e.record_id)
     union all select ${columns} from moods_arrived`,
  );
  return notes;
}

async function readerOf(
  passage: TextPassage,
  { key, reader }: MoodsRequest['texts'],
  service: MoodService | null,
): Promise<MoodReader | null> {
  if (reader === 'own') return readByModel(await readModel(passage, key));
  return service !== null && service.name === reader ? readByService(service, passage.store) : null;
}

/** Reads until something keeps the reader from it: what is left has no mood then, until the next pulse that raises, or the night. */
function patient(reader: MoodReader | null) {
  const notes: string[] = [];
  const read = async (texts: readonly CustomerText[]): Promise<readonly Mood[] | undefined> => {
    if (reader === null || notes.length > 0) return undefined;
    try {
      return await reader.read(texts);
    } catch (error) {
      if (!(error instanceof HoldfastError)) throw error;
      notes.push(`Not all moods of what arrived were read: ${error.message}`);
      return undefined;
    }
  };
  return { read, notes };
}

const columns = moodColumns.map(({ name }) => name).join(', ');

/** What each source is called among texts, and the id of its rows. */
const ofTexts: Readonly<Record<PulseSource, readonly [name: string, id: string]>> = {
  surveys: ['survey', 'survey_id'],
  tickets: ['ticket', 'ticket_id'],
  reviews: ['review', 'review_id'],
};

const arrivedTexts = (arrived: Arrived): string =>
  `select t.* from customer_texts t where ${[...arrived.keys()]
    .map((source) => {
      const [name, id] = ofTexts[source];
      return `(t.source = '${name}' and t.record_id in (select ${id} from arrived_${source}))`;
    })
    .join(' or ')}`;

async function readModel({ store }: TextPassage, texts: string): Promise<TextModel> {
  const found = await readDocument(store, moodModelDocument, `${keys.texts(texts)}mood-model.json`);
  const weights = await store.get(`${keys.texts(texts)}mood-model.bin`);
  if (found === null || weights === null)
    throw new HoldfastError(
      `${store.locate(keys.texts(texts))} has no mood model, though its record says so: run the night again`,
    );
  try {
    return loadTextModel({ manifest: found.value, weights });
  } catch (error) {
    if (!(error instanceof ModelDataError)) throw error;
    throw new HoldfastError(
      `${store.locate(keys.texts(texts))}: ${error.message} The next nightly run does so.`,
      { cause: error },
    );
  }
}
