import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { describe, expect, it } from 'vitest';
import { spreadsheetText } from '../../../pipeline/tables/spreadsheet-text.ts';
import { listCsv, listParquet } from '../../../pipeline/targeting/list-files.ts';
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
