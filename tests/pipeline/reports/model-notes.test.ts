import { describe, expect, it } from 'vitest';
import type { EnsembleManifest, Levels } from '../../../models/retention.ts';
import { write } from '../../../pipeline/reports/format.ts';
import { backendSentence } from '../../../pipeline/reports/sentences/backend-sentence.ts';
import { blendSentence } from '../../../pipeline/reports/sentences/model/blend-sentence.ts';
import { levelNotes } from '../../../pipeline/reports/sentences/model/level-notes.ts';
import { modelNotes } from '../../../pipeline/reports/sentences/model/model-notes.ts';
import { sizeSentence } from '../../../pipeline/reports/sentences/model/size-sentence.ts';
import { blend, gain, plainModel as plain } from '../../support/plain-model.ts';

type LevelChoice = NonNullable<Levels['chance']>;

const withLevel = (level: number): EnsembleManifest => ({
  ...plain,
  adjustment: { ...plain.adjustment, level },
});

describe('what a card says of the blend', () => {
  it('is what it is made of, what it gains, and what beats the floor', () => {
    expect(blendSentence(blend)).toBe(
      'Churn is a blend of the network (35%), boosted trees (51%) and the logistic member (14%). On 6,000 held-out rows of 5,400 customers its log loss, 0.4712, is 0.0191 below that of boosted trees, the best alone (80% interval of the gain 0.0103 to 0.0279). That of the logistic member is 0.5075, which boosted trees beat (the network 0.0150 below it, boosted trees 0.0172 below it).',
    );
  });

  it('is that it is kept where it did worse than its best member, and only there', () => {
    const worse = { ...blend, gain: gain(-0.0012, -0.003, 0.002) };
    expect(blendSentence(worse)).toMatch(
      /is 0\.0012 above that of .*\(80% interval of the gain −0\.0030 to 0\.0020\)\. So boosted trees alone did better here, by no more than chance explains for the best of 3: the blend is kept\./,
    );
    expect(blendSentence(blend)).not.toMatch(/did better here/);
    expect(blendSentence({ ...blend, gain: gain(-0.00002, -0.0003, 0.0002) })).toMatch(
      /is 0\.00002 above that of/,
    );
    expect(blendSentence({ ...blend, gain: gain(0, -0.0003, 0.0003) })).toMatch(/is level with that of/);
  });

  it('is who scores alone, and that a blend is worse', () => {
    const weights = { network: 1, trees: 0, logistic: 0 };
    const alone = { ...blend, published: 'network', weights, gain: gain(-0.02, -0.03, -0.01) } as const;
    const overFloor = { network: gain(0.02, 0.01, 0.03), trees: gain(0.01, -0.01, 0.02) };
    expect(blendSentence({ ...alone, losses: { ...blend.losses!, network: 0.46 }, overFloor })).toMatch(
      /^Churn is scored by the network alone\. On .* a blend's log loss, 0\.4712, is 0\.0200 above that of the network.* which the network beats \(/,
    );
  });

  it('is the plain mean where nothing could be judged', () => {
    const third = { network: 1 / 3, trees: 1 / 3, logistic: 1 / 3 };
    const unjudged = { ...blend, published: 'mean', weights: third, losses: null, gain: null } as const;
    expect(blendSentence(unjudged)).toMatch(
      /plain mean of the network, boosted trees and the logistic member: the held-out rows have too few/,
    );
  });

  it('is every candidate where customers are few', () => {
    const weights = { network: 0, trees: 0, logistic: 0.5, behaviour: 0.5 };
    const few = { ...blend, published: 'pair', weights } as const;
    expect(blendSentence({ ...few, losses: null })).toMatch(
      /^Churn is the mean of the logistic member and the behaviour model: customers are too few/,
    );
    const losses = { ...blend.losses!, behaviour: 0.52, pair: 0.48, mean: 0.49 };
    expect(blendSentence({ ...few, losses })).toMatch(
      /^Churn is scored by the mean of .*: log loss on 6,000 held-out rows of 5,400 customers is 0\.4800 for the mean of the logistic member and the behaviour model, 0\.4900 for .* and 0\.4712 for a blend of all\.$/,
    );
  });
});

describe('what a card says of the distribution of value', () => {
  const said = (own: Partial<EnsembleManifest>) => levelNotes({ ...plain, ...own }, write).join('\n');

  it('is the rows that taught it, when P90 is 0, and that 80 in 100 lie within on average over dates', () => {
    const many = said({ taught: { ...plain.taught, few: false } });
    expect(many).toMatch(/spread as at all dates with known outcomes in 2 strata/);
    expect(many).toMatch(/above 90%, so is P90, and the mean is above it/);
    expect(many).toMatch(/between P10 and P90 on average over dates/);
    const few = said({ taught: { ...plain.taught, few: true } });
    expect(few).toMatch(/spread as on held-out rows in 2 strata/);
    expect(few).not.toMatch(/at all dates with known outcomes/);
  });

  it('is nothing where value is not learned', () => {
    expect(said({ valueUnit: null })).not.toMatch(/P90/);
  });
});

describe('what a card says of the dates that set a level', () => {
  const choice = (of: Partial<LevelChoice>): LevelChoice => ({
    rule: 'half',
    missed: { all: 0.3, half: 0.2, newest: 0.25 },
    dates: 0,
    learnedFrom: 4,
    ...of,
  });
  const notes = (levels: Levels, own: Partial<EnsembleManifest> = {}) =>
    levelNotes({ ...plain, notFittedAgain: [], levels, ...own }, write).filter((note) =>
      note.startsWith('The level of'),
    );

  it('is the rule, what each is expected to miss, and how far the next window may lie', () => {
    const [chance, value] = notes({
      chance: choice({}),
      value: choice({ rule: 'all', missed: { all: 0.1, half: 0.2, newest: 0.3 }, dates: 3 }),
    });
    expect(chance).toMatch(
      /chance is set by half all dates and half the newest, of 4: .* 5\.0 points around one half/,
    );
    expect(chance).toMatch(/no past date could tell/);
    expect(chance).toMatch(/In nineteen windows of twenty the error is within 9\.7 points/);
    expect(value).toMatch(/value is set by all dates .* a factor of 1\.11/);
    expect(value).toMatch(/newest date alone, a factor of 1\.35/);
    expect(value).toMatch(/tried on 3 past dates/);
    expect(value).toMatch(/within a factor of 1\.22/);
  });

  it('is nothing where there was nothing to choose, nor of value where churn alone was taught', () => {
    expect(notes({ chance: null, value: null })).toEqual([]);
    expect(notes({ chance: choice({}), value: choice({}) }, { valueUnit: null })).toHaveLength(1);
  });
});

describe('what else a card says of a model', () => {
  it('is how far values were corrected, and when not to plan by them', () => {
    const corrected = (level: number) => modelNotes(withLevel(level)).join('\n');
    expect(corrected(0.87)).toMatch(
      /was 87% of the predicted total; predictions are corrected by it\.\n[^T]/,
    );
    expect(corrected(1.5)).toMatch(/That correction is large/);
    expect(corrected(1 / 3)).toMatch(/a third of the predicted total or less, or below zero\..* too high/);
    expect(corrected(3)).toMatch(/3 times the predicted total or more\..* too low/);
  });

  it('is how churn is calibrated, and where it is not', () => {
    expect(modelNotes(plain)).toContain(
      'Churn is calibrated by "beta", chosen by cross-fitted log loss on held-out rows.',
    );
    expect(modelNotes({ ...plain, calibrationChoice: null }).join('\n')).toMatch(
      /is not calibrated: the held-out/,
    );
    const left = { ...plain, calibrationChoice: { method: 'none' } } as unknown as EnsembleManifest;
    expect(modelNotes(left).join('\n')).toMatch(/Churn is not calibrated: no method lowers/);
    expect(modelNotes(left).join('\n')).not.toMatch(/calibrated by/);
  });

  it('is that it was refitted, and which members were not', () => {
    const [said, left] = [[], ['network', 'logistic']].map((notFittedAgain) =>
      modelNotes({ ...plain, notFittedAgain } as unknown as EnsembleManifest).join('\n'),
    );
    expect(said).toMatch(/refitted on training and held-out rows/);
    expect(said).toMatch(/a slope of 1\.10/);
    expect(said).not.toMatch(/Not refitted/);
    expect(left).toMatch(/Not refitted, as they have less than 5%.*: the network, the logistic member\./);
  });

  it('is that customers are few, and which model takes part', () => {
    const taught = { ...plain.taught, customers: 1250, left: 80, few: true };
    const of = (behaviour: unknown) =>
      modelNotes({ ...plain, taught, behaviour } as unknown as EnsembleManifest)[0];
    expect(of({ buying: { kind: 'mbg-nbd' } })).toBe(
      '1,250 customers to learn from, of whom 80 left, are fewer than 2,000 and 200: a buying model (MBG/NBD and Gamma-Gamma) takes part.',
    );
    expect(of({})).toMatch(/a survival model \(/);
  });

  it('is whether customers are few, or those who left', () => {
    const of = (customers: number, left: number) =>
      modelNotes({
        ...plain,
        taught: { ...plain.taught, customers, left, few: true },
        behaviour: {},
      } as unknown as EnsembleManifest)[0];
    expect(of(700, 310)).toMatch(/^700 customers to learn from, of whom 310 left, are fewer than 2,000: /);
    expect(of(12_000, 80)).toMatch(/^Of 12,000 customers to learn from 80 left, fewer than 200: /);
  });

  it('is which rules score in its place', () => {
    const standIn = { churn: { name: 'recency alone' }, value: null };
    const said = modelNotes({ ...plain, standIn } as unknown as EnsembleManifest);
    expect(said).toContain('Churn is scored by recency alone, not by the blend.');
    expect(said.join()).not.toMatch(/Value is scored by .*, not by the blend/);
  });

  it('is how the size of trees was chosen', () => {
    const losses = [
      { size: 'small', loss: 0.51234 },
      { size: 'deep', loss: 0.50999 },
    ] as const;
    expect(sizeSentence({ size: 'deep', losses })).toBe(
      'Boosted trees of churn are deep (up to 31 leaves on 6 levels), chosen by log loss of customers held out: small 0.5123, deep 0.5100.',
    );
    expect(sizeSentence({ size: 'small', losses: [] })).toMatch(/rows are too few to choose/);
  });
});

it('another backend is named, with how near its scores are', () => {
  expect(backendSentence({ trained: 'native', scores: 'wasm' })).toBe(
    'The model was trained on the native backend and scores on wasm: scores agree within 0.01% of their size, not to the last digit. HOLDFAST_BACKEND=native gives the same bytes.',
  );
});
