import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { atRiskColumns } from '../../../../contracts/artefacts/list-columns.ts';
import type { Delivery } from '../../../../contracts/config/delivery.ts';
import { destinations } from '../../../../contracts/destinations/destinations.ts';
import type { Row } from '../../../../contracts/ports/warehouse.ts';
import { csvParts } from '../../../../pipeline/targeting/delivery/csv-parts.ts';
import { deliver } from '../../../../pipeline/targeting/delivery/deliver.ts';

const asOf = '2026-03-02';
const people: readonly Row[] = [
  {
    customer_id: '00012',
    email: ' Ana@shop.example ',
    phone: '+48 601-234-567',
    play: 'Call',
    rank: 1,
    campaign: 'spring',
  },
  {
    customer_id: '=7',
    email: 'ana@SHOP.example',
    phone: '0048 (0)22 123 45 67',
    play: '"Hi", they said',
    rank: 2,
    campaign: 'spring',
  },
  { customer_id: '+401', email: 'n/a', phone: '601 234 567', play: null, rank: 3, campaign: 'this-week' },
  { customer_id: 'd', email: null, phone: '+40721000111', play: 'Two\nlines', rank: 4, campaign: 'spring' },
];

const hand = (delivery: Partial<Delivery> & Pick<Delivery, 'to'>, rows = people) =>
  deliver({ name: 'week', list: 'at-risk', ...delivery }, { columns: atRiskColumns, rows }, asOf);

const text = ({ files }: ReturnType<typeof hand>): string =>
  new TextDecoder().decode([...files[0]!.parts][0]);
const read = (handed: ReturnType<typeof hand>): string[][] => parse(text(handed));

describe('a file for Braze', () => {
  it('knows users by an id that is kept as it is, and leaves empty what is not there', () => {
    const handed = hand({ to: 'braze' });
    expect(text(handed).split('\n')[0]).toBe(
      'external_id,holdfast_campaign,holdfast_play,holdfast_rank,holdfast_listed_since',
    );
    expect(read(handed).map(([id]) => id)).toEqual(['external_id', '00012', '=7', '+401', 'd']);
    expect(read(handed)[3]).toEqual(['+401', 'this-week', '', '3', '']);
    expect(handed.delivered).toEqual({ name: 'week', to: 'braze', rows: 4, listed: 4, counts: {} });
  });
});

describe('a file for Klaviyo', () => {
  it('begins with an address or a number in E.164, each once, and leaves out whoever has neither', () => {
    const handed = hand({ to: 'klaviyo' });
    const [header, ...rows] = read(handed);
    expect(header!.slice(0, 2)).toEqual(['Email', 'Phone Number']);
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ['Ana@shop.example', '+48601234567'],
      ['', '+40721000111'],
    ]);
    expect(handed.delivered).toMatchObject({
      rows: 2,
      listed: 4,
      counts: { no_email: 1, no_phone: 1, no_identifier: 1, identifier_twice: 1 },
    });
  });
});

describe('a file for HubSpot', () => {
  it('knows contacts by e-mail: a number alone is not enough', () => {
    const handed = hand({ to: 'hubspot' });
    expect(
      read(handed)
        .slice(1)
        .map(([email]) => email),
    ).toEqual(['Ana@shop.example']);
    expect(handed.delivered.counts).toMatchObject({ no_identifier: 2, identifier_twice: 1 });
  });
});

describe('a file for Salesforce', () => {
  it('clears what is not there, since an empty cell would keep the value of last week', () => {
    const handed = hand({ to: 'salesforce' });
    expect(read(handed)[3]).toEqual(['+401', 'this-week', '#N/A', '3', '#N/A']);
    expect(text(handed)).not.toContain('\r');
  });

  it('never clears an address or a number that it could not read: the one that the tool has may be right', () => {
    const columns = {
      No__c: 'customer_id',
      Phone: 'phone',
      Email: 'email',
      Region__c: 'country',
      Play__c: 'play',
    };
    const handed = hand({ to: 'salesforce', columns });
    expect(read(handed)[3]).toEqual(['+401', '', '', '', '#N/A']);
  });

  it('tells ids apart by their case', () => {
    const rows = ['a1', 'A1', 'a1'].map((customer_id) => ({ ...people[0]!, customer_id }));
    expect(hand({ to: 'salesforce' }, rows).delivered).toMatchObject({
      rows: 2,
      counts: { identifier_twice: 1 },
    });
  });

  it('has no blank beside a quote: the row would be refused', () => {
    expect(text(hand({ to: 'salesforce' }))).not.toMatch(/(^|[,\n]) "|" ([,\n]|$)/);
  });
});

describe('a file for any tool', () => {
  it('has the columns that the config names, in its order, of the campaign that it names', () => {
    const columns = { When: 'as_of', Who: 'customer_id', Text: 'play' };
    const handed = hand({ to: 'csv', campaign: 'spring', columns });
    expect(read(handed)).toEqual([
      ['When', 'Who', 'Text'],
      [asOf, '00012', 'Call'],
      [asOf, '=7', '"Hi", they said'],
      [asOf, 'd', 'Two lines'],
    ]);
  });

  it('is there with its header where nobody is listed', () => {
    expect(text(hand({ to: 'csv', columns: { Who: 'customer_id' } }, []))).toBe('Who\r\n');
  });
});

describe('files for every tool', () => {
  it.each(Object.entries(destinations))('%s: UTF-8 without a mark, within its limits', (to, tool) => {
    const handed = hand({ to: to as Delivery['to'] }, [{ ...people[0]!, play: 'Zażółć, "gęślą"' }]);
    const bytes = [...handed.files[0]!.parts][0]!;
    expect([...bytes.slice(0, 3)]).not.toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.length).toBeLessThan(tool.maxBytes);
    expect(read(handed)[1]).toContain('Zażółć, "gęślą"');
  });

  it('are split where one would be too large, each with the header, and no row is lost', () => {
    const rows = Array.from({ length: 10 }, (_, i) => [`c${i}`, 'x'.repeat(10)]);
    const small = csvParts(['id', 'text'], rows, { lineEnd: '\n', maxBytes: 40 });
    expect(small.every(({ bytes }) => bytes.length <= 40)).toBe(true);
    const read = small.map(({ bytes }) => parse(Buffer.from(bytes)) as string[][]);
    expect(read.every(([header]) => header![0] === 'id')).toBe(true);
    expect(read.flatMap((part) => part.slice(1))).toEqual(rows);
    const few = csvParts(['id', 'text'], rows, { lineEnd: '\n', maxBytes: 1000, maxRows: 4 });
    expect(few.map(({ rows }) => rows)).toEqual([4, 4, 2]);
  });
});
