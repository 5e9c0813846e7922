import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { addExamples } from '../../../cli/add-examples.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { themeNotes } from '../../../pipeline/themes/notes.ts';
import { readThemes } from '../../../pipeline/themes/read-themes.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { silence } from '../../support/silence.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../features/business.ts';
import { asOf, comment, ticket } from '../texts/texts.ts';
import { meant, themedBusiness } from './business.ts';

async function themesOf(
  business: Partial<Business>,
  { config = smallConfig(), texts = new Set<string>() }: { config?: Config; texts?: Set<string> } = {},
) {
  const { warehouse, store } = await openBusiness({ ...emptyBusiness, ...business });
  await warehouse.create(
    'scores',
    "select * from (values ('c0', 10.255e0), ('c1', 4e0)) as s (customer_id, value_at_risk)",
  );
  await warehouse.create(
    'moods',
    "select 'ticket' as source, 't0' as record_id, 5e-1 as sentiment union all select 'survey', 's3', -1e0",
  );
  const passage = { warehouse: recordingWarehouse(warehouse, texts), store, prefix: 'passing/' };
  const read = await readThemes({ config, asOf, table: 'themes/' }, passage, silence).finally(() =>
    warehouse.close(),
  );
  const rows = (
    await Promise.all(read.files.map(async (key) => readParquet((await store.get(key))!)))
  ).flat();
  const left = (await store.list('')).map(({ key }) => key);
  return { ...read, rows, left, of: (id: string) => rows.find(({ record_id }) => record_id === id)?.theme };
}

/** The themes of the business before anybody has named any: learned once for all tests. */
let unnamed: ReturnType<typeof themesOf> | undefined;
const beforeNaming = () => {
  unnamed ??= themesOf(themedBusiness());
  return unnamed;
};

describe('themes of what customers wrote', () => {
  it('tickets have that of their reason, comments that which a model tells, and what is of none is proposed', async () => {
    const found = await beforeNaming();
    expect(found.themes.map(({ id }) => id)).toEqual(['delivery', 'quality', 'refund']);
    expect(found.of('t4')).toBe('quality');
    const comments = found.rows.filter(({ record_id }) => String(record_id).startsWith('s'));
    const told = comments.filter(({ theme }) => theme !== null);
    expect(told.length / comments.length).toBeGreaterThan(0.7);
    expect(told.filter(({ theme, record_id }) => theme === meant(String(record_id))).length).toBe(
      told.length,
    );
    const strange = found.rows.filter(({ record_id }) => String(record_id).startsWith('x'));
    expect(strange.filter(({ theme }) => theme === null).length / strange.length).toBeGreaterThan(0.85);
    expect(found.proposals.length).toBeGreaterThanOrEqual(2);
    for (const { isNew, examples, phrases, texts } of found.proposals) {
      expect([isNew, examples.length > 0, phrases.length > 0, texts >= 8]).toEqual([true, true, true, true]);
    }
    const quality = found.themes[0]!.quality.map(({ language, told: isTold }) => [language, isTold]);
    expect(quality).toEqual([
      ['en', true],
      ['pl', true],
    ]);
    expect(themeNotes({ ...found, run: '', asOf, currency: 'EUR', priorities: null }).join()).toContain(
      'themes propose',
    );
    expect(found.left).toEqual(found.files);
  });

  it('a person who names the groups is understood from then on, under an id that stays', async () => {
    const business = themedBusiness();
    const { proposals } = await beforeNaming();
    let text = '# our own config\nversion: 1\n';
    for (const proposal of proposals)
      text = addExamples(text, { id: 'app', title: 'The app', ignore: false, proposal });
    expect(text).toContain('# our own config');
    const { themes } = parse(text) as { themes: unknown[] };
    expect(themes).toHaveLength(1);
    const found = await themesOf(business, { config: smallConfig({ themes }) });
    const strange = found.rows.filter(({ record_id }) => String(record_id).startsWith('x'));
    expect(strange.filter(({ theme }) => theme === 'app').length / strange.length).toBeGreaterThan(0.65);
    expect(found.themes.find(({ id }) => id === 'app')).toMatchObject({ name: 'The app' });
    expect(found.proposals.length).toBeLessThan(proposals.length);
  });

  it('groups that are ignored are no theme and are not proposed again; reasons may be put together', async () => {
    const business = themedBusiness({ comments: 0 });
    const { proposals } = await beforeNaming();
    const joined = { id: 'goods', name: 'Goods', reasons: ['quality', 'refund'] };
    let text = stringify({ themes: [joined] });
    for (const proposal of proposals) text = addExamples(text, { id: 'ignored', ignore: true, proposal });
    const { themes } = parse(text) as { themes: unknown[] };
    const found = await themesOf(business, { config: smallConfig({ themes }) });
    expect(found.themes.map(({ id }) => id)).toEqual(['delivery', 'goods']);
    expect(found.proposals.length).toBeLessThan(proposals.length);
    expect(() => addExamples(text, { id: 'goods', ignore: true, proposal: proposals[0]! })).toThrow(
      'take another id',
    );
    expect(() => addExamples(text, { id: 'The App', ignore: false, proposal: proposals[0]! })).toThrow(
      'lower-case',
    );
  });

  it('counts texts, moods, customers and their value at risk by hand', async () => {
    const late = (id: string, customer_id: string, daysAgo: number) =>
      ticket(id, { text: 'late', reason: 'delivery', customer_id, daysAgo });
    const found = await themesOf({
      tickets: [late('t0', 'c0', 0), late('t1', 'c0', 27), late('t2', 'c1', 28), late('t3', 'c9', 100)],
      surveys: [comment('s3', { text: 'fine', score: 3 })],
    });
    expect(found.themes).toEqual([]);
    expect(found.because).toContain('from two on');
    expect(found.without).toBe(3);
    const declared = smallConfig({ themes: [{ id: 'delivery' }] });
    const { themes } = await themesOf(
      {
        tickets: [late('t0', 'c0', 0), late('t1', 'c0', 27), late('t2', 'c1', 28), late('t3', 'c9', 100)],
      },
      { config: declared },
    );
    expect(themes).toMatchObject([
      { id: 'delivery', texts: 2, textsBefore: 1, mood: null, customers: 2, valueAtRisk: 14.26, spikes: [] },
    ]);
  });

  it('a rise of a theme opens a spike, of its own source and day', async () => {
    const steady = Array.from({ length: 200 }, (_, day) => day).flatMap((daysAgo) =>
      Array.from({ length: daysAgo < 3 ? 14 : 4 }, (_, i) =>
        ticket(`d${daysAgo}-${i}`, { text: 'late', reason: 'delivery', daysAgo }),
      ),
    );
    const config = smallConfig({ themes: [{ id: 'delivery' }] });
    const { themes, alarms } = await themesOf({ tickets: steady }, { config });
    expect(themes[0]!.spikes).toMatchObject([{ source: 'ticket' }]);
    expect(themes[0]!.spikes[0]!.opened >= '2025-11-28').toBe(true);
    expect(alarms).toEqual({ perYear: 1, series: 1 });
  });

  it("asks in SQL that parses with Trino's grammar; nothing written is nothing said", async () => {
    const texts = new Set<string>();
    const none = await themesOf({}, { texts });
    expect([none.themes, none.proposals, none.rows]).toEqual([[], [], []]);
    const problems = await trinoGrammar();
    for (const text of texts) expect(problems(text), text).toEqual([]);
  });
});
