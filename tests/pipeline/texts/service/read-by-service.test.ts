import { describe, expect, it } from 'vitest';
import { readByService } from '../../../../pipeline/texts/service/read-by-service.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { fakeService, sure } from './fake-service.ts';

const inEnglish = (...texts: readonly string[]) => texts.map((text) => ({ text, language: 'en' }));

const bySign = (text: string) => sure(text.includes('good') ? 'positive' : 'negative');

/** All that a store holds, as text. */
async function contentOf(store: ReturnType<typeof memoryStore>): Promise<string> {
  const objects = await store.list('');
  const texts = await Promise.all(
    objects.map(async ({ key }) => Buffer.from((await store.get(key))!).toString()),
  );
  return objects.map(({ key }, i) => `${key}\n${texts[i]}`).join('\n');
}

describe('moods by a service', () => {
  it('stand by their texts: the likelihood of positive less that of negative', async () => {
    const answers = {
      'so good': sure('positive'),
      meh: sure('neutral', 0.8),
      'so bad': sure('negative', 0.6),
    };
    const service = fakeService((text) => answers[text as keyof typeof answers]);
    const moods = await readByService(service, memoryStore()).read(
      inEnglish('so bad', 'so good', 'meh', 'so bad'),
    );
    expect(moods).toEqual([
      { sentiment: expect.closeTo(-0.4), probability: 0.6, why: null },
      { sentiment: expect.closeTo(0.85), probability: 0.9, why: null },
      { sentiment: 0, probability: 0.8, why: null },
      { sentiment: expect.closeTo(-0.4), probability: 0.6, why: null },
    ]);
  });

  it('ask about a text once, however often it was written and read; nothing of it is kept', async () => {
    const store = memoryStore();
    const first = fakeService(bySign);
    const reader = readByService(first, store);
    const texts = inEnglish('good parcel', 'bad parcel', 'good parcel ', 'good  parcel');
    const moods = await reader.read(texts);
    await reader.read(texts);
    expect(first.asked.map(({ text }) => text).sort()).toEqual(['bad parcel', 'good parcel']);
    expect([reader.sent(), reader.sentNow()]).toEqual([
      { texts: 2, characters: 21 },
      { texts: 2, characters: 21 },
    ]);
    const kept = await contentOf(store);
    expect(kept).not.toContain('parcel');
    const again = fakeService(bySign);
    const later = readByService(again, store);
    expect(await later.read(texts)).toEqual(moods);
    expect(again.asked).toEqual([]);
    expect([later.sent(), later.sentNow()]).toEqual([
      { texts: 2, characters: 21 },
      { texts: 0, characters: 0 },
    ]);
    expect(await contentOf(store)).toBe(kept);
    const other = fakeService(bySign, { version: '2' });
    await readByService(other, store).read(texts);
    expect(other.asked).toHaveLength(2);
  });

  it('keep what was answered where the service stops, and go on from there', async () => {
    const store = memoryStore();
    const texts = inEnglish(
      ...Array.from({ length: 1200 }, (_, i) => `${i % 2 ? 'good' : 'bad'} number ${i}a`),
    );
    let left = 700;
    const stopping = fakeService((text) => (left-- > 0 ? bySign(text) : null));
    await expect(readByService(stopping, store).read(texts)).rejects.toThrow(
      'did not answer about 300 texts',
    );
    const whole = fakeService(bySign);
    const moods = await readByService(whole, store).read(texts);
    expect(whole.asked).toHaveLength(500);
    expect(moods.map(({ sentiment }) => sentiment! > 0)).toEqual(
      texts.map(({ text }) => text.startsWith('good')),
    );
    const atOnce = memoryStore();
    await readByService(fakeService(bySign), atOnce).read(texts);
    expect(await contentOf(store)).toBe(await contentOf(atOnce));
  });

  it('two that read at the same time lose no answer', async () => {
    const store = memoryStore();
    const [one, other] = [
      inEnglish(...Array.from({ length: 60 }, (_, i) => `good one ${i}a`)),
      inEnglish(...Array.from({ length: 60 }, (_, i) => `bad other ${i}a`)),
    ];
    await Promise.all([one, other].map((texts) => readByService(fakeService(bySign), store).read(texts)));
    const late = fakeService(bySign);
    await readByService(late, store).read([...one, ...other]);
    expect(late.asked).toEqual([]);
  });

  it('nothing is asked about empty, tiny and foreign texts, nor in a language that the service does not read', async () => {
    const service = fakeService(bySign, { languages: ['en', 'ja', 'zh', 'zh-TW'] });
    const moods = await readByService(service, memoryStore()).read([
      { text: '...', language: 'en' },
      { text: 'ok', language: 'en' },
      { text: 'очень плохо', language: 'en' },
      { text: 'bardzo źle', language: 'pl' },
      { text: 'very bad', language: null },
      { text: 'very bad', language: 'en_GB' },
      { text: 'とても悪い', language: 'ja' },
      { text: '非常糟糕', language: 'zh-tw' },
      { text: '非常糟糕', language: 'zh-Hans' },
    ]);
    expect(moods.map(({ why }) => why)).toEqual([
      'empty',
      'tiny',
      'script',
      'language',
      'language',
      ...[null, null, null, null],
    ]);
    expect(service.asked.map(({ language }) => language).sort()).toEqual(['en', 'ja', 'zh', 'zh-TW']);
    const any = fakeService(bySign);
    await readByService(any, memoryStore()).read([{ text: 'очень плохо', language: 'en' }]);
    expect(any.asked).toMatchObject([{ text: 'очень плохо', language: null }]);
  });

  it('send no address, link or long number, and no more than the service reads', async () => {
    const service = fakeService(bySign, { mostCharacters: 70 });
    await readByService(service, memoryStore()).read(
      inEnglish(
        'Write to Ada.Lovelace@example.com or +49 170 1234567, order 20250001 at HTTPS://shop.example/x, 5 of 5',
        `${'😀'.repeat(69)}bad news`,
      ),
    );
    const sent = service.asked.map(({ text }) => text);
    expect(sent.find((text) => text.startsWith('Write'))).toBe(
      'Write to name or +number, order number at link 5 of 5',
    );
    expect(sent.find((text) => text.startsWith('😀'))).toBe(`${'😀'.repeat(69)}b`);
  });

  it('say nothing where the service does not, or no mood is likely by half', async () => {
    const answers = {
      both: { why: 'mixed' },
      odd: { why: 'unclear' },
      broken: { why: 'no answer' },
      weak: { positive: 0.4, neutral: 0.3, negative: 0.3 },
    } as const;
    const service = fakeService((text) => answers[text as keyof typeof answers]);
    const moods = await readByService(service, memoryStore()).read(
      inEnglish('both', 'odd', 'broken', 'weak'),
    );
    expect(moods.map(({ why, sentiment }) => [why, sentiment])).toEqual([
      ['mixed', null],
      ['unclear', null],
      ['no answer', null],
      ['unsure', null],
    ]);
  });

  it('are judged by good and bad: a neutral text is neither', async () => {
    const answers = {
      good: sure('positive', 0.8),
      bad: { positive: 0.1, neutral: 0.3, negative: 0.6 },
      meh: sure('neutral'),
      leaning: { positive: 0.3, neutral: 0.6, negative: 0.1 },
      both: { why: 'mixed' },
    } as const;
    const service = fakeService((text) => answers[text as keyof typeof answers]);
    const judged = await readByService(service, memoryStore()).judge(
      inEnglish('good', 'bad', 'meh', 'leaning', 'both'),
    );
    expect(judged.map(({ label, chances }) => [label, chances?.[1]])).toEqual([
      ['good', expect.closeTo(8 / 9, 5)],
      ['bad', expect.closeTo(1 / 7, 5)],
      [null, undefined],
      [null, expect.closeTo(0.75, 5)],
      [null, undefined],
    ]);
  });
});
