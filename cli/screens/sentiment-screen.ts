import { join } from 'node:path';
import type { SentimentFindings } from '../../flat/sentiment/findings.ts';
import { type MoodFindings, moodFile } from '../../flat/sentiment/moods-table.ts';
import { sentimentFiles } from '../../flat/sentiment/sentiment-table.ts';
import { write } from '../../pipeline/reports/format.ts';
import { reportLines } from './report-lines.ts';

/** How good a model of comments is, on a terminal, and where its files are. */
export const sentimentScreen = ({ report }: SentimentFindings, folder: string): string[] => [
  ...reportLines(report),
  '',
  'Files',
  ...sentimentFiles.map((name) => `  ${join(folder, name)}`),
];

/** What a list of words found. */
export const moodsScreen = ({ file, comments, good, bad, mixed }: MoodFindings, folder: string): string[] => [
  `${file}: a word gives the mood of ${write.count(good + bad + mixed)} of ${write.count(comments)} comments: ${write.count(good)} good, ${write.count(bad)} bad, ${write.count(mixed)} both.`,
  'A word list knows neither irony nor your business. Name labels with --label, such as scores, to learn a model from them.',
  '',
  `  ${join(folder, moodFile)}`,
];
