import type { ScoredTexts, TextsReport } from '../../contracts/artefacts/texts-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import { createAsOf } from '../facts/spine.ts';
import { PartFiles } from '../tables/part-files.ts';
import { type LearnedMoods, learnMoods, mostTaught, type NotLearned, readByModel } from './learn-moods.ts';
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

export interface MoodsRequest {
  readonly config: Config;
  readonly asOf: string;
  /** Prefix under which the table of moods is written. */
  readonly moods: string;
}

export interface ReadMoods extends Pick<TextsReport, 'scored' | 'silent'> {
  readonly reader: TextsReport['reader'];
  readonly learned: LearnedMoods | NotLearned;
  readonly files: readonly string[];
}

/**
 * Reads the mood of every text that was known at the as-of date: what the data or a score says stands, the rest is read by a
 * model learned from scored comments, or by words where none can be learned. Reads the clean tables by their names.
 */
export async function readMoods(
  { config, asOf, moods }: MoodsRequest,
  passage: TextPassage,
  progress: Progress,
): Promise<ReadMoods> {
  const { warehouse, store } = passage;
  await createAsOf(warehouse, asOf, config.business.timeZone);
  await makeTexts(warehouse, config);
  const taught = await all(textsOf(passage, taughtSelect(mostTaught)));
  progress.fraction(0.2, 'learning moods');
  const learned = learnMoods(taught, config.training.seed);
  const reader = 'model' in learned ? readByModel(learned.model) : readByWords;
  progress.fraction(0.5, 'reading moods');
  const table = new PartFiles(store, moods, moodColumns);
  const counts = countTexts();
  for await (const texts of textsOf(passage, everyText)) {
    for (const [row, why] of rowsOf(texts, reader)) {
      counts.add(row, why);
      await table.add(row);
    }
  }
  await table.close();
  progress.fraction(1);
  const { scored, silent } = counts;
  return { learned, scored, silent, files: table.files, reader: scored.length === 0 ? 'none' : reader.name };
}

async function all(batches: AsyncIterable<readonly CustomerText[]>): Promise<CustomerText[]> {
  const texts: CustomerText[] = [];
  for await (const batch of batches) for (const text of batch) texts.push(text);
  return texts;
}

/** The row of each text, and why nothing is said of it. */
function rowsOf(texts: readonly CustomerText[], reader: MoodReader) {
  const open = texts.filter(({ says, sentiment }) => says === null && sentiment === null);
  const read = reader.read(open.map(({ text }) => text));
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
