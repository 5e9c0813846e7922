import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics.ts';
import { learnMoods, readByModel } from '../../../pipeline/texts/learn-moods.ts';
import type { CustomerText } from '../../../pipeline/texts/read-texts.ts';
import { writeText } from '../../../simulator/texts/write-text.ts';

const random = () => randomStream(11, 'scored comments');
const scored = (text: string, isGood: boolean, i: number): CustomerText => ({
  ...{ source: 'survey', record_id: `s${i}`, customer_id: 'c', seconds: i, language: 'en' },
  ...{ says: isGood ? 1 : -1, sentiment: null, reason: null, text },
});

const written = (feeling: number, stream: ReturnType<typeof random>): string =>
  writeText(
    { language: (['en', 'pl', 'ru'] as const)[stream.integer(3)]!, theme: 'delivery', feeling },
    stream,
  );

/** Comments whose words are clearly good or bad, and whose scores say the opposite in such a share of them. */
function comments(count: number, flipped: number): CustomerText[] {
  const stream = random();
  return Array.from({ length: count }, (_, i) => {
    const isGood = stream.uniform() < 0.6;
    const text = written(isGood ? 0.9 : -0.9, stream);
    return scored(text, isGood !== stream.uniform() < flipped, i);
  });
}

function learn(texts: readonly CustomerText[]) {
  const learned = learnMoods(texts, 1);
  if (!('model' in learned)) throw new Error(learned.because);
  return learned;
}

const readBy = async ({ model }: ReturnType<typeof learn>, asked: readonly string[]) =>
  readByModel(model).read(asked.map((text) => ({ text, language: null })));

describe('a mood learned from scores', () => {
  const clean = learn(comments(600, 0));
  const stream = randomStream(12, 'cases');
  const bad = Array.from({ length: 200 }, () => written(-0.9, stream));

  it.each([
    ['agree with them', () => clean],
    ['disagree with a third of them', () => learn(comments(2000, 0.35))],
  ])('is negative for clearly negative words where scores %s', async (_, learned) => {
    const moods = await readBy(learned(), bad);
    expect(moods.filter(({ sentiment }) => sentiment !== null && sentiment > 0).length).toBeLessThan(6);
    expect(moods.filter(({ sentiment }) => sentiment !== null && sentiment < 0).length).toBeGreaterThan(120);
  });

  it('is as right on later comments as scores that agree with words let it be', () => {
    expect(clean.quality.all.accuracy.value).toBeGreaterThan(0.95);
  });

  it('is not that of most comments where the words tell nothing', async () => {
    const words = ['parcel', 'number', 'box', 'order', 'street', 'door', 'monday', 'evening'];
    const dice = randomStream(13, 'words without a mood');
    const texts = Array.from({ length: 600 }, (_, i) => {
      const isGood = dice.uniform() < 0.8;
      const said = Array.from({ length: 3 }, () => words[dice.integer(words.length)]);
      return scored([...said, ...(i % 2 === 0 ? [] : [isGood ? 'lovely' : 'terrible'])].join(' '), isGood, i);
    });
    const asked = ['parcel box door', 'parcel box door lovely', 'parcel box door terrible'];
    const [silent, good, bad] = await readBy(learn(texts), asked);
    expect(silent).toEqual({ sentiment: null, probability: null, why: 'unsure' });
    expect(good!.sentiment).toBeGreaterThan(0.8);
    expect(bad!.sentiment).toBeLessThan(-0.5);
  });

  it('is not told of texts of another register, whose words no comment had', async () => {
    const cases = [
      'Chargeback dispute raised by issuing bank, awaiting documents',
      'Solicit ștergerea contului conform GDPR',
    ];
    for (const mood of await readBy(clean, cases))
      expect(mood).toMatchObject({ sentiment: null, why: 'unknown' });
  });
});
