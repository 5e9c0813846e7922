import { describe, expect, it } from 'vitest';
import type { FeatureMoods } from '../../../contracts/artefacts/feature-moods.ts';
import {
  learnedMoodNotes,
  moodSentences,
  readerSentence,
} from '../../../pipeline/reports/sentences/feature-mood-sentences.ts';

const by = (reader: FeatureMoods['reader'], more: Partial<FeatureMoods> = {}): FeatureMoods => ({
  reader,
  service: null,
  learnedUntil: null,
  ...more,
});
const own = by('own', { learnedUntil: '2026-01-31' });

describe('a model that scores with other moods than it learned with', () => {
  it('is said to lack them, with the reason where texts had failed', () => {
    expect(moodSentences(own, by('failed'))).toEqual([
      'The model learned with moods read from what customers wrote, and the features of this run have none: the stage texts had failed. Customers who complained lately may be scored too low.',
    ]);
    for (const none of [by('none'), null])
      expect(moodSentences(own, none)[0]).toMatch(/have none\. Customers who complained/);
  });

  it('is said not to know them yet', () => {
    for (const nobody of [by('failed'), by('none'), null])
      expect(moodSentences(nobody, own)[0]).toMatch(/^The model learned without the moods/);
  });

  it('is said to know another reader, or another model of a service', () => {
    expect(moodSentences(by('words'), own)).toEqual([
      "The model learned with moods read by a list of words, and those of this run are read by the business's own model, which may judge the same words otherwise. Train again.",
    ]);
    const bedrock = (model: string) => by('bedrock', { service: `Bedrock ${model}` });
    expect(moodSentences(bedrock('a'), bedrock('b'))[0]).toMatch(/by Bedrock a, .* by Bedrock b, which/);
  });

  it('is no matter where the same reader has learned more since, or nobody reads', () => {
    expect(moodSentences(own, { ...own, learnedUntil: '2026-02-28' })).toEqual([]);
    expect(moodSentences(null, null)).toEqual([]);
    expect(moodSentences(by('none'), by('failed'))).toEqual([]);
  });
});

it('the screen of features says who reads, or that nobody could', () => {
  expect(readerSentence(own)).toBe(
    "Moods of what customers wrote: read by the business's own model where the data bring none.",
  );
  expect(readerSentence(by('failed'))).toMatch(/are missing: the stage texts had failed\.$/);
  expect([by('none'), null].map(readerSentence)).toEqual([null, null]);
});

it('the card says where a model had to learn without', () => {
  expect(learnedMoodNotes(by('failed'))[0]).toMatch(/^Learned without the moods .* had failed/);
  for (const moods of [own, by('none'), null]) expect(learnedMoodNotes(moods)).toEqual([]);
});
