import { describe, expect, it } from 'vitest';
import { ConfigError, DataRefusedError } from '../../../contracts/errors.ts';
import { checkFixture } from '../../support/check-fixture.ts';

const customers = { csv: 'customer_id,joined_at\nc1,2025-01-01\nc2,2025-01-01' };
const ordersHeader = 'order_id,customer_id,ordered_at,amount';

describe('checking sources', () => {
  it('keeps every row somewhere and counts a row for each rule it breaks', async () => {
    const orders = { csv: `${ordersHeader}\no1,c1,2025-06-01,10\no2,,never,x\no3,c2,2025-06-02,7` };
    const { report } = await checkFixture({ customers, orders });
    const found = report.sources.find((s) => s.source === 'orders');
    expect(found).toMatchObject({ read: 3, kept: 2, quarantined: 1 });
    expect(found?.reasons.map(({ code, rows }) => [code, rows])).toEqual([
      ['missing_customer_id', 1],
      ['unreadable_amount', 1],
      ['unreadable_ordered_at', 1],
    ]);
  });

  describe('rows that come again', () => {
    const header = 'order_id,line_id,customer_id,ordered_at,amount';
    const own = ['o1,1,c1,2025-06-01,10', 'o2,1,c2,2025-06-02,7', 'o3,1,c1,2025-06-03,9'];
    const ordersOf = async (rows: readonly string[], over: object = {}) => {
      const orders = { csv: [header, ...rows].join('\n'), maxBadShare: 0.02, ...over };
      const { report, kept } = await checkFixture({ customers, orders });
      return { report: report.sources.find((s) => s.source === 'orders')!, kept: await kept('orders') };
    };

    it('with the same key and values count once, and stop nothing', async () => {
      const { report, kept } = await ordersOf([...own, ...own, own[0]!]);
      expect(report).toMatchObject({ read: 7, kept: 3, repeated: 4, quarantined: 0, reasons: [] });
      expect(kept.map((row) => row.order_id)).toEqual(['o1', 'o2', 'o3']);
    });

    it('are compared by what is read of them: not by the time of an export', async () => {
      const stamped = [...own.map((row) => `${row},monday`), ...own.map((row) => `${row},tuesday`)];
      const columns = Object.fromEntries(header.split(',').map((name) => [name, name]));
      const csv = [`${header},exported`, ...stamped].join('\n');
      expect((await ordersOf([], { csv, columns })).report).toMatchObject({ kept: 3, repeated: 3 });
    });

    it('with other values are bad as before, once for each that differs', async () => {
      const changed = 'o1,1,c1,2025-06-01,11';
      const rows = [...own, changed, changed, own[0]!];
      await expect(ordersOf(rows)).rejects.toThrow(/1 duplicate_key: another row has the same key/);
      const { report } = await ordersOf(rows, { maxBadShare: 1 });
      expect(report).toMatchObject({ read: 6, kept: 3, repeated: 2, quarantined: 1 });
    });

    it('and are bad stay bad', async () => {
      const bad = 'o4,1,nobody,2025-06-01,10';
      const { report } = await ordersOf([...own, bad, bad], { maxBadShare: 1 });
      expect(report).toMatchObject({ kept: 3, repeated: 0, quarantined: 2 });
    });

    it('without a key may be separate events: somebody says so, or they are set aside', async () => {
      const events = (over: object) =>
        checkFixture({
          customers,
          orders: { csv: `${ordersHeader}\no1,c1,2025-06-01,10` },
          events: { csv: 'customer_id,happened_at,kind\nc1,2025-06-01,view\nc1,2025-06-01,view', ...over },
        });
      const found = async (over: object) =>
        (await events(over)).report.sources.find(({ source }) => source === 'events');
      expect(await found({})).toMatchObject({ kept: 1, repeated: 0, quarantined: 1 });
      expect(await found({ duplicates: 'keep' })).toMatchObject({ kept: 2, quarantined: 0 });
      await expect(events({ maxBadShare: 0.02 })).rejects.toThrow(
        /duplicates: keep, where equal rows are separate events; sources\.events\.columns: event_id/,
      );
    });

    it('of customers count once too, aliases or not', async () => {
      const { report, kept } = await checkFixture({
        identities: { csv: 'alias_id,customer_id\nC-1,c1\nC-1,c1' },
        customers: {
          csv: 'customer_id,joined_at\nc1,2025-01-01\nC-1,2025-01-03\nC-1,2025-01-03\nc1,2025-01-01',
        },
        orders: { csv: `${ordersHeader}\no1,C-1,2025-06-01,10` },
      });
      const [identities, people] = ['identities', 'customers'].map((name) =>
        report.sources.find(({ source }) => source === name),
      );
      expect(identities).toMatchObject({ read: 2, kept: 1, repeated: 1, quarantined: 0 });
      expect(people).toMatchObject({ read: 4, kept: 1, merged: 1, repeated: 2, quarantined: 0 });
      expect(await kept('customers')).toMatchObject([{ customer_id: 'c1' }]);
    });
  });

  it('sets aside lines that are no rows, and loses none', async () => {
    const orders = {
      csv: `${ordersHeader}\no1,c1,2025-06-01,10\no2,c1\no3,c2,2025-06-02,7,8,9\no4,c2,2025-06-03,1`,
    };
    const { report } = await checkFixture({ customers, orders });
    const found = report.sources.find((s) => s.source === 'orders');
    expect(found).toMatchObject({ read: 4, kept: 2, quarantined: 2 });
    expect(found?.reasons).toMatchObject([{ code: 'malformed_line', rows: 2 }]);
  });

  it('joins rows of an alias to the customer it maps to, and folds alias rows of customers', async () => {
    const { report, kept } = await checkFixture({
      identities: { csv: 'alias_id,customer_id\nC-1,c1' },
      customers: { csv: 'customer_id,joined_at\nc1,2025-01-01\nC-1,2025-01-03\nc2,2025-01-01' },
      orders: { csv: `${ordersHeader}\no1,C-1,2025-06-01,10` },
    });
    expect(report.sources.find((s) => s.source === 'customers')).toMatchObject({
      read: 3,
      kept: 2,
      merged: 1,
    });
    expect(await kept('orders')).toMatchObject([{ customer_id: 'c1' }]);
    expect((await kept('customers')).map((row) => row.customer_id)).toEqual(['c1', 'c2']);
  });

  it('converts money by the rates of the config', async () => {
    const orders = { csv: `${ordersHeader},currency\no1,c1,2025-06-01,10,USD\no2,c1,2025-06-01,10,EUR` };
    const { kept } = await checkFixture({ customers, orders });
    expect((await kept('orders')).map((row) => row.amount)).toEqual([5, 10]);
  });

  it('keeps amounts to a thousand million million, and converts by rates of any size', async () => {
    const rows = ['o1,c1,2025-06-01,1234567890123456.7891,EUR', 'o2,c1,2025-06-01,999999999999999.5,IDR'];
    const small = ['o3,c1,2025-06-01,63.5,KRW', 'o4,c1,2025-06-01,1000000,JPY'];
    const orders = { csv: [`${ordersHeader},currency`, ...rows, ...small].join('\n') };
    const rates = { IDR: 1.23456789012e-9, KRW: 16_000, JPY: 1e12 };
    const business = { name: 'Wide', currency: 'EUR', dataUntil: '2026-01-01', rates };
    const { report, exact } = await checkFixture({ customers, orders }, { business });
    expect(await exact('orders', 'amount', 'order_id')).toEqual([
      '1234567890123456.7891',
      '1234567.8901',
      '1016000.0000',
    ]);
    const found = report.sources.find((s) => s.source === 'orders');
    expect(found?.reasons).toMatchObject([{ code: 'too_large_amount', rows: 1 }]);
  });

  it('keeps ids and names that a spreadsheet would take for formulas, with all their orders', async () => {
    const ids = ['+48600100200', '@handle', '=)', '-minus'];
    const people = {
      csv: ['customer_id,joined_at,name', ...ids.map((id) => `${id},2025-01-01,=1+1`)].join('\n'),
    };
    const orders = { csv: [ordersHeader, ...ids.map((id) => `${id}/1,${id},2025-06-01,10`)].join('\n') };
    const { report, kept } = await checkFixture({ customers: people, orders });
    expect(report.sources.map(({ quarantined }) => quarantined)).toEqual([0, 0]);
    expect((await kept('orders')).map((row) => row.customer_id).sort()).toEqual([...ids].sort());
  });

  it('leaves rows dated on or after the last day for later: neither kept nor bad', async () => {
    const later = ['o2,c1,2026-01-01,10', 'o3,nobody,2026-05-01,x', 'o1,c1,2026-02-01,10'];
    const orders = { csv: [ordersHeader, 'o1,c1,2025-06-01,10', ...later].join('\n'), maxBadShare: 0 };
    const { report, kept } = await checkFixture({ customers, orders });
    const found = report.sources.find((s) => s.source === 'orders');
    expect(found).toMatchObject({ read: 4, kept: 1, later: 3, quarantined: 0, reasons: [] });
    expect(await kept('orders')).toMatchObject([{ order_id: 'o1' }]);
  });

  it('says days in the zone of the business', async () => {
    const orders = { csv: `${ordersHeader}\no1,c1,2025-06-01T23:30:00Z,10\no2,c1,2025-07-01T21:00:00Z,10` };
    const business = { name: 'Far', currency: 'EUR', dataUntil: '2026-01-01', timeZone: 'Asia/Kolkata' };
    const { report } = await checkFixture({ customers, orders }, { business });
    expect(report.sources[1]).toMatchObject({ from: '2025-06-02', until: '2025-07-02' });
  });

  it('refuses every source with too many bad rows at once', async () => {
    const people = { csv: 'customer_id,joined_at\nc1,2025-01-01\nc2,someday', maxBadShare: 0.1 };
    const orders = { csv: `${ordersHeader}\no1,c1,2025-06-01,10\no2,c1,2025-06-01,x`, maxBadShare: 0.1 };
    const refused = checkFixture({ customers: people, orders });
    await expect(refused).rejects.toThrow(/customers: 50\.0% of 2 rows[\s\S]*orders: 50\.0% of 2 rows/);
  });

  it('refuses a currency without a rate, however few the rows', async () => {
    const orders = { csv: `${ordersHeader},currency\no1,c1,2025-06-01,10,PLN\no2,c1,2025-06-01,10,EUR` };
    await expect(checkFixture({ customers, orders })).rejects.toThrow(/orders: 1 rows .* business\.rates/);
  });

  it('stops above maxBadShare, naming the source, the rules and the place of the rows', async () => {
    const orders = { csv: `${ordersHeader}\no1,c1,2025-06-01,10\no2,c1,2025-06-01,x`, maxBadShare: 0.4 };
    const refused = checkFixture({ customers, orders });
    await expect(refused).rejects.toBeInstanceOf(DataRefusedError);
    await expect(refused).rejects.toThrow(
      /50\.0% of 2 rows[\s\S]*unreadable_amount[\s\S]*quarantine\/orders/,
    );
  });

  it.each([
    ['leading zeros', 'c1', '000c1', "trim(leading '0' from customer_id)"],
    ['.0 at the end', '17', '17.0', "regexp_replace(customer_id, '[.]0+$', '')"],
    ['upper and lower case', 'AbC', 'aBc', 'lower(customer_id)'],
    ['spaces', 'A 1', 'A1', "replace(customer_id, ' ', '')"],
    ['a leading +', '+4812', '4812', "trim(leading '+' from customer_id)"],
  ])('says that ids agree but for %s, and how to make them alike', async (but, theirs, ours, sql) => {
    const people = { csv: `customer_id,joined_at\n${theirs},2025-01-01\nother,2025-01-01` };
    const orders = {
      csv: `${ordersHeader}\no1,${ours},2025-06-01,10\no2,other,2025-06-01,1`,
      maxBadShare: 0.1,
    };
    const refused = checkFixture({ customers: people, orders });
    await expect(refused).rejects.toThrow(`1 of 1 unknown ids match a customer's except for ${but}`);
    await expect(refused).rejects.toThrow(`sources.orders.columns.customer_id: { sql: "${sql}" }`);
    await expect(refused).rejects.not.toThrow(ours);
  });

  it('says what bad cells look like, never what they hold, with the cure and sums to compare', async () => {
    const rows = [
      'o1,c1,2025-06-01,10',
      'o2,c1,2025-06-01,5 Zloty',
      'o3,c2,2025-06-01,7 Marks',
      'o4,,2025-06-01,1',
    ];
    const orders = { csv: [ordersHeader, ...rows].join('\n') };
    const { report } = await checkFixture({ customers, orders });
    const found = report.sources.find((s) => s.source === 'orders');
    expect(found?.reasons[0]).toEqual({
      code: 'unreadable_amount',
      means: 'amount cannot be read as money',
      rows: 2,
      shapes: ['9 Aaaaa'],
      cure: 'sources.orders.columns.amount: { sql: "…" } that converts it',
    });
    expect(found?.sums).toEqual({ customers: 1, orders: 1, sales: 10, refunds: 0 });
  });

  it('counts no credit note as an order, and nobody who only gave back as a buyer', async () => {
    const rows = ['o1,c1,2025-06-01,10,sale', 'r1,c1,2025-06-02,-4,refund', 'r2,c2,2025-06-02,-1,refund'];
    const orders = { csv: [`${ordersHeader},kind`, ...rows].join('\n') };
    const { report } = await checkFixture({ customers, orders });
    const found = report.sources.find((s) => s.source === 'orders');
    expect(found?.sums).toEqual({ customers: 1, orders: 1, sales: 10, refunds: -5 });
  });

  it('proposes a format where most days are written in it, and none where a few are', async () => {
    const order = (day: string) => (_: unknown, i: number) => `${day.slice(-2)}${i},c1,${day},10`;
    const cureOf = async (...rows: string[][]) => {
      const orders = { csv: [ordersHeader, ...rows.flat()].join('\n') };
      const { report } = await checkFixture({ customers, orders });
      const { reasons = [] } = report.sources.find((s) => s.source === 'orders') ?? {};
      return reasons.find(({ code }) => code === 'unreadable_ordered_at')?.cure;
    };
    const iso = Array.from({ length: 9 }, order('2025-06-01'));
    const dotted = Array.from({ length: 9 }, order('30.06.2025'));
    expect(await cureOf(iso, ['x,c1,31.02.2025,10'])).toMatch(/correct these rows at their source/);
    expect(await cureOf(dotted, ['x,c1,2025-06-01,10'])).toBe(
      'sources.orders.columns.ordered_at: { column: …, format: dd.MM.yyyy }',
    );
  });

  it('shows unknown words of a column of yes and no that many rows bear, and what is known', async () => {
    const row = (said: string) => (_: unknown, i: number) => `${said}${i},2025-01-01,${said}`;
    const many = Array.from({ length: 6 }, row('perhaps'));
    const known = Array.from({ length: 90 }, row('yes'));
    const rare = ['p1,2025-01-01,not yet asked'];
    const csv = ['customer_id,joined_at,contact_consent', ...known, ...many, ...rare].join('\n');
    const orders = { csv: `${ordersHeader}\no1,yes1,2025-06-01,10` };
    const { report } = await checkFixture({ customers: { csv }, orders });
    const [reason] = report.sources.find(({ source }) => source === 'customers')?.reasons ?? [];
    expect(reason).toMatchObject({ code: 'unreadable_contact_consent', rows: 7, shapes: ['"perhaps"'] });
    expect(reason?.cure).toMatch(/known: 1, 1\.0, true.* for yes, 0.* for no/);
  });

  it.each<[what: string, unknown: readonly string[], shape: string]>([
    ['written as names are', ['Zofia'], 'Aaaaa'],
    ['a whole name among them', ['perhaps', 'Zofia Markowa'], 'Aaaaa Aaaaaaa'],
    ['an address among them', ['perhaps', 'zofia@example.org'], 'aaaaa@aaaaaaa.aaa'],
    ['the name in an address of the row', ['zofia'], 'aaaaa'],
    ['many', ['ada', 'bea', 'cleo', 'dora', 'ella', 'frida'], 'aaaa'],
  ])('shows no unknown word where it may be somebody’s: %s', async (_, unknown, shape) => {
    const email = unknown[0] === 'zofia' ? 'zofia.markowa@example.org' : '';
    const row = (said: string, address: string) => (_: unknown, i: number) =>
      `${said.length}${said[0]}${i},2025-01-01,${said},${address}`;
    const rows = [
      ...Array.from({ length: 90 }, row('yes', '')),
      ...unknown.flatMap((word) => Array.from({ length: 6 }, row(word, email))),
    ];
    const csv = ['customer_id,joined_at,contact_consent,email', ...rows].join('\n');
    const orders = { csv: `${ordersHeader}\no1,3y1,2025-06-01,10` };
    const { report } = await checkFixture({ customers: { csv }, orders });
    const [reason] = report.sources.find(({ source }) => source === 'customers')?.reasons ?? [];
    expect(reason?.code).toBe('unreadable_contact_consent');
    expect(reason?.shapes[0]).toBe(shape);
    expect(reason?.shapes.join()).not.toContain('"');
  });

  it('shows an unknown word with a capital where yes and no have one', async () => {
    const row = (said: string) => (_: unknown, i: number) => `${said}${i},2025-01-01,${said}`;
    const rows = [...Array.from({ length: 90 }, row('Ja')), ...Array.from({ length: 6 }, row('Vielleicht'))];
    const csv = ['customer_id,joined_at,contact_consent', ...rows].join('\n');
    const orders = { csv: `${ordersHeader}\no1,Ja1,2025-06-01,10` };
    const { report } = await checkFixture({ customers: { csv }, orders });
    const [reason] = report.sources.find(({ source }) => source === 'customers')?.reasons ?? [];
    expect(reason?.shapes).toEqual(['"vielleicht"']);
  });

  it('shows no word of a column that is mapped to yes and no and says neither', async () => {
    const named = (_: unknown, i: number) => `c${i},2025-01-01,${i % 3 === 0 ? 'Zofia' : ''}`;
    const csv = ['customer_id,joined_at,contact_consent', ...Array.from({ length: 60 }, named)].join('\n');
    const orders = { csv: `${ordersHeader}\no1,c1,2025-06-01,10` };
    const { report } = await checkFixture({ customers: { csv }, orders });
    const [reason] = report.sources.find(({ source }) => source === 'customers')?.reasons ?? [];
    expect(reason).toMatchObject({ code: 'unreadable_contact_consent', rows: 20, shapes: ['Aaaaa'] });
  });

  it('names a mapped column that the input does not have, and the likely one', async () => {
    const orders = {
      csv: `${ordersHeader}\no1,c1,2025-06-01,10`,
      columns: {
        order_id: 'order_id',
        customer_id: 'customer_id',
        ordered_at: 'orderd_at',
        amount: 'amount',
      },
    };
    const refused = checkFixture({ customers, orders });
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow(/no column "orderd_at" \(did you mean "ordered_at"\?\)/);
  });

  it('suspects the delimiter where only one column was read', async () => {
    const orders = {
      csv: 'order_id;customer_id;ordered_at;amount\no1;c1;2025-06-01;10',
      columns: {
        order_id: 'order_id',
        customer_id: 'customer_id',
        ordered_at: 'ordered_at',
        amount: 'amount',
      },
    };
    await expect(checkFixture({ customers, orders })).rejects.toThrow(/is the delimiter right/);
  });

  it('refuses a source without rows', async () => {
    await expect(checkFixture({ customers, orders: { csv: `${ordersHeader}\n` } })).rejects.toThrow(
      /has no rows/,
    );
  });
});

describe('reading times', () => {
  const at = async (time: string, map: Record<string, unknown>, source: Record<string, unknown> = {}) => {
    const columns = {
      order_id: 'order_id',
      customer_id: 'customer_id',
      ordered_at: { column: 'ordered_at', ...map },
      amount: 'amount',
    };
    const orders = { csv: `${ordersHeader}\no1,c1,${time},10`, columns, ...source };
    const [row] = await (await checkFixture({ customers, orders })).kept('orders').catch(() => []);
    return row?.ordered_at;
  };

  it.each([
    ['2025-06-01', {}, {}, '2025-06-01T00:00:00.000Z'],
    ['2025-06-01T10:20:30Z', {}, {}, '2025-06-01T10:20:30.000Z'],
    ['2025-06-01 10:20:30+02:00', {}, {}, '2025-06-01T08:20:30.000Z'],
    ['2025-06-01 10:00:00', {}, { timeZone: 'Europe/London' }, '2025-06-01T09:00:00.000Z'],
    ['2025-06-01T10:00:00Z', {}, { timeZone: 'Europe/London' }, '2025-06-01T10:00:00.000Z'],
    ['31.12.2024 23:05', { format: 'dd.MM.yyyy HH:mm' }, {}, '2024-12-31T23:05:00.000Z'],
    ['6/1/25 8:26', { format: 'M/d/yy H:mm' }, {}, '2025-06-01T08:26:00.000Z'],
    ['19970101', { format: 'yyyyMMdd' }, { timeZone: 'America/New_York' }, '1997-01-01T05:00:00.000Z'],
  ])('%s with %j and %j is %s', async (time, map, source, expected) => {
    expect(await at(time, map, source)).toBe(expected);
  });
});
