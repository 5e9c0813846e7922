import type { Config } from '../../contracts/config/config.ts';
import type { Feature } from '../../contracts/feature.ts';
import { columnPowers, type Suspect, suspectsAmong } from '../../models/quality.ts';
import type { LearningSet } from '../../models/types.ts';
import { suspectSentence } from '../reports/sentences/leak-sentences.ts';
import { isTimeless, mappedColumn, outcomeNames, wayOut } from './leaks.ts';

/** Twins of one thing are as strong as it: so many are named. */
const mostNamed = 3;

/**
 * What a person should look at before believing a model: features that carry most of it, always, and features named like an
 * outcome that the figures neither prove nor clear. Features of the customer table, which have no time of their own, are asked
 * about unless `training.allow` vouches for them; all others are made of dated facts, and said.
 * @param auc of the model on later rows
 */
export function suspectNotes(
  config: Config,
  features: readonly Feature[],
  { rows, later }: { readonly rows: LearningSet; readonly later: LearningSet },
  auc: number,
): string[] {
  const timeless = features.filter(isTimeless).map(({ name }) => name);
  const named = outcomeNames(timeless.map((name) => [name, mappedColumn(config, name)] as const));
  const { allow } = config.training;
  const suspects = suspectsAmong(columnPowers(rows, later), auc, named);
  const asked = suspects.filter(({ column }) => timeless.includes(column) && !allow.includes(column));
  const said = suspects.filter((suspect) => suspect.because === 'carries' && !asked.includes(suspect));
  return [
    ...asked.map((suspect) => `${suspectSentence(suspect)} ${question(config, suspect)}`),
    ...said.slice(0, mostNamed).map((suspect) => suspectSentence(suspect)),
  ];
}

const question = (config: Config, { column }: Suspect): string =>
  `Was it known on the as-of date? If not, ${lower(wayOut(config, column))} If it was, add it to training.allow.`;

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
