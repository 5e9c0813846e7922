import type { ScoredTexts, TextsReport } from '../../contracts/artefacts/texts-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { MoodService } from '../../contracts/ports/mood-service.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import { createAsOf } from '../facts/spine.ts';
import { PartFiles } from '../tables/part-files.ts';
import {
  type JudgedMoods,
  mostTaught,
  type NotLearned,
  partScored,
  qualityByLanguage,
} from './judge-moods.ts';
import { type LearnedMoods, learnMoods, readByModel } from './learn-moods.ts';
import type { MoodReader } from './mood-reader.ts';
import { moodColumns, moodRow } from './mood-table.ts';
import { readByWords } from './read-by-words.ts';
import {
  type CustomerText,
  everyText,
  makeTexts,
  type TextPassage,
  taughtSelect,
  textsOf,
} from './read-texts.ts';
import { type Asked, readByService, type ServiceReader } from './service/read-by-service.ts';

export interface MoodsRequest {
  readonly config: Config;
  readonly asOf: string;
  /** Prefix under which the table of moods is written. */
  readonly moods: string;
  /** Reads in place of the own model, where the config chooses one. */
  readonly service: MoodService | null;
}

export interface ReadMoods extends Pick<TextsReport, 'scored' | 'silent'> {
  readonly reader: TextsReport['reader'];
  readonly learned: LearnedMoods | NotLearned;
  readonly service: ServiceMoods | null;
  readonly files: readonly string[];
}

/** What a service read, and how well. */
export interface ServiceMoods {
  readonly service: MoodService;
  readonly sent: Asked;
  /** What of it was sent now: nothing knew the answer. */
  readonly sentNow: Asked;
  /** On the texts on which the own model is judged; null where there are too few, or it read none of them. */
  readonly quality: JudgedMoods | null;
}

/**
 * Reads the mood of every text that was known at the as-of date: what the data or a score says stands, the rest is read by a
 * model learned from scored comments, by words where none can be learned, or by a service. Reads the clean tables by their names.
 * @throws HoldfastError where the service does not answer; what it has answered is kept
 */
export async function readMoods(
  { config, asOf, moods, service }: MoodsRequest,
  passage: TextPassage,
  progress: Progress,
): Promise<ReadMoods> {
  const { warehouse, store } = passage;
  await createAsOf(warehouse, asOf, config.business.timeZone);
  await makeTexts(warehouse, config);
  const taught = await all(textsOf(passage, taughtSelect(mostTaught)));
  progress.fraction(0.2, 'learning moods');
  const learned = learnMoods(taught, config.training.seed);
  const own = 'model' in learned ? readByModel(learned.model) : readByWords;
  const asking = service === null ? null : readByService(service, store);
  progress.fraction(0.5, 'reading moods');
  const quality = asking && (await judgeService(taught, asking));
  const reader = asking ?? own;
  const table = new PartFiles(store, moods, moodColumns);
  const counts = countTexts();
  for await (const texts of textsOf(passage, everyText)) {
    for (const [row, why] of await rowsOf(texts, reader)) {
      counts.add(row, why);
      await table.add(row);
    }
  }
  await table.close();
  progress.fraction(1);
  const { scored, silent } = counts;
  return {
    ...{ learned, scored, silent, files: table.files },
    reader: scored.length === 0 ? 'none' : reader.name,
    service: asking && { service: asking.service, sent: asking.sent(), sentNow: asking.sentNow(), quality },
  };
}

async function judgeService(
  taught: readonly CustomerText[],
  reader: ServiceReader,
): Promise<JudgedMoods | null> {
  const parts = partScored(taught);
  return 'because' in parts ? null : qualityByLanguage(parts.later, await reader.judge(parts.later));
}

async function all(batches: AsyncIterable<readonly CustomerText[]>): Promise<CustomerText[]> {
  const texts: CustomerText[] = [];
  for await (const batch of batches) for (const text of batch) texts.push(text);
  return texts;
}

/** The row of each text, and why nothing is said of it. */
async function rowsOf(texts: readonly CustomerText[], reader: MoodReader) {
  const open = texts.filter(({ says, sentiment }) => says === null && sentiment === null);
  const read = await reader.read(open);
  const moods = new Map(open.map((text, i) => [text, read[i]!]));
  return texts.map(
    (text) => [moodRow(text, moods.get(text), reader.name), moods.get(text)?.why ?? null] as const,
  );
}

/** Counts of texts by source and by who says their mood. */
function countTexts() {
  const bySource = new Map<string, { -readonly [Key in keyof ScoredTexts]: ScoredTexts[Key] }>();
  const silent: Record<string, number> = {};
  return {
    silent,
    get scored(): ScoredTexts[] {
      return [...bySource.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
    },
    add({ source, by }: ReturnType<typeof moodRow>, why: string | null): void {
      const found = bySource.get(source) ?? { source, texts: 0, given: 0, byScore: 0, read: 0, none: 0 };
      bySource.set(source, found);
      found.texts++;
      if (by === null) found.none++;
      else if (by === 'given') found.given++;
      else if (by === 'score') found.byScore++;
      else found.read++;
      if (why !== null) silent[why] = (silent[why] ?? 0) + 1;
    },
  };
}
