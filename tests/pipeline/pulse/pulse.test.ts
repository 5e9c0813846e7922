import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalRun } from '../../../cli/local-run.ts';
import { pulseScreen } from '../../../cli/screens/pulse-screen.ts';
import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import { keys } from '../../../contracts/keys.ts';
import type { MoodService } from '../../../contracts/ports/mood-service.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { readAlertEvents } from '../../../pipeline/cx/alerts/alert-ledger.ts';
import { alerts } from '../../../pipeline/stages/alerts.ts';
import { check } from '../../../pipeline/stages/check.ts';
import { metrics } from '../../../pipeline/stages/metrics.ts';
import { readFlagged } from '../../../pipeline/targeting/escalations/escalation-ledger.ts';
import { appendDraws } from '../../../pipeline/targeting/ledger.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { answers, cases, land, publishedBusiness, publishedDay } from '../../support/published-business.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';
import { fakeService, sure } from '../texts/service/fake-service.ts';
import { pulsingBusiness } from './pulsing-business.ts';

const made = scratchFolder({ for: 'file' });
beforeAll(async () => {
  await publishedBusiness(made);
});
const business = () => pulsingBusiness(made);

const said = (id: string, customer: string, day = publishedDay) =>
  answers([[id, customer, `${day} 09:00:00`, 'nps', 1, 'no words of mine']]);
/** Answers that a pulse left to the next, by their ids. */
async function answersIn(folder: string, key: string): Promise<unknown[]> {
  const root = join(folder, 'out');
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root), threads: 1 });
  await warehouse.attach('left_rows', key.slice(0, key.lastIndexOf('/') + 1));
  const rows = await warehouse.rows('select survey_id from left_rows order by survey_id');
  await warehouse.close();
  return rows.map((row) => row.survey_id);
}

const rowsOf = async (store: ObjectStore) =>
  (await readFlagged(store)).flagged.map(({ customer_id, kind, row_id, run }) => [
    customer_id,
    kind,
    row_id,
    Number(run.slice(-8)),
  ]);

describe('a pulse', () => {
  it('flags what customers of high value complain of, each once, late and repeated files included', async () => {
    const { folder, store, told, look } = business();
    const file = land(folder, 'surveys/1.csv', said('N1', 'C2'));
    const first = await look('10:00');
    expect(first).toMatchObject({
      files: 4,
      escalations: { raised: 1, joined: 0, queues: { retention: 1 } },
    });
    expect(first.waited.feedback).toEqual({ n: 1, median: 3600, longest: 3600 });
    expect(await look('10:05')).toMatchObject({ files: 0, escalations: null });
    copyFileSync(file, join(folder, 'surveys/again.csv'));
    const again = await look('10:10');
    expect(again).toMatchObject({
      files: 1,
      sources: [{ source: 'surveys', read: 1, kept: 1, repeated: 1, quarantined: 0 }],
      escalations: { raised: 0, joined: 0 },
      notes: [
        expect.stringMatching(/^Delivered again: \S*surveys\/again\.csv holds what \S*surveys\/1\.csv holds/),
      ],
    });
    expect(pulseScreen(again, store)).toContain('  surveys: 0 new of 1 rows; 1 known already');
    land(folder, 'surveys/late.csv', said('N2', 'C2', '2026-03-06'));
    land(folder, 'surveys/too-late.csv', said('N3', 'C3', '2026-02-06'));
    land(folder, 'surveys/of-little-worth.csv', said('N4', 'C15'));
    expect(await look('10:15')).toMatchObject({ files: 3, escalations: { raised: 0, joined: 1 } });
    expect(await rowsOf(store)).toEqual([
      ['C2', 'nps', 'N1', 1],
      ['C2', 'nps', 'N2', 3],
    ]);
    expect(told).toHaveLength(1);
    const left = (await store.list('pulse/rows/')).map(({ key }) => key);
    expect(new Set(left.map((key) => key.split('/')[2]!.slice(0, 14)))).toEqual(new Set(['pulse-00000003']));
    const surveys = left.find((key) => /\/surveys\//.test(key))!;
    expect(await answersIn(folder, surveys)).toEqual(['N1', 'N2', 'N3', 'N4']);
  });

  it('reads words by the published model, and further complaints join the open escalation', async () => {
    const { folder, store, look } = business();
    land(
      folder,
      'tickets/1.csv',
      cases([['T1', 'C4', `${publishedDay} 09:00:00`, 'the parcel was awful and late']]),
    );
    expect((await look('10:00')).escalations).toMatchObject({ raised: 1 });
    land(folder, 'surveys/1.csv', said('N1', 'C4'));
    expect((await look('10:05')).escalations).toEqual({ raised: 0, joined: 1, queues: {} });
    const [opened, resolved] = ['09:00:00', '10:07:00'].map((time) => `${publishedDay} ${time}`);
    land(folder, 'tickets/1.csv', cases([['T1', 'C4', opened!, 'the parcel was awful and late', resolved!]]));
    land(folder, 'surveys/2.csv', said('N2', 'C4')); // of a kind that is there already
    expect((await look('10:10')).escalations).toEqual({ raised: 0, joined: 1, queues: {} });
    const { flagged } = await readFlagged(store);
    const of = flagged.map(({ escalation_id, deadline }) => `${escalation_id} ${deadline}`);
    expect(new Set(of).size).toBe(1);
    expect(of[0]).toMatch(/ 2026-03-11T10:00:00\.000Z$/);
    expect(await rowsOf(store)).toEqual([
      ['C4', 'words in a case', 'T1', 1],
      ['C4', 'nps', 'N1', 2],
      ['C4', 'nps', 'N2', 3],
    ]);
  });

  it.each(['told', 'remembered'])('is the same one where it is killed before it has %s', async (before) => {
    const { folder, store, told, look } = business();
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    const killed = () => Promise.reject(new Error('killed'));
    const put: ObjectStore['put'] = (key, ...rest) =>
      key === keys.pulseCursor ? killed() : store.put(key, ...rest);
    await store.put(
      'clean/surveys/key=pulse-00000000-of-one-that-was-killed/part-0.parquet',
      'rows of people',
    );
    const over = before === 'told' ? { tell: killed } : { store: { ...store, put } };
    await expect(look('10:00', over)).rejects.toThrow('killed');
    land(folder, 'surveys/2.csv', said('N2', 'C3'));
    const after = await look('10:05');
    expect(after).toMatchObject({ pulse: 'pulse-00000001', escalations: { raised: 2 } });
    expect(told.at(-1)!.escalations).toEqual(after.escalations);
    expect(await store.list('clean/surveys/key=pulse-00000000')).toEqual([]);
    expect(await rowsOf(store)).toEqual([
      ['C2', 'nps', 'N1', 1],
      ['C3', 'nps', 'N2', 1],
    ]);
  });

  it('reads words by the service that the published run chose; one that does not answer holds nothing up', async () => {
    const { folder, store, look } = business();
    const chosen = { reader: 'bedrock', model: 'amazon.nova-micro-v1:0' };
    for (const { key } of await store.list('')) {
      const [isPlan, isTexts] = [
        /^runs\/.*plan\.json$/.test(key),
        /^stages\/texts\/.*record\.json$/.test(key),
      ];
      if (!isPlan && !isTexts) continue;
      const document = JSON.parse(Buffer.from((await store.get(key))!).toString());
      if (isPlan) document.config.cx.sentiment = chosen;
      else document.result.reader = chosen.reader;
      await store.put(key, JSON.stringify(document));
    }
    const by = (service: MoodService) => ({ openMoodService: async () => service });
    land(folder, 'tickets/1.csv', cases([['T1', 'C4', `${publishedDay} 09:00:00`, 'nothing to be glad of']]));
    const silent = await look('10:00', by(fakeService(() => null)));
    expect(silent.notes).toEqual([expect.stringContaining('Not all moods of what arrived were read')]);
    expect(silent.escalations).toMatchObject({ raised: 0 });
    land(folder, 'tickets/2.csv', cases([['T2', 'C15', `${publishedDay} 09:30:00`, 'all is well with it']]));
    const service = fakeService((text) => sure(text.startsWith('nothing') ? 'negative' : 'positive', 0.95));
    const read = await look('10:05', by(service));
    expect(read.notes).toEqual([]);
    expect(read.escalations).toMatchObject({ raised: 1 });
    expect(service.asked.map(({ text }) => text).sort()).toEqual([
      'all is well with it',
      'nothing to be glad of',
    ]);
    expect(await rowsOf(store)).toEqual([['C4', 'words in a case', 'T1', 2]]);
  });

  it('leaves whom the night does not know to the next one, and says in whose comparison others stand', async () => {
    const { folder, store, look } = business();
    const draw = {
      customer_id: 'C3',
      campaign: 'spring',
      term: 1,
      as_of: publishedDay,
      arm_until: '2026-05-01',
    };
    const control = { ...draw, arm: 'control', stratum: 1, share: 0.2, run: 'r', draw: 1 };
    await appendDraws(store, 1, listTable('assignments', assignmentColumns, [control]));
    land(folder, 'surveys/1.csv', `${said('N1', 'C3')}N2,NOBODY,${publishedDay},${publishedDay},nps,0,\n`);
    const report = await look('10:00');
    expect(report.sources.find(({ source }) => source === 'surveys')).toMatchObject({ unknownCustomers: 1 });
    const csv = report.wrote.find((key) => key.endsWith('.csv'))!;
    const text = Buffer.from((await store.get(csv))!).toString();
    expect(text).toContain('spring: control');
    expect(await rowsOf(store)).toEqual([['C3', 'nps', 'N1', 1]]); // an answer to a complaint needs no consent
    for (const one of ['C3', 'N1', 'NOBODY', 'no words of mine'])
      expect(JSON.stringify(report)).not.toContain(`"${one}`);
  });

  it('reads every file anew where the night maps them otherwise, or where what pulses left is gone', async () => {
    const { folder, store, look, edit, night } = business();
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    await look('10:00');
    edit('comment: comment } }', 'comment: comment }, dimensions: [kind] }');
    await night('2026-03-10');
    land(folder, 'surveys/2.csv', said('N2', 'C3'));
    expect(await look('10:05')).toMatchObject({ files: 5, escalations: { raised: 1, joined: 0 } });
    rmSync(store.locate('pulse/rows/'), { recursive: true });
    land(folder, 'surveys/3.csv', said('N3', 'C4'));
    expect(await look('10:10')).toMatchObject({ files: 6, escalations: { raised: 1, joined: 0 } });
    expect(await look('10:15')).toMatchObject({ files: 0 });
    expect(await rowsOf(store)).toEqual([
      ['C2', 'nps', 'N1', 1],
      ['C3', 'nps', 'N2', 2],
      ['C4', 'nps', 'N3', 3],
    ]);
  });

  it('reads JSON that leaves out a column where no row of the file has it', async () => {
    const { folder, store, look, edit, night } = business();
    const line = (id: string, more: object) =>
      `${JSON.stringify({ ticket_id: id, customer_id: 'C4', opened_at: `${publishedDay} 09:00:00`, reason: 'delivery', ...more })}\n`;
    mkdirSync(join(folder, 'json'));
    const earlier = { opened_at: '2026-01-05 09:00:00', resolved_at: '2026-01-05 10:00:00', text: 'fine' };
    land(folder, 'json/0.json', line('T0', earlier));
    edit('cases: { file: tickets, format: csv }', 'cases: { file: json, format: json }');
    await night('2026-03-10');
    await look('10:00');
    land(folder, 'json/1.json', line('T1', { text: 'the parcel was awful and late' }));
    expect(await look('10:05')).toMatchObject({ files: 1, escalations: { raised: 1 } });
    expect(await rowsOf(store)).toEqual([['C4', 'words in a case', 'T1', 2]]);
  });

  it('and the night agree on what is delivered again: it counts once, is named, and stops nothing', async () => {
    const { folder, store, look, edit } = business();
    await look('09:55');
    copyFileSync(join(folder, 'surveys/0.csv'), join(folder, 'surveys/monday.csv'));
    land(folder, 'reviews/0.csv.gz', gzipSync(readFileSync(join(folder, 'reviews/0.csv'))));
    // an export that overlaps the last one: half of its rows are new
    const [head, ...rows] = readFileSync(join(folder, 'surveys/0.csv'), 'utf8').trimEnd().split('\n');
    const fresh = rows.slice(-30).map((row) => `N${row}`);
    land(folder, 'surveys/week.csv', [head, ...rows.slice(-30), ...fresh, ''].join('\n'));
    const pulsed = await look('10:00');
    expect(pulsed.sources).toMatchObject([
      { source: 'surveys', kept: 3030, repeated: 3030 },
      { source: 'reviews', kept: 1, repeated: 1 },
    ]);
    // each row read is new or known already, and the copy is named though the source has news
    expect(pulseScreen(pulsed, store)).toContain('  surveys: 30 new of 3,060 rows; 3,030 known already');
    expect(pulsed.notes).toEqual([
      expect.stringMatching(/^Delivered again: \S*surveys\/monday\.csv holds what \S*surveys\/0\.csv holds/),
      expect.stringMatching(/^reviews: nothing new in \S*0\.csv\.gz: every row was known$/),
    ]);
    edit('surveys: { from: answers,', 'surveys: { from: answers, maxBadShare: 0.001,');
    edit('reviews: { from: opinions,', 'reviews: { from: opinions, maxBadShare: 0.001,');
    const night = await openLocalRun(
      { config: join(folder, 'holdfast.yaml'), out: join(folder, 'out'), training: false, threads: 1 },
      silence,
    );
    const notes: string[] = [];
    const progress = { ...silence, note: (text: string) => void notes.push(text) };
    const { result } = await check(night.run, { ...night.environment, progress });
    expect(notes).toEqual([
      'Delivered twice, read once: monday.csv of inputs.answers holds what 0.csv holds.',
      'Delivered twice, read once: 0.csv.gz of inputs.opinions holds what 0.csv holds.',
      expect.stringMatching(/count once: 30 of surveys\.$/),
    ]);
    expect(result.copies).toEqual([
      { input: 'answers', file: 'monday.csv', of: '0.csv' },
      { input: 'opinions', file: '0.csv.gz', of: '0.csv' },
    ]);
    const of = (name: string) => result.sources.find(({ source }) => source === name);
    expect(of('surveys')).toMatchObject({ read: 3060, kept: 3030, repeated: 30, quarantined: 0 });
    expect(of('reviews')).toMatchObject({ read: 1, kept: 1, repeated: 0, quarantined: 0 });
  });

  it('says what it looks at, what it does not, and how that is switched on', async () => {
    const { folder, store, look, edit, night } = business();
    land(folder, 'surveys/0a.csv', said('N0', 'C4'));
    const looked = await look('10:00');
    expect(looked).toMatchObject({ rules: 2, notes: [] });
    expect(pulseScreen(looked, store)).toContain('No alert opened, by 2 rules of cx.alerts.');
    edit(
      'targeting: { escalations: { highValueShare: 0.5 } }\ncx: { alerts: [{ metric: csat_5 }, { metric: feedback_cases, when: rises }] }\n',
      '',
    );
    await night('2026-03-10');
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    const report = await look('10:05');
    expect(report).toMatchObject({ escalations: null, rules: 0, alerts: [] });
    const screen = pulseScreen(report, store).join('\n');
    expect(screen).toContain('  surveys: 1 new of 1 rows');
    expect(screen).toContain('no targeting.escalations. `escalations: {}` under targeting switches them on');
    expect(screen).toContain('no cx.alerts. `alerts: [{ metric: csat_5 }]` under cx watches one');
    expect(screen).not.toContain('No alert opened');
  });

  it('does no harm beside another', async () => {
    const { folder, store, look } = business();
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    const both = ['a', 'b'].map((attempt) => look('10:00', { attempt }));
    const [one, other] = await Promise.all(both);
    for (const report of [one, other]) expect(report).toMatchObject({ escalations: { raised: 1 } });
    // of one number, and yet neither has written over what the other says
    expect(new Set([...one!.wrote, ...other!.wrote]).size).toBe(2 * one!.wrote.length);
    const reports = (await store.list('pulse/results/')).filter(({ key }) => key.endsWith('/report.json'));
    expect(reports).toHaveLength(2);
    land(folder, 'surveys/2.csv', said('N2', 'C3'));
    expect((await look('10:05')).escalations).toMatchObject({ raised: 1 });
    expect(await rowsOf(store)).toEqual([
      ['C2', 'nps', 'N1', 1],
      ['C3', 'nps', 'N2', 2],
    ]);
    const left = [...(await store.list('pulse/rows/')), ...(await store.list('pulse/passing/'))];
    expect(new Set(left.map(({ key }) => key.split('/')[2]!.slice(0, 14)))).toEqual(
      new Set(['pulse-00000002']),
    );
  });

  it('raises complaints where a rule cannot be watched, and says why it looks at none', async () => {
    const { folder, store, look, edit, night } = business();
    edit('{ metric: csat_5 }', '{ metric: feedback_answers }');
    await expect(night('2026-03-10')).rejects.toThrow(/Write rises or falls/);
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    expect(await look('10:00')).toMatchObject({
      escalations: { raised: 1 },
      alerts: [],
      notes: [expect.stringMatching(/^alerts are not looked at: cx\.alerts\[0\].* Write rises or falls/)],
    });
    expect(await rowsOf(store)).toEqual([['C2', 'nps', 'N1', 1]]);
  });

  it('opens an alert before the day is over, once, and the night finds it open', async () => {
    const { folder, store, told, look } = business();
    const bad = Array.from(
      { length: 40 },
      (_, i) => `B${i},C${i % 20},${publishedDay} 09:00:00,${publishedDay} 09:00:00,csat,1,\n`,
    );
    const file = land(folder, 'surveys/1.csv', `${answers([]).trimEnd()}\n${bad.join('')}`);
    const [alert] = (await look('10:00')).alerts;
    expect(alert).toMatchObject({ metric: 'csat_5', watch: 'falls', opened: publishedDay, rows: 40 });
    copyFileSync(file, join(folder, 'surveys/again.csv'));
    expect((await look('10:05')).alerts).toEqual([]);
    const asOf = '2026-03-11';
    const night = await openLocalRun(
      { config: join(folder, 'holdfast.yaml'), out: join(folder, 'out'), asOf, training: false, threads: 1 },
      silence,
    );
    await check(night.run, night.environment);
    await metrics(night.run, night.environment);
    const { result } = await alerts(night.run, night.environment);
    expect(result.watch.alerts).toMatchObject([{ id: alert!.id, state: 'still open' }]);
    expect((await readAlertEvents(store)).events).toMatchObject([{ alert_id: alert!.id, as_of: asOf }]);
    expect(told).toHaveLength(1);
  });
});

it('finds nothing to look at beside where nothing is published', async () => {
  const { store, look } = business();
  await store.delete(keys.published());
  expect(await look('10:00')).toMatchObject({ published: null, files: 0 });
});
