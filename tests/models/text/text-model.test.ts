import { describe, expect, it } from 'vitest';
import { ModelDataError } from '../../../models/errors.ts';
import { fitTextModel, judgeLabels, loadTextModel, normaliseText } from '../../../models/text.ts';
import { madeComments } from './made-comments.ts';

const taught = madeComments(1500, 'taught');
const fitted = fitTextModel(taught, { seed: 1 });
const { model } = fitted;

describe('a model of comments', () => {
  const later = madeComments(1000, 'later');
  const judged = model.judge(later.texts);

  it.each(['en', 'pl', 'ro', 'ru', 'it'] as const)('beats the largest class in %s', (language) => {
    const rows = later.languages.flatMap((own, i) => (own === language ? [i] : []));
    const quality = judgeLabels({
      judged: rows.map((i) => judged[i]),
      labels: rows.map((i) => later.labels[i]),
      classes: model.classes,
    });
    expect(quality.accuracy.low).toBeGreaterThan(quality.majority);
    expect(quality.macroF1).toBeGreaterThan(0.8);
  });

  it('states chances that hold, and is righter where it speaks', () => {
    const quality = judgeLabels({ judged, labels: later.labels, classes: model.classes });
    expect(quality.calibrationError).toBeLessThan(0.05);
    expect(quality.accuracySaid.value).toBeGreaterThan(quality.accuracy.value);
    for (const { chances } of judged) if (chances !== null) expect(chances[0] + chances[1]).toBeCloseTo(1, 9);
  });

  it.each([
    ['', 'empty'],
    ['  …!? ', 'empty'],
    ['ok', 'tiny'],
    ['配送が遅くてとても残念です', 'script'],
    ['Η παράδοση ήταν πολύ αργή', 'script'],
    ['A csomag összetörve érkezett, soha többet nem rendelek innen', 'unknown'],
  ] as const)('says nothing of "%s": %s', (text, why) => {
    expect(model.judge([text])[0]).toMatchObject({ label: null, why });
  });

  it('reads an emoji without a letter', () => {
    expect(model.judge(['😊'])[0].chances).not.toBeNull();
  });

  it('is the same after it was saved, and the same bytes when fitted again', () => {
    const saved = model.save();
    const copy = { manifest: JSON.parse(JSON.stringify(saved.manifest)), weights: saved.weights.slice() };
    expect(loadTextModel(copy).judge(later.texts.slice(0, 50))).toEqual(judged.slice(0, 50));
    const again = fitTextModel(taught, { seed: 1 }).model.save();
    expect(Buffer.compare(again.weights, saved.weights)).toBe(0);
    expect(() => loadTextModel({ ...copy, weights: copy.weights.slice(4) })).toThrow(ModelDataError);
  });

  it('judges a text alike alone and among others', () => {
    expect(model.judge([later.texts[7]])[0]).toEqual(judged[7]);
  });
});

describe('what a model is fitted on', () => {
  it('may have any number of classes, in the order asked for', () => {
    const words = ['apple', 'bread', 'cheese', 'date', 'eggplant', 'fig'];
    const texts = Array.from({ length: 120 }, (_, i) => `we would like more ${words[i % 6]} please ${i}`);
    const labels = texts.map((_, i) => words[i % 6]);
    const { model: six } = fitTextModel({ texts, labels }, { seed: 1, classes: [...words].reverse() });
    expect(six.classes).toEqual([...words].reverse());
    expect(six.judge(['more cheese please'])[0].label).toBe('cheese');
  });

  it.each([
    [['', ' '], ['a', 'b'], /No text can be read/],
    [['good shop', 'nice shop'], ['a', 'a'], /same label/],
  ])('is refused where nothing can be learned', (texts, labels, message) => {
    expect(() => fitTextModel({ texts, labels }, { seed: 1 })).toThrow(message);
  });
});

describe('a normalised text', () => {
  it('has masks for links, addresses and names, and no long runs', () => {
    const text = 'SOOOOO bad @Anna see https://x.io/a?b=1 or write to anna.k@shop.example';
    expect(normaliseText(text).replaceAll(/ +/g, ' ')).toBe('sooo bad ‹name see ‹link or write to ‹name ');
  });

  it('is made at once of a file of letters without a blank', () => {
    expect(normaliseText('aB1+'.repeat(40_000))).toHaveLength(160_000);
  });
});
