import type { EnsembleManifest } from '../../../../models/retention.ts';
import { type Format, write } from '../../format.ts';
import { blendSentence, memberNames } from './blend-sentence.ts';
import { levelNotes } from './level-notes.ts';
import { sizeSentence } from './size-sentence.ts';

/** What a reader should know of how a model was fitted before trusting its numbers. */
export function modelNotes(manifest: EnsembleManifest, format: Format = write): string[] {
  const { blend, trees, valueUnit, standIn } = manifest;
  const churnOnly = valueUnit === null;
  return [
    ...fewNotes(manifest, format),
    blendSentence(blend.churn, format),
    sizeSentence(trees.growth.churn, format),
    ...(churnOnly ? [] : [blendSentence(blend.value, format)]),
    ...(standIn.churn === null ? [] : [`Churn is scored by ${standIn.churn.name}, not by the blend.`]),
    ...(standIn.value === null ? [] : [`Value is scored by ${standIn.value.name}, not by the blend.`]),
    ...refitNotes(manifest),
    ...levelNotes(manifest, format),
  ];
}

/** Where customers are so few that a model of behaviour takes part. */
function fewNotes({ behaviour, taught }: EnsembleManifest, { count }: Format): string[] {
  if (behaviour === null) return [];
  const model =
    'buying' in behaviour
      ? `a buying model (${buyingModels[behaviour.buying.kind]} and Gamma-Gamma)`
      : 'a survival model (survival by tenure, shifted beta-geometric)';
  return [`${howFew(taught, count)}: ${model} takes part.`];
}

/** Customers may be many of whom few left, and the other way round. */
function howFew({ customers, left, fewest }: EnsembleManifest['taught'], count: Format['count']): string {
  if (customers >= fewest.customers)
    return `Of ${count(customers)} customers to learn from ${count(left)} left, fewer than ${count(fewest.left)}`;
  const both = left < fewest.left ? ` and ${count(fewest.left)}` : '';
  return `${count(customers)} customers to learn from, of whom ${count(left)} left, are fewer than ${count(fewest.customers)}${both}`;
}

const buyingModels = { 'bg-nbd': 'BG/NBD', 'mbg-nbd': 'MBG/NBD', 'pareto-nbd': 'Pareto/NBD' } as const;

function refitNotes({ notFittedAgain }: EnsembleManifest): string[] {
  if (notFittedAgain === null) return [];
  const names = notFittedAgain.map((name) => memberNames[name]);
  return [
    'The members were refitted on training and held-out rows together; all quality is that of the fit that had not seen the held-out rows.',
    ...(names.length > 0
      ? [
          `Not refitted, as ${names.length === 1 ? 'it has' : 'they have'} less than 5% of the weight: ${names.join(', ')}.`,
        ]
      : []),
  ];
}
