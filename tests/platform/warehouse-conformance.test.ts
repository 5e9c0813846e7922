import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { readParquet, writeParquet } from '../../pipeline/tables/parquet.ts';
import type { Aws } from '../../tools/aws/start-aws.ts';
import { openOnTrino } from '../trino/open-on-trino.ts';
import { type Opened, openCloud, openLocal, startLake } from './warehouses.ts';

/** What the pipeline counts on, of both warehouses alike. */

let aws: Aws;
beforeAll(async () => {
  aws = await startLake();
});
afterAll(() => aws.close());

const kinds = process.env.TRINO_URL
  ? { 'athena, its queries on a real Trino': openOnTrino }
  : {
      duckdb: openLocal,
      'athena, small results merged': () => openCloud(aws),
      'athena, files as they come': () => openCloud(aws, { mergeBytes: 0 }),
    };

const people = `select id, name, cast(spent as decimal(18,4)) as spent, day from (values
  (1, 'Zoë', 1.5, '2026-01-01'), (2, 'Al', -0.25, '2026-01-02'), (3, 'al', null, '2026-01-02'),
  (4, '\u{1F600}', 12345678901234.0001, '2026-01-01'), (5, '\uFF5E', 7, '2026-01-02'), (6, null, 8, '2026-01-01')
) v(id, name, spent, day)`;

async function with_<T>(open: () => Promise<Opened>, use: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await open();
  try {
    return await use(opened);
  } finally {
    await opened.warehouse.close();
  }
}

async function readAll({ store }: Opened, keys: readonly string[]): Promise<Row[][]> {
  return Promise.all(keys.map(async (key) => readParquet((await store.get(key)) ?? new Uint8Array())));
}

describe.each(Object.entries(kinds))('%s', (_, open) => {
  it('answers rows as plain scalars', () =>
    with_(open, async ({ warehouse }) => {
      const rows = await warehouse.rows(`select 'a' as text, '' as nothing, cast(null as varchar) as missing,
        cast(7 as bigint) as whole, cast(2.5 as double) as part, cast(1.5 as decimal(18,4)) as money, true as flag,
        cast('2026-01-31' as date) as day, cast('2026-01-31 10:20:30.123' as timestamp) as moment,
        cast('NaN' as double) as nan, 1e300 as huge`);
      expect(rows).toEqual([
        {
          text: 'a',
          nothing: '',
          missing: null,
          whole: 7,
          part: 2.5,
          money: 1.5,
          flag: true,
          day: '2026-01-31T00:00:00.000Z',
          moment: '2026-01-31T10:20:30.123Z',
          nan: Number.NaN,
          huge: 1e300,
        },
      ]);
    }));

  it('answers more rows than come in one page, in order', () =>
    with_(open, async ({ warehouse }) => {
      const digits = '(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))';
      const rows = await warehouse.rows(
        `select 1000 * a + 100 * b + 10 * c + d as n from ${digits} w(a), ${digits} x(b), ${digits} y(c), ${digits} z(d)
         where a < 3 order by n`,
      );
      expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 3000 }, (_, i) => i));
    }));

  it('makes tables, and makes them anew', () =>
    with_(open, async ({ warehouse }) => {
      await warehouse.create('people', people);
      await warehouse.create('people', `${people} where id < 3`);
      await warehouse.create('names', 'select name from people');
      expect(await warehouse.rows('select name from names order by name')).toEqual([
        { name: 'Al' },
        { name: 'Zoë' },
      ]);
    }));

  it('keeps every row whatever its columns are called', () =>
    with_(open, async ({ warehouse }) => {
      await warehouse.create(
        'shops',
        `select place from (values ('Gdynia'), ('Iași'), ('Bari')) as v (place)`,
      );
      expect(await warehouse.rows('select place from shops order by place')).toHaveLength(3);
    }));

  it('makes tables without rows', () =>
    with_(open, async ({ warehouse }) => {
      await warehouse.create('nobody', `${people} where id > 100`);
      expect(await warehouse.rows('select count(*) as n, min(name) as first from nobody')).toEqual([
        { n: 0, first: null },
      ]);
    }));

  it('knows the columns of a table and of a query', () =>
    with_(open, async ({ warehouse }) => {
      await warehouse.create('people', people);
      const names = async (of: string) => (await warehouse.columns(of)).map(({ name }) => name);
      expect(await names('people')).toEqual(['id', 'name', 'spent', 'day']);
      expect(await names('(select 1 as a, spent as b from people)')).toEqual(['a', 'b']);
      expect((await warehouse.columns('people'))[2]?.type).toBe('decimal(18,4)');
    }));

  it('refuses a query that cannot run', () =>
    with_(open, async ({ warehouse }) => {
      await expect(warehouse.rows('select nothing from (values (1)) t(a)')).rejects.toThrow('nothing');
      await expect(warehouse.columns('(select * from no_table)')).rejects.toThrow('no_table');
    }));

  it('unloads rows, each file in order, and reads them again', () =>
    with_(open, async (opened) => {
      const { warehouse, store } = opened;
      const files = await warehouse.unload(people, 'out/people/', { orderBy: ['name', 'id'] });
      expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(6);
      expect((await store.list('out/people/')).map(({ key }) => key)).toEqual(files.map(({ key }) => key));
      const read = await readAll(
        opened,
        files.map(({ key }) => key),
      );
      const order = ['Al', 'Zoë', 'al', '\uFF5E', '\u{1F600}', null];
      for (const rows of read) {
        const places = rows.map(({ name }) => order.indexOf(name as string | null));
        expect(places).toEqual([...places].sort());
      }
      expect(read.flat()).toHaveLength(6);
      await warehouse.attach('again', 'out/people/');
      expect(
        await warehouse.rows('select id, name, cast(spent as varchar) as spent from again order by id'),
      ).toEqual([
        { id: 1, name: 'Zoë', spent: '1.5000' },
        { id: 2, name: 'Al', spent: '-0.2500' },
        { id: 3, name: 'al', spent: null },
        { id: 4, name: '\u{1F600}', spent: '12345678901234.0001' },
        { id: 5, name: '\uFF5E', spent: '7.0000' },
        { id: 6, name: null, spent: '8.0000' },
      ]);
    }));

  it('unloads every type that the tables have', () =>
    with_(open, async ({ warehouse }) => {
      const types = `select cast(id as bigint) as big, id, id > 1 as flag, cast(id as double) / 3 as part,
        cast('2026-01-31' as date) as day, cast('2026-01-31 10:20:30.123' as timestamp) as moment,
        cast(id as decimal(38,2)) as wide, cast(-id as decimal(7,2)) as narrow from (${people}) p`;
      await warehouse.unload(types, 'types/', { orderBy: ['part'] });
      await warehouse.attach('types', 'types/');
      const texts = 'big id flag part day moment wide narrow'
        .split(' ')
        .map((c) => `cast(${c} as varchar) as ${c}`);
      const [row] = await warehouse.rows(`select ${texts.join(', ')} from types where id = 2`);
      expect({ ...row, part: Number(row?.part), moment: String(row?.moment).slice(0, 23) }).toEqual({
        big: '2',
        id: '2',
        flag: 'true',
        part: 2 / 3,
        day: '2026-01-31',
        moment: '2026-01-31 10:20:30.123',
        wide: '2.00',
        narrow: '-2.00',
      });
    }));

  it('unloads a folder per value', () =>
    with_(open, async (opened) => {
      const { warehouse } = opened;
      const files = await warehouse.unload(people, 'days/', { orderBy: ['id'], partitionBy: 'day' });
      const rowsOf = (day: string) =>
        files
          .filter(({ key }) => key.startsWith(`days/day=${day}/`))
          .reduce((sum, { rows }) => sum + rows, 0);
      expect([rowsOf('2026-01-01'), rowsOf('2026-01-02')]).toEqual([3, 3]);
      expect(files.every(({ key }) => key.endsWith('.parquet'))).toBe(true);
      const [[first]] = (await readAll(opened, [files[0]?.key ?? ''])) as [Row[]];
      expect(Object.keys(first ?? {})).toEqual(['id', 'name', 'spent']);
      await warehouse.attach('days', 'days/');
      expect(await warehouse.rows('select day, count(*) as n from days group by day order by day')).toEqual([
        { day: '2026-01-01', n: 3 },
        { day: '2026-01-02', n: 3 },
      ]);
      await warehouse.attach('days', 'days/day=2026-01-02/');
      expect(await warehouse.rows('select count(*) as n from days')).toEqual([{ n: 3 }]);
    }));

  it('leaves out the column that numbers the rows', () =>
    with_(open, async (opened) => {
      const { warehouse } = opened;
      await warehouse.create('people', people);
      const files = await warehouse.unload('select id, name, day from people', 'numbered/', {
        orderBy: ['name'],
        partitionBy: 'day',
        numberedBy: { column: 'id', table: 'people' },
      });
      const read = (
        await readAll(
          opened,
          files.map(({ key }) => key),
        )
      ).flat();
      expect(read).toHaveLength(6);
      expect(Object.keys(read[0] ?? {})).toEqual(['name']);
    }));

  it('unloads no rows as a file with columns, and no folders', () =>
    with_(open, async ({ warehouse }) => {
      const nobody = `${people} where id > 100`;
      expect(await warehouse.unload(nobody, 'none/', { orderBy: ['id'] })).toEqual([
        { key: 'none/part-0.parquet', rows: 0 },
      ]);
      await warehouse.attach('none', 'none/');
      expect(await warehouse.rows('select sum(spent) as spent, count(*) as n from none')).toEqual([
        { spent: null, n: 0 },
      ]);
      expect((await warehouse.columns('none'))[2]?.type).toBe('decimal(18,4)');
      expect(await warehouse.unload(nobody, 'nowhere/', { orderBy: ['id'], partitionBy: 'day' })).toEqual([]);
    }));

  it('unloads over what an attempt before it left', () =>
    with_(open, async ({ warehouse, store }) => {
      await warehouse.unload(people, 'twice/', { orderBy: ['id'] });
      const files = await warehouse.unload(`${people} where id = 1`, 'twice/', { orderBy: ['id'] });
      expect((await store.list('twice/')).map(({ key }) => key)).toEqual(files.map(({ key }) => key));
      expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(1);
    }));

  it('reads the columns that a later file adds, and none of them in the rows before it', () =>
    with_(open, async ({ warehouse, store }) => {
      const id = (text: string) => ({ name: 'id', type: 'text', values: [text] }) as const;
      await store.put('grown/0.parquet', writeParquet([id('old')]));
      const cost = { name: 'cost', type: 'number', values: [0.5] } as const;
      await store.put('grown/1.parquet', writeParquet([id('new'), cost]));
      await warehouse.attach('grown', 'grown/');
      expect(await warehouse.rows('select id, cost from grown order by id')).toEqual([
        { id: 'new', cost: 0.5 },
        { id: 'old', cost: null },
      ]);
    }));

  it('refuses to attach what is not there', () =>
    with_(open, async ({ warehouse }) => {
      await expect(warehouse.attach('nothing', 'nothing/')).rejects.toThrow('No Parquet file under');
    }));

  const comma = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' } as const;

  it('reads CSV as text, and keeps apart the lines that are no rows', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const text = 'Order No,größe,Note\n1,7.50,"a, ""b"""\n2\n3,,\n"x"y,1,2\n';
      const locations = [await putRaw('orders.csv', text)];
      const { malformed } = await warehouse.attachInput({
        name: 'orders',
        locations,
        format: 'csv',
        csv: comma,
      });
      expect((await warehouse.columns('orders')).map(({ name }) => name)).toEqual([
        'Order No',
        'größe',
        'Note',
      ]);
      expect(
        await warehouse.rows('select "Order No" as a, "größe" as b, o."Note" as c from orders o order by 1'),
      ).toEqual([
        { a: '1', b: '7.50', c: 'a, "b"' },
        { a: '3', b: null, c: null },
      ]);
      expect(await warehouse.rows(`select line, problem, text from ${malformed} order by line`)).toEqual([
        { line: 3, problem: 'MISSING COLUMNS', text: '2' },
        { line: 5, problem: 'UNQUOTED VALUE', text: '"x"y,1,2' },
      ]);
    }));

  it('counts the lines that are no rows of each file on their own', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const locations = [await putRaw('one.csv', 'a,b\n1\n2,x\n'), await putRaw('two.csv', 'a,b\n3\n4,y\n')];
      const { malformed } = await warehouse.attachInput({
        name: 'twins',
        locations,
        format: 'csv',
        csv: comma,
      });
      expect(await warehouse.rows(`select line, text from ${malformed} order by text`)).toEqual([
        { line: 2, text: '1' },
        { line: 2, text: '3' },
      ]);
    }));

  it('reads each file of a folder by its own header, whatever the order, and says what one lacks', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const locations = [
        await putRaw('jan.csv', 'id,name,city\n1,Ana,Bonn\n'),
        await putRaw('feb.csv', 'City,ID,name\nRome,2,Bo\nx\n'),
        await putRaw('mar.csv', 'name,id,note\nCy,3,late\n'),
      ];
      const attached = await warehouse.attachInput({ name: 'months', locations, format: 'csv', csv: comma });
      expect(attached.absent).toEqual({ city: locations[2], note: locations[0] });
      expect(await warehouse.rows('select id, name, city, note from months order by id')).toEqual([
        { id: '1', name: 'Ana', city: 'Bonn', note: null },
        { id: '2', name: 'Bo', city: 'Rome', note: null },
        { id: '3', name: 'Cy', city: null, note: 'late' },
      ]);
      const lines = await warehouse.rows(`select line, text from ${attached.malformed}`);
      expect(lines).toEqual([{ line: 3, text: 'x' }]);
    }));

  it.each([
    ['without a header', '7,Zoe Marked,Bern\n8,Al,Oslo\n'],
    ['of another table', 'sku,price,marked\n1,2,3\n'],
  ])('refuses a file %s by its name', (_, text) =>
    with_(open, async ({ warehouse, putRaw }) => {
      const locations = [await putRaw('a.csv', 'id,name,city\n1,Ana,Bonn\n'), await putRaw('b.csv', text)];
      const attached = warehouse.attachInput({ name: 'mixed', locations, format: 'csv', csv: comma });
      await expect(attached).rejects.toThrow(`the first line of ${locations[1]} names hardly any column`);
      await expect(attached).rejects.not.toThrow(/marked/i);
    }),
  );

  it('reads Parquet files by the names of their columns', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const file = (columns: [name: string, value: string][]) =>
        writeParquet(columns.map(([name, value]) => ({ name, type: 'text' as const, values: [value] })));
      const locations = [
        await putRaw(
          'p/a.parquet',
          file([
            ['id', '1'],
            ['name', 'Ana'],
          ]),
        ),
        await putRaw(
          'p/b.parquet',
          file([
            ['name', 'Bo'],
            ['id', '2'],
            ['note', 'new'],
          ]),
        ),
      ];
      const attached = await warehouse.attachInput({ name: 'named', locations, format: 'parquet' });
      expect(attached.absent).toEqual({ note: locations[0] });
      expect(await warehouse.rows('select id, name, note from named order by id')).toEqual([
        { id: '1', name: 'Ana', note: null },
        { id: '2', name: 'Bo', note: 'new' },
      ]);
    }));

  it('reads CSV in several files, packed or not, with columns that the config names', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const csv = { ...comma, delimiter: '|', header: false, columns: ['a', 'b'] };
      const locations = [
        await putRaw('one.csv', 'title\n1|x\n2|y\n'),
        await putRaw('two.csv.gz', gzipSync('title\n3|z\n')),
      ];
      const input = { name: 'parts', locations, format: 'csv', csv, skipLines: 1 } as const;
      expect(await warehouse.attachInput(input)).toEqual({ malformed: null, absent: {} });
      expect(await warehouse.rows('select a, b from parts order by a')).toEqual([
        { a: '1', b: 'x' },
        { a: '2', b: 'y' },
        { a: '3', b: 'z' },
      ]);
    }));

  it('refuses texts over several lines above the header, where one reader would skip others than the other', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const text = '"Report\nof sales",\nid,total\n1,2.50\n2,3.50\n';
      const locations = [await putRaw('titled.csv', text)];
      const input = { name: 'titled', locations, format: 'csv', csv: comma, skipLines: 2 } as const;
      await expect(warehouse.attachInput(input)).rejects.toThrow(
        /titled\.csv: a text in quotes above the header goes on over several lines/,
      );
    }));

  it.each([
    ['latin-1', Buffer.from('größe,ort\n1,Köln\n', 'latin1')],
    ['utf-16', Buffer.from('\uFEFFgröße,ort\n1,Köln\n', 'utf16le')],
  ] as const)('reads CSV in %s', (encoding, bytes) =>
    with_(open, async ({ warehouse, putRaw }) => {
      const locations = [await putRaw('file.csv', bytes)];
      await warehouse.attachInput({ name: 'file', locations, format: 'csv', csv: { ...comma, encoding } });
      expect(await warehouse.rows('select "größe" as a, ort from file')).toEqual([{ a: '1', ort: 'Köln' }]);
    }),
  );

  it('reads a CSV that has a header only', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const locations = [await putRaw('none.csv', 'a,b\n')];
      await warehouse.attachInput({ name: 'nothing', locations, format: 'csv', csv: comma });
      expect(await warehouse.rows('select count(*) as n from nothing')).toEqual([{ n: 0 }]);
    }));

  it('refuses a header that names a column twice', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const locations = [await putRaw('twice.csv', 'a,A\n1,2\n')];
      const input = { name: 'twice', locations, format: 'csv', csv: comma } as const;
      await expect(warehouse.attachInput(input)).rejects.toThrow(
        /inputs\.twice: the header of .*twice\.csv names column "A" twice/,
      );
    }));

  it('reads columns of fixed width', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const locations = [await putRaw('fixed.txt', 'head\n  1 é\u{1F600}x  7\n\n 22\n')];
      const fixed = [
        { name: 'id', start: 1, length: 3 },
        { name: 'name', start: 5, length: 3 },
        { name: 'n', start: 10, length: 1 },
      ];
      await warehouse.attachInput({ name: 'fixed', locations, format: 'fixed', fixed, skipLines: 1 });
      expect(await warehouse.rows('select id, name, n from fixed order by id')).toEqual([
        { id: '1', name: 'é\u{1F600}x', n: '7' },
        { id: '22', name: null, n: null },
        { id: null, name: null, n: null },
      ]);
    }));

  it('reads Parquet with its types, whatever else lies in the folder', () =>
    with_(open, async ({ warehouse, putRaw }) => {
      const file = (from: number) =>
        writeParquet([
          { name: 'Id', type: 'integer', values: [from, from + 1] },
          { name: 'name', type: 'text', values: ['x', null] },
        ]);
      const locations = [await putRaw('in/b.parquet', file(3)), await putRaw('in/a.parquet', file(1))];
      await putRaw('in/c.parquet', file(5));
      await warehouse.attachInput({ name: 'typed', locations, format: 'parquet' });
      await putRaw('in/readme.txt', 'not a table');
      expect((await warehouse.columns('typed')).map(({ name }) => name)).toEqual(['Id', 'name']);
      expect(await warehouse.rows('select sum(id) as s, count(name) as n from typed')).toEqual([
        { s: 10, n: 2 },
      ]);
    }));
});
