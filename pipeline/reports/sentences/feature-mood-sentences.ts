import type { FeatureMoods } from '../../../contracts/artefacts/feature-moods.ts';

type Moods = FeatureMoods | null;

/** Whether anybody has read: else features hold only moods that the data bring. */
export const areRead = (moods: Moods): moods is FeatureMoods =>
  moods !== null && moods.reader !== 'failed' && moods.reader !== 'none';

/** What to know where a model scores with other moods than it learned with. */
export function moodSentences(learned: Moods, now: Moods): string[] {
  const why = now?.reader === 'failed' ? ': the stage texts had failed' : '';
  if (areRead(learned) && !areRead(now))
    return [
      `The model learned with moods read from what customers wrote, and the features of this run have none${why}. Customers who complained lately may be scored too low.`,
    ];
  if (!areRead(learned) && areRead(now))
    return [
      'The model learned without the moods that are read from what customers wrote: they count in its scores once it is trained with them.',
    ];
  if (areRead(learned) && areRead(now) && nameOf(learned) !== nameOf(now))
    return [
      `The model learned with moods read by ${nameOf(learned)}, and those of this run are read by ${nameOf(now)}, which may judge the same words otherwise. Train again.`,
    ];
  return [];
}

/** Whose word the moods in the features are, beside those that the data bring. */
export function readerSentence(moods: Moods): string | null {
  if (moods?.reader === 'failed')
    return 'Moods of what customers wrote are missing: the stage texts had failed.';
  return areRead(moods)
    ? `Moods of what customers wrote: read by ${nameOf(moods)} where the data bring none.`
    : null;
}

/** What to know of a model that learned while moods could not be read. */
export const learnedMoodNotes = (moods: Moods): string[] =>
  moods?.reader === 'failed'
    ? [
        'Learned without the moods that are read from what customers wrote: the stage texts had failed. Train again for them to count.',
      ]
    : [];

/** Who reads moods, as people call it. */
const nameOf = ({ reader, service }: FeatureMoods): string =>
  service ?? (reader === 'own' ? "the business's own model" : 'a list of words');
