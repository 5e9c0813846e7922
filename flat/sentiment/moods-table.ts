import { moodByWords } from '../../models/text.ts';
import { moodsCsv } from './scored-csv.ts';
import type { SentimentAt } from './sentiment-table.ts';

/** Comments whose moods were told by a list of words. */
export interface MoodFindings {
  readonly file: string;
  readonly comments: number;
  /** In how many of them a word tells a mood, and which. */
  readonly good: number;
  readonly bad: number;
  readonly mixed: number;
}

/** The file that is left where nothing was learned. */
export const moodFile = 'moods.csv';

/** A cold start: the moods that words of English, Polish, Romanian, Russian and Italian tell. */
export async function moodsTable({
  comments,
  out,
  progress,
}: Pick<SentimentAt, 'comments' | 'out' | 'progress'>): Promise<MoodFindings> {
  progress.stage('look for words of sentiment');
  const moods = comments.texts.map((text) => moodByWords(text ?? ''));
  await out.put(moodFile, moodsCsv(comments.texts, moods));
  const known = moods.filter((mood) => mood !== null);
  return {
    file: comments.file,
    comments: moods.length,
    good: known.filter((mood) => mood > 0).length,
    bad: known.filter((mood) => mood < 0).length,
    mixed: known.filter((mood) => mood === 0).length,
  };
}
