import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { joined } from '../../../pipeline/tables/joined.ts';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { spreadsheetText } from '../../../pipeline/tables/spreadsheet-text.ts';
import { listCsv, listFiles, listParquet, listWorkbook } from '../../../pipeline/targeting/list-files.ts';
import type { ListTable } from '../../../pipeline/targeting/list-table.ts';

const table = (rows: ListTable['rows']): ListTable => ({
  name: 'at-risk',
  columns: [
    { name: 'customer_id', type: 'id', means: '' },
    { name: 'name', type: 'text', means: '' },
    { name: 'clv', type: 'number', means: '' },
    { name: 'rank', type: 'integer', means: '' },
  ],
  rows,
});
const comma = { delimiter: ',', decimal: '.' } as const;

describe('a list as CSV', () => {
  it('opens in a spreadsheet: byte-order mark, CRLF, quoted texts, ids as text', () => {
    const csv = listCsv(
      table([{ customer_id: '00012', name: 'Åsa "Ace" O’Neil', clv: 12.5, rank: 1 }]),
      comma,
    );
    expect(csv).toBe('\uFEFF"customer_id","name","clv","rank"\r\n"00012","Åsa ""Ace"" O’Neil",12.5,1\r\n');
  });

  it('writes decimals as the locale does', () => {
    const csv = listCsv(table([{ customer_id: 'a', name: null, clv: -1234.5, rank: 2 }]), {
      delimiter: ';',
      decimal: ',',
    });
    expect(csv.split('\r\n')[1]).toBe('"a";;-1234,5;2');
  });

  it('survives any text: what is read back starts no formula in any cell, under any separator', () => {
    const nasty = fc.stringMatching(/^[=+\-@\t\r\n,;|"' a\uFF1D]{0,12}$/);
    fc.assert(
      fc.property(nasty, nasty, (id, name) => {
        const csv = listCsv(table([{ customer_id: id, name, clv: 1, rank: 1 }]), comma);
        const [, row] = parse(csv, { bom: true, relax_column_count: true }) as string[][];
        for (const separator of [',', ';', '\t', '|']) {
          for (const cell of [row![0]!, row![1]!].flatMap((text) => text.split(separator))) {
            expect(cell.replace(/^[\s"`]+/, '')).not.toMatch(/^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves harmless text alone', () => {
    for (const text of ['Anna-Maria', 'a = b', '3 open cases; usual is 0', 'O’Brien', "d'Arc"])
      expect(spreadsheetText(text)).toBe(text);
  });
});

describe('a list as Parquet', () => {
  it('is typed by the contract', async () => {
    const bytes = listParquet(table([{ customer_id: '00012', name: null, clv: 12.5, rank: 1 }]));
    const rows = await parquetReadObjects({ file: bytes.slice().buffer, compressors });
    expect(rows).toEqual([{ customer_id: '00012', name: null, clv: 12.5, rank: 1 }]);
  });
});

describe('a long list', () => {
  const rows = Array.from({ length: 5001 }, (_, i) => ({
    customer_id: `c${i}`,
    name: i % 3 === 0 ? null : `Zoë ${i % 700}, "of" <&>`,
    clv: i / 8,
    rank: i + 1,
  }));
  const asked = { asOf: '2026-01-01', run: 'r', csv: comma };

  it('is written in slices, as the bytes that it has in one', async () => {
    const files = new Map<string, Uint8Array>();
    for await (const { name, parts } of listFiles(table(rows), asked)) files.set(name, joined(parts));
    const text = (name: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.get(name));
    expect(text('at-risk.csv')).toBe(listCsv(table(rows), comma));
    const { columns } = table(rows);
    const whole = { asOf: '2026-01-01', run: 'r', columns, rows };
    expect(text('at-risk.json')).toBe(`${JSON.stringify(whole, null, 2)}\n`);
    expect(await readParquet(files.get('at-risk.parquet')!)).toEqual(rows);
    const [sheet] = (await readWorkbook(Buffer.from(files.get('at-risk.xlsx')!))) as { data: unknown[][] }[];
    expect(sheet!.data.slice(1)).toEqual(rows.map((row) => Object.values(row)));
  });

  it('of nobody is files too', async () => {
    const files = [];
    for await (const { parts } of listFiles(table([]), asked))
      files.push(new TextDecoder().decode(joined(parts)));
    expect(files[0]).toBe(listCsv(table([]), comma).slice(1)); // the decoder takes the byte-order mark
    expect(JSON.parse(files[1]!).rows).toEqual([]);
  });
});

describe('a list as a workbook', () => {
  const rows = [
    { customer_id: '00012', name: '=cmd|A1', clv: -12.5, rank: 1 },
    { customer_id: '+48601', name: 'Zażółć\u0000 <&> "gęślą"', clv: null, rank: 2 },
  ];

  it('holds texts as texts, numbers as numbers, and what the columns mean', async () => {
    const sheets = (await readWorkbook(Buffer.from(await listWorkbook(table(rows))))) as {
      sheet: string;
      data: unknown[][];
    }[];
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['at-risk', 'columns']);
    expect(sheets[0]!.data).toEqual([
      ['customer_id', 'name', 'clv', 'rank'],
      ['00012', '=cmd|A1', -12.5, 1],
      ['+48601', 'Zażółć  <&> "gęślą"', null, 2],
    ]);
    expect(sheets[1]!.data.slice(0, 2)).toEqual([
      ['column', 'type', 'meaning'],
      ['customer_id', 'id', null],
    ]);
  });

  it('has no formula and no time in it: the same list, the same bytes', async () => {
    const [one, other] = [await listWorkbook(table(rows)), await listWorkbook(table(rows))];
    expect(Buffer.from(one).equals(other)).toBe(true);
    const files = unzipSync(one);
    const text = Object.values(files)
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('');
    expect(text).not.toMatch(/<f>|20[2-9]\d-\d\d-\d\dT/);
    expect(new DataView(one.buffer, one.byteOffset).getUint32(10, true)).toBe(0x00210000); // 1 January 1980, midnight
  });
});
