import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLocalRun } from '../../../cli/local-run.ts';
import { textsScreen } from '../../../cli/screens/texts-screen.ts';
import { proposalsScreen, themesScreen } from '../../../cli/screens/themes-screen.ts';
import { keys } from '../../../contracts/keys.ts';
import type { MoodService } from '../../../contracts/ports/mood-service.ts';
import { moodByWords } from '../../../models/text.ts';
import { alerts } from '../../../pipeline/stages/alerts.ts';
import { drivers } from '../../../pipeline/stages/drivers.ts';
import { metrics } from '../../../pipeline/stages/metrics.ts';
import { runUntil } from '../../../pipeline/stages/run-all.ts';
import { keyOf } from '../../../pipeline/stages/stage.ts';
import { texts } from '../../../pipeline/stages/texts.ts';
import { themes } from '../../../pipeline/stages/themes.ts';
import { readParquet, writeParquet } from '../../../pipeline/tables/parquet.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';
import { fakeService, sure } from '../texts/service/fake-service.ts';
import { writeShop } from './written-shop.ts';

it('a run reads moods and themes, shows both, and names nobody', async () => {
  const out = scratchFolder();
  const notes: string[] = [];
  const progress = { stage: () => {}, fraction: () => {}, note: (text: string) => notes.push(text) };
  const { run, environment } = await openLocalRun({ config: writeShop(scratchFolder()), out }, progress);
  const { store } = environment;
  const moods = await runUntil('texts', run, environment);
  expect(moods.reader).toBe('own');
  expect(moods.scored.map(({ source, texts }) => [source, texts])).toEqual([
    ['survey', 300],
    ['ticket', 300],
  ]);
  expect(moods.files.map((file) => file.split('/').at(-1))).toEqual([
    'part-0000.parquet',
    'mood-model.json',
    'mood-model.bin',
  ]);
  await store.put(
    `${keys.scores(keyOf(run, 'score'))}part.parquet`,
    writeParquet([
      { name: 'customer_id', type: 'text', values: ['c0', 'c1'] },
      { name: 'value_at_risk', type: 'number', values: [10, 2.5] },
    ]),
  );
  const { result } = await themes(run, environment);
  expect(result.themes.map(({ id, customers, valueAtRisk }) => [id, customers, valueAtRisk])).toEqual([
    ['delivery', 2, 12.5],
    ['quality', 2, 12.5],
  ]);
  expect(result.priorities!.problems.map(({ kind, id, customers }) => [kind, id, customers])).toEqual([
    ['theme', 'delivery', 2],
    ['theme', 'quality', 2],
  ]);
  const shown = [
    ...textsScreen(moods, store),
    ...themesScreen(result),
    ...proposalsScreen(result),
    ...notes,
  ].join('\n');
  expect(shown).toContain('support cases');
  expect(shown).toMatch(/€1[23]/);
  const records = ['texts', 'themes'] as const;
  const written = records.map((stage) =>
    readFileSync(join(out, keys.stageRecord(keyOf(run, stage), stage)), 'utf8'),
  );
  expect([...written, shown].join()).not.toMatch(/Xaveria|Brzęk/);
  expect(await store.list('stages/texts/')).toHaveLength(1);
});

it('a service reads moods where the config chooses one: judged as the own model is, asked about each text once', async () => {
  const out = scratchFolder();
  const notes: string[] = [];
  const progress = { stage: () => {}, fraction: () => {}, note: (text: string) => notes.push(text) };
  const folder = scratchFolder();
  const own = await openLocalRun({ config: writeShop(folder), out }, progress);
  const config = writeShop(folder, 'cx: { sentiment: { reader: comprehend, region: eu-central-1 } }\n');
  const { run, environment } = await openLocalRun({ config, out }, progress);
  expect(keyOf(run, 'texts')).not.toBe(keyOf(own.run, 'texts'));
  expect(keyOf(run, 'check')).toBe(keyOf(own.run, 'check'));
  await runUntil('check', run, environment);

  const about = { name: 'comprehend' as const, languages: ['en'] };
  const bySign = (text: string) => sure(moodByWords(text)! > 0 ? 'positive' : 'negative');
  let left = 100;
  const stopping = fakeService((text) => (left-- > 0 ? bySign(text) : null), about);
  const reading = (service: MoodService) =>
    texts(run, { ...environment, openMoodService: async () => service });
  await expect(reading(stopping)).rejects.toThrow('did not answer');

  const service = fakeService(bySign, about);
  const { result } = await reading(service);
  expect(result.reader).toBe('comprehend');
  expect(result.silent.language).toBeGreaterThan(100);
  expect(result.quality!.all.texts).toBe(result.service!.quality!.all.texts);
  expect(result.service!.quality!.byLanguage.map(({ language }) => language)).toEqual(['en']);
  expect(result.service!.texts).toBe(100 + service.asked.length);
  expect(new Set(service.asked.map(({ text }) => text)).size).toBe(service.asked.length);
  expect(service.asked.map(({ text }) => text)).not.toContain(stopping.asked.at(-1)!.text);
  expect(notes).toContainEqual(
    expect.stringMatching(/^A service was asked about \d+ texts now .* of 100 the answer was known\.$/),
  );
  const shown = textsScreen(result, environment.store).join('\n');
  expect(shown).toContain(`Read by A service: ${result.service!.texts} texts were sent to it`);
  expect(shown).toContain("For comparison, the business's own model, which was not used.");
  expect(shown).toContain(
    `${result.silent.language} texts that are in a language that the service does not read`,
  );

  const [part = ''] = result.files;
  const bytes = await environment.store.get(part);
  const rows = await readParquet(bytes!);
  expect(new Set(rows.map(({ said_by }) => said_by))).toEqual(new Set(['score', 'comprehend', null]));
  await environment.store.delete(keys.stageRecord(keyOf(run, 'texts'), 'texts'));
  const again = fakeService(bySign, about);
  expect((await reading(again)).result).toEqual(result);
  expect(again.asked).toEqual([]);
  expect(await environment.store.get(part)).toEqual(bytes);
  const { openMoodService: _, ...without } = environment;
  await environment.store.delete(keys.stageRecord(keyOf(run, 'texts'), 'texts'));
  await expect(texts(run, without)).rejects.toThrow('cannot be reached from here');
});

it('metrics, drivers and alerts count the moods that were read, and count again once texts that had failed are read', async () => {
  const out = scratchFolder();
  const config = writeShop(
    scratchFolder(),
    'cx: { targets: [{ metric: sentiment_cases, value: 0.9, since: 2025-10-01, by: 2026-06-01, owner: Ada }], alerts: [{ metric: sentiment_cases, below: 0.9 }] }\n',
  );
  const { run, environment } = await openLocalRun({ config, out }, silence);
  await runUntil('check', run, environment);
  const wants = (missing: readonly { readonly needs: readonly string[] }[]) =>
    missing.flatMap(({ needs }) => needs.filter((need) => need.endsWith('.sentiment')));
  const without = await metrics(run, environment);
  expect(without.result.moods).toBeNull();
  expect(wants(without.result.missing)).toContain('tickets.sentiment');
  expect(wants((await drivers(run, environment)).result.missing)).toContain('tickets.sentiment');
  const judged = async () => {
    const { moods, targets, watch } = (await alerts(run, environment)).result;
    return { moods, watched: watch.series, now: targets[0]!.now?.n ?? null, needs: targets[0]!.needs };
  };
  expect(await judged()).toEqual({ moods: null, watched: 0, now: null, needs: ['tickets.sentiment'] });

  const read = (await texts(run, environment)).result;
  const { result } = await metrics(run, environment);
  expect(result.moods).toEqual(read.scored);
  expect(wants(result.missing)).toEqual(['reviews.sentiment']);
  expect(result.headlines.find(({ metric }) => metric === 'sentiment_cases')?.now.n).toBeGreaterThan(0);
  expect(result.notes.join()).toContain('Sentiment of 300 support cases: ');
  expect(wants((await drivers(run, environment)).result.missing)).toEqual([]);
  const again = await judged();
  expect(again).toMatchObject({ moods: read.scored, watched: 1, needs: [] });
  expect(again.now).toBeGreaterThan(0);
});
