import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFlagged } from '../../../pipeline/targeting/escalations/escalation-ledger.ts';
import { listLocalInputs } from '../../../platform/local/inputs.ts';
import { answers, cases, land, publishedBusiness, publishedDay } from '../../support/published-business.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { pulsingBusiness } from './pulsing-business.ts';

const made = scratchFolder({ for: 'file' });
beforeAll(async () => {
  await publishedBusiness(made);
});

const said = (id: string, customer: string, time = '09:00:00') =>
  answers([[id, customer, `${publishedDay} ${time}`, 'nps', 1, 'no words of mine']]);
const complains = (id: string, customer: string) =>
  cases([[id, customer, `${publishedDay} 09:00:00`, 'the parcel was awful and late']]);
const nobodyKnows = 'a,b\n1,2\n';

/** Files of a folder lie there for long, so that nobody is thought to write to them. */
function settled(folder: string, name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const before = Date.now() / 1000 - 3600;
  utimesSync(path, before, before);
  return path;
}

describe('a file that cannot be read', () => {
  it.each([
    ['that belongs to another table', 'surveys/x.csv', nobodyKnows],
    [
      'that was cut short on its way',
      'surveys/x.csv.gz',
      gzipSync(said('N9', 'C6').repeat(50)).subarray(0, 60),
    ],
  ])('%s is named and left out, and the others and other sources go on', async (_, name, bytes) => {
    const { folder, store, look } = pulsingBusiness(made);
    const bad = settled(folder, name, bytes);
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    land(folder, 'tickets/1.csv', complains('T1', 'C4'));
    const report = await look('10:00');
    expect(report.unread).toMatchObject([{ file: bad }]);
    expect(report).toMatchObject({ files: 5, escalations: { raised: 2 } });
    const again = await look('10:05');
    expect(again).toMatchObject({ files: 0, unread: [{ file: bad }] });
    settled(folder, name, name.endsWith('.gz') ? gzipSync(said('N9', 'C6')) : said('N9', 'C6'));
    expect(await look('10:10')).toMatchObject({ files: 1, unread: [], escalations: { raised: 1 } });
    expect((await readFlagged(store)).flagged.map(({ row_id }) => row_id).sort()).toEqual(['N1', 'N9', 'T1']);
  });

  it('is told of once for each input where a folder is gone', async () => {
    const { folder, look } = pulsingBusiness(made);
    rmSync(join(folder, 'reviews'), { recursive: true });
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    const report = await look('10:00');
    expect(report).toMatchObject({ unread: [{ file: 'reviews' }], escalations: { raised: 1 } });
    mkdirSync(join(folder, 'reviews'));
    land(folder, 'reviews/0.csv', 'written_at,platform,rating,text\n2026-01-07,maps,5,good\n');
    expect(await look('10:05')).toMatchObject({ unread: [], files: 1 });
    expect(await look('10:10')).toMatchObject({ unread: [], files: 0 });
  });
});

describe('a file that somebody is writing to', () => {
  it('waits where it ends within a row: a 10 that is cut is no 1', async () => {
    const { folder, look } = pulsingBusiness(made);
    const whole = answers([['N1', 'C2', `${publishedDay} 09:00:00`, 'nps', 10, '']]);
    land(folder, 'surveys/1.csv', whole.slice(0, whole.indexOf('nps,1') + 5));
    land(folder, 'tickets/1.csv', complains('T1', 'C4'));
    const report = await look('10:00');
    expect(report).toMatchObject({ escalations: { raised: 1 }, unread: [] });
    expect(report.notes).toEqual([expect.stringMatching(/surveys\/1\.csv is still being written/)]);
    land(folder, 'surveys/1.csv', whole);
    expect(await look('10:05')).toMatchObject({ files: 1, escalations: { raised: 0 }, notes: [] });
  });

  it('waits where it changes while it is read', async () => {
    const { folder, look } = pulsingBusiness(made);
    land(folder, 'surveys/1.csv', said('N1', 'C2'));
    const list = listLocalInputs(join(folder, 'holdfast.yaml'));
    let lists = 0;
    const listInputs: typeof list = (config, names) => {
      lists += 1;
      if (lists === 4) land(folder, 'surveys/1.csv', `${said('N1', 'C2')}N2,C3,${publishedDay}`);
      return list(config, names);
    };
    const report = await look('10:00', { listInputs });
    expect(report.notes).toEqual([expect.stringMatching(/surveys\/1\.csv is still being written/)]);
    expect(report).toMatchObject({ escalations: null });
  });
});

describe('rows of a time to come', () => {
  it('are looked at once it has come, and not before', async () => {
    const { folder, look, store } = pulsingBusiness(made);
    land(folder, 'surveys/1.csv', said('N1', 'C2', '10:03:00'));
    const asked = `survey_id,customer_id,invited_at,answered_at,kind,score,comment\nN2,C3,${publishedDay} 08:00:00,${publishedDay} 10:07:00,nps,1,\n`;
    land(folder, 'surveys/2.csv', asked);
    const first = await look('10:00');
    expect(first.sources.find(({ source }) => source === 'surveys')).toMatchObject({ later: 1 });
    expect(await look('10:02')).toMatchObject({ files: 0 });
    expect(await look('10:04')).toMatchObject({ escalations: { raised: 1 } });
    expect(await look('10:06')).toMatchObject({ files: 0 });
    expect(await look('10:08')).toMatchObject({ escalations: { raised: 1 } });
    expect(await look('10:09')).toMatchObject({ files: 0 });
    expect((await readFlagged(store)).flagged.map(({ row_id }) => row_id)).toEqual(['N1', 'N2']);
  });

  it('of a year that never comes are read once', async () => {
    const { folder, look } = pulsingBusiness(made);
    land(folder, 'surveys/1.csv', answers([['N1', 'C2', '2099-01-01 00:00:00', 'nps', 1, '']]));
    expect(await look('10:00')).toMatchObject({ files: 4 });
    expect(await look('10:05')).toMatchObject({ files: 0 });
  });
});
