import { beforeAll, expect, it } from 'vitest';
import { sha256, writeDocument } from '../../../contracts/artefacts/document.ts';
import { atRiskColumns } from '../../../contracts/artefacts/list-columns.ts';
import { type ListManifest, listManifestDocument } from '../../../contracts/artefacts/list-manifest.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { joined } from '../../../pipeline/tables/joined.ts';
import { listFiles } from '../../../pipeline/targeting/list-files.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { answers, land, publishedBusiness, publishedDay } from '../../support/published-business.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { pulsingBusiness } from './pulsing-business.ts';

const made = scratchFolder({ for: 'file' });
beforeAll(async () => {
  await publishedBusiness(made);
});

const said = (id: string, customer: string) =>
  answers([[id, customer, `${publishedDay} 09:00:00`, 'nps', 1, 'no words of mine']]);

const mail = '[{ name: mail, to: csv, columns: { id: customer_id, mail: email } }]';

/** Publishes an at-risk list of these customers, as the night does. */
async function publishList(store: ObjectStore, ids: readonly string[]): Promise<void> {
  const rows = ids.map((id, i) => ({
    ...{ rank: i + 1, customer_id: id, campaign: 'spring', channel: 'email' },
    email: `${id.toLowerCase()}@example.org`,
  }));
  const how = { asOf: publishedDay, run: 'r', csv: { delimiter: ',', decimal: '.' } as const };
  const files: ListManifest['files'] = [];
  for await (const { name, rows: n, parts } of listFiles(listTable('at-risk', atRiskColumns, rows), how)) {
    const bytes = joined(parts);
    const key = keys.lists(publishedDay) + name;
    files.push({ name, key, sha256: sha256(bytes), rows: n, bytes: bytes.length });
    await store.put(key, bytes);
  }
  const manifest = {
    ...{ state: 'complete', asOf: publishedDay, run: 'r', files, ledger: [], campaigns: [] },
    ...{ globalControl: null, funnel: {}, winBack: {}, rankStability: null, assumptions: {}, ranking: [] },
    ...{ notes: [], changes: null, happened: null, deliveries: [] },
  } as unknown as ListManifest;
  await writeDocument(store, listManifestDocument, keys.listManifest(publishedDay), manifest);
}

it('says of whom the published lists name that they are to be left alone, to people and to each tool, once', async () => {
  const { folder, store, told, look, edit, night } = pulsingBusiness(made);
  edit('highValueShare: 0.5 } }', `highValueShare: 0.5 }, deliver: ${mail} }`);
  edit(
    'contact_consent: contact_consent }',
    'contact_consent: contact_consent, email: { sql: "customer_id || \'@example.org\'" } }',
  );
  await night(publishedDay);
  await publishList(store, ['C2', 'C3', 'C4']);
  land(folder, 'surveys/1.csv', `${said('N1', 'C2')}N2,C7,${publishedDay},${publishedDay},nps,0,\n`);
  const report = await look('10:00');
  expect(report).toMatchObject({
    escalations: { raised: 2 },
    stop: { customers: 1, lists: { 'at-risk': 1 } },
  });
  const textOf = async (name: string) =>
    Buffer.from((await store.get(report.wrote.find((key) => key.endsWith(name))!))!).toString();
  const csv = await textOf('do-not-contact.csv');
  expect(csv).toContain('"C2","at-risk","2026-03-10","spring","open_escalation","2026-03-25"');
  expect(csv.trimEnd().split('\n')).toHaveLength(2);
  expect(await textOf('escalations.csv')).toContain('"2026-03-25"');
  expect(await textOf('mail-stop.csv')).toBe('id,mail\r\nC2,c2@example.org\r\n');
  expect(report.wrote.find((key) => key.endsWith('mail-stop.csv'))).toMatch(/^pulse\/stop\//);

  const again = answers([['N3', 'C2', `${publishedDay} 09:00:00`, 'csat', 1, 'no words of mine']]);
  land(folder, 'surveys/2.csv', again); // on the file already
  expect(await look('10:05')).toMatchObject({ stop: null, escalations: { raised: 0 }, alerts: [] });
  land(folder, 'surveys/3.csv', said('N4', 'C4'));
  expect(await look('10:10')).toMatchObject({ stop: { customers: 2 } });
  expect(told.map(({ stop }) => stop?.customers)).toEqual([1, 2]);

  await publishList(store, ['C3']); // the next lists leave both alone
  land(
    folder,
    'surveys/4.csv',
    answers([['N5', 'C9', `${publishedDay} 09:00:00`, 'nps', 9, 'no words of mine']]),
  );
  const over = await look('10:15');
  expect(over).toMatchObject({ stop: { customers: 0, lists: {} }, escalations: { raised: 0 } });
  const textAfter = async (name: string) =>
    Buffer.from((await store.get(over.wrote.find((key) => key.endsWith(name))!))!).toString();
  expect((await textAfter('do-not-contact.csv')).trimEnd()).toBe(csv.split('\n')[0]!.trimEnd());
  expect(JSON.parse(await textAfter('do-not-contact.json')).rows).toEqual([]);
  expect(await textAfter('mail-stop.csv')).toBe('id,mail\r\n');
  expect(told.at(-1)!.stop?.customers).toBe(0);
  land(
    folder,
    'surveys/5.csv',
    answers([['N6', 'C9', `${publishedDay} 09:30:00`, 'nps', 9, 'no words of mine']]),
  );
  expect(await look('10:20')).toMatchObject({ stop: null });
});

it('counts whoever complains in words, of however little worth they are', async () => {
  const { folder, store, look, edit, night } = pulsingBusiness(made);
  edit('comment: comment } }', 'comment: comment, sentiment: mood } }');
  edit('targeting: {', 'targeting: { quietDaysAfterComplaint: 5,');
  land(folder, 'surveys/0.csv', mooded('S0', 'C1', '2026-01-05', 0.5));
  await night(publishedDay);
  await publishList(store, ['C15']);
  land(folder, 'surveys/1.csv', mooded('N1', 'C15', publishedDay, -0.9));
  const report = await look('10:00');
  expect(report).toMatchObject({ escalations: { raised: 0 }, stop: { customers: 1 } });
});

const mooded = (id: string, customer: string, day: string, mood: number) =>
  `survey_id,customer_id,invited_at,answered_at,kind,score,comment,mood\n${id},${customer},${day},${day},nps,7,so it is,${mood}\n`;
