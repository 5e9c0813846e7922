import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvOptions, Row } from '../../../pipeline/contracts/ports.ts';
import { lineParts } from '../../../platform/aws/csv-lines.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

const width = 3;
const names = ['a', 'b', 'c'];

/** The two ways to read the same lines: DuckDB's own reader of CSV, and the SQL that Athena runs. */
async function twoReaders() {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root), threads: 1 });
  const read = async (lines: readonly string[], csv: CsvOptions) => {
    const location = join(root, 'lines.csv');
    writeFileSync(location, `a,b,c\n${lines.map((line) => `${line}\n`).join('')}`);
    const dialect = { ...csv, header: true, columns: names };
    const { malformed } = await warehouse.attachInput({
      name: 'own',
      locations: [location],
      format: 'csv',
      csv: dialect,
    });
    return {
      rows: await warehouse.rows('select a, b, c from own'),
      malformed: malformed
        ? await warehouse.rows(`select problem, text from ${malformed} order by line`)
        : [],
    };
  };
  const split = async (lines: readonly string[], csv: CsvOptions) => {
    const { problem, fields } = lineParts('line', csv, width);
    const values = lines.map((line, i) => `(${i}, '${line.replaceAll("'", "''")}')`).join(', ');
    const from =
      `from (select n, line, ${problem} as problem, ${fields.map((f, i) => `${f} as ${names[i]}`).join(', ')}
      from (values ${values}) v(n, line) where line <> '') parts`.replaceAll(
        'from_utf8(to_utf8(line))',
        'line',
      );
    return {
      rows: await warehouse.rows(`select a, b, c ${from} where problem is null order by n`),
      malformed: await warehouse.rows(
        `select problem, line as text ${from} where problem is not null order by n`,
      ),
    };
  };
  return { read, split, close: () => warehouse.close() };
}

const comma: CsvOptions = { delimiter: ',', quote: '"', header: false, encoding: 'utf-8' };

describe('lines taken apart in SQL', () => {
  it.each([
    ['1,2,3', ['1', '2', '3'], null],
    ['1,,3', ['1', null, '3'], null],
    [',,', [null, null, null], null],
    ['"q, r","","s ""t"" u"', ['q, r', null, 's "t" u'], null],
    [' "x" , y,z ', ['x', ' y', 'z '], null],
    ['5" pipe,a"b"c,3', ['5" pipe', 'a"b"c', '3'], null],
    ['1,2,3,', ['1', '2', '3'], null],
    ['1,2,3,"",', ['1', '2', '3'], null],
    ['1,2', null, 'MISSING COLUMNS'],
    ['1,2,3,4', null, 'TOO MANY COLUMNS'],
    ['"5" pipe,2,3', null, 'UNQUOTED VALUE'],
    ['"open,2,3', null, 'UNQUOTED VALUE'],
  ] as const)('%s', async (line, fields, problem) => {
    const { split, close } = await twoReaders();
    const { rows, malformed } = await split([line], comma);
    expect(rows.map((row) => Object.values(row))).toEqual(fields ? [fields] : []);
    expect(malformed.map((row) => row.problem)).toEqual(problem ? [problem] : []);
    await close();
  });

  it.each([';', '\t', '|'])('knows the delimiter %j', async (delimiter) => {
    const { split, close } = await twoReaders();
    const { rows } = await split([['1', '"a"', 'x.y'].join(delimiter)], { ...comma, delimiter });
    expect(rows).toEqual([{ a: '1', b: 'a', c: 'x.y' }]);
    await close();
  });

  it('leaves quotes alone where the dialect has none', async () => {
    const { split, close } = await twoReaders();
    const { rows } = await split(['"1",2",3'], { ...comma, quote: '' });
    expect(rows).toEqual([{ a: '"1"', b: '2"', c: '3' }]);
    await close();
  });

  it('finds the rows that DuckDB finds, and the lines that are none', async () => {
    const { read, split, close } = await twoReaders();
    const piece = fc.constantFrom(
      'a',
      'b c',
      '7.5',
      '',
      ' ',
      'é',
      '"q"',
      '"q,r"',
      '"q ""r"" s"',
      'x"y',
      "it's",
      '\\',
      '""',
    );
    const line = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(','));
    const lines = fc.array(line, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(lines, async (written) => {
        const [own, split_] = [await read(written, comma), await split(written, comma)];
        expect(split_.rows).toEqual(own.rows);
        expect(split_.malformed.map(plain)).toEqual(own.malformed.map(plain));
      }),
      { numRuns: 150, seed: 7 },
    );
    await close();
  });
});

/** Why a line is no row has two names where it breaks two rules; and DuckDB quotes the blank lines before it. */
const plain = ({ text }: Row) => String(text).trimStart();
