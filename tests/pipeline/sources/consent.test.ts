import { describe, expect, it } from 'vitest';
import { checkFixture } from '../../support/check-fixture.ts';

const orders = { csv: 'order_id,customer_id,ordered_at,amount\no1,c1,2025-06-01,10' };

/** Consent of each customer after the checks. */
async function consents(
  rows: readonly string[],
  others: Parameters<typeof checkFixture>[0] = {},
): Promise<Record<string, unknown>> {
  const customers = { csv: ['customer_id,joined_at,contact_consent', ...rows].join('\n') };
  const { kept } = await checkFixture({ customers, orders, ...others });
  const found = await kept('customers');
  return Object.fromEntries(found.map((row) => [row.customer_id, row.contact_consent]));
}

describe('consent', () => {
  it('that is not said is not known: an empty cell, a word for it, a column that is not mapped', async () => {
    const said = ['c1,2025-01-01,Yes', 'c2,2025-01-01,', 'c3,2025-01-01,pending', 'c4,2025-01-01,no'];
    expect(await consents(said)).toEqual({ c1: true, c2: null, c3: null, c4: false });
    const customers = { csv: 'customer_id,joined_at\nc1,2025-01-01' };
    const { kept } = await checkFixture({ customers, orders });
    expect(await kept('customers')).toMatchObject([{ contact_consent: null }]);
  });

  it('is read in the words of nine languages and of well-known services', async () => {
    const yes = ['SUBSCRIBED', 'opt-in', '1.0', 'Ja', 'SÍ', 'Sim', 'tak', 'da', 'Да', 'OUI', 'Sì', 'granted'];
    const no = [
      'NEVER_SUBSCRIBED',
      'Opted out',
      '0',
      'Nein',
      'No',
      'Não',
      'Nie',
      'nu',
      'Нет',
      'NON',
      'denied',
    ];
    const rows = [...yes, ...no].map((word, i) => `c${i},2025-01-01,${word}`);
    const found = await consents(rows);
    expect([...yes, ...no].map((word, i) => [word, found[`c${i}`]])).toEqual([
      ...yes.map((word) => [word, true]),
      ...no.map((word) => [word, false]),
    ]);
  });

  it('a no wins from one end of a chain of aliases to the other, however long, and orders count for the end', async () => {
    const chain = Array.from({ length: 11 }, (_, i) => `id${i},id${i + 1}`);
    const identities = {
      csv: ['alias_id,customer_id', ...[...chain].reverse(), 'x1,x2', 'x2,x3'].join('\n'),
    };
    const rows = [
      'id11,2025-01-01,yes',
      'id0,2025-01-01,no',
      'id5,2025-03-01,yes',
      'x3,2025-01-01,',
      'x1,2025-01-01,yes',
    ];
    const customers = { csv: ['customer_id,joined_at,contact_consent', ...rows].join('\n') };
    const bought = {
      csv: 'order_id,customer_id,ordered_at,amount\no1,id0,2025-06-01,10\no2,x1,2025-06-01,10',
    };
    const { kept } = await checkFixture({ customers, orders: bought, identities });
    const found = await kept('customers');
    expect(Object.fromEntries(found.map((row) => [row.customer_id, row.contact_consent]))).toEqual({
      id11: false,
      x3: true,
    });
    expect((await kept('orders')).map((row) => row.customer_id).sort()).toEqual(['id11', 'x3']);
    expect(new Set((await kept('identities')).map((row) => row.customer_id))).toEqual(
      new Set(['id11', 'x3']),
    );
  });

  it.each([
    ['two', ['b,c1', 'c1,b'], '2 aliases lead'],
    ['three, and one that leads into it', ['a,b', 'b,c', 'c,a', 'd,a'], '4 aliases lead'],
    ['four beside a good chain', ['a,b', 'b,c', 'c,d', 'd,a', 'x,y', 'y,c1'], '4 aliases lead'],
  ])('refuses aliases that lead in a circle of %s, by file and key', async (_, links, says) => {
    const identities = { csv: ['alias_id,customer_id', ...links].join('\n') };
    const refused = consents(['c1,2025-01-01,yes'], { identities });
    await expect(refused).rejects.toThrow(
      `sources.identities, read from identities_csv (identities.csv): ${says} into a circle`,
    );
  });

  it('a no wins over a yes: in another row, under an alias, in a row that is set aside', async () => {
    const identities = { csv: 'alias_id,customer_id\nb7,c2\nx9,c4' };
    const rows = [
      ...['c1,2025-01-01,yes', 'c1,2025-02-01,no'],
      ...['c2,2025-01-01,yes', 'b7,2025-01-01,no'],
      ...['c3,2025-01-01,yes', 'c3,not a day,no'],
      ...['c4,2025-01-01,', 'x9,2025-01-01,yes'],
      ...['c5,2025-01-01,yes', 'c5,2025-01-01,who knows'],
    ];
    expect(await consents(rows, { identities })).toEqual({
      c1: false,
      c2: false,
      c3: false,
      c4: true,
      c5: null,
    });
  });

  it('an opt-out counts though its contact is set aside', async () => {
    const touches = {
      csv: [
        'touch_id,customer_id,touched_at,campaign,opted_out_at',
        't1,c1,2025-03-01,spring,',
        't1,c1,2025-03-02,spring,2025-03-02', // the same contact twice
        't2,c2,2025-03-02,,2025-03-04', // without its campaign
        't3,c3,2025-03-02,spring,2025-02-01', // contacted in spite of it
        't4,c4,2025-03-02,,9999-12-31', // never
      ].join('\n'),
    };
    const rows = ['c1', 'c2', 'c3', 'c4'].map((id) => `${id},2025-01-01,yes`);
    expect(await consents(rows, { touches })).toEqual({ c1: false, c2: false, c3: false, c4: true });
  });

  it('is withdrawn by an opt-out after the data’s end: of the customer, on a contact, on one that came later, under an alias', async () => {
    const touches = {
      csv: [
        'touch_id,customer_id,touched_at,campaign,opted_out_at',
        't1,c1,2025-12-30,spring,2026-01-02',
        't2,c2,2026-01-01,spring,2026-01-01',
        't3,b3,2026-01-05,,2026-01-06', // under an alias, and without its campaign
        't4,c4,2026-01-01,spring,', // contacted, and stays
        't5,c5,2026-01-01,spring,9999-12-31', // never
        't6,c6,2025-03-02,,2026-01-02', // set aside
      ].join('\n'),
    };
    const people = [
      ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => `${id},2025-01-01,yes,,`),
      'c7,2025-01-01,yes,2026-01-03,ann@x.example',
      'c8,2025-01-01,yes,,ann@x.example', // reads the same messages
      'c9,2025-01-01,yes,2099-12-31,', // never
    ];
    const customers = {
      csv: ['customer_id,joined_at,contact_consent,opted_out_at,email', ...people].join('\n'),
    };
    const identities = { csv: 'alias_id,customer_id\nb3,c3' };
    const { kept } = await checkFixture({ customers, orders, touches, identities });
    const rows = await kept('customers');
    const by = Object.fromEntries(
      rows.map((row) => [row.customer_id, [row.contact_consent, row.email_consent]]),
    );
    expect(by).toEqual({
      ...{ c1: [false, null], c2: [false, null], c3: [false, null], c4: [true, null], c5: [true, null] },
      ...{ c6: [false, null], c7: [false, false], c8: [true, false], c9: [true, null] },
    });
  });

  it('to a channel is refused for everybody with the address or number, however it is written and whatever the row', async () => {
    const rows = [
      'c1,2025-01-01,yes,yes,yes,Ann@x.example ,+48 600 100 200',
      'c2,2025-01-01,yes,no,,ann@X.example,',
      'c3,not a day,yes,,no,,600100200',
      'c4,2025-01-01,yes,yes,yes,bob@x.example,0048 600-100-201',
      'c5,2025-01-01,,,,,',
    ];
    const customers = {
      csv: ['customer_id,joined_at,contact_consent,email_consent,phone_consent,email,phone', ...rows].join(
        '\n',
      ),
    };
    const { kept } = await checkFixture({ customers, orders });
    const by = Object.fromEntries(
      (await kept('customers')).map((row) => [
        row.customer_id,
        [row.contact_consent, row.email_consent, row.phone_consent, row.sms_consent],
      ]),
    );
    expect(by).toEqual({
      c1: [true, false, false, null],
      c2: [true, false, null, null],
      c4: [true, true, true, null],
      c5: [null, null, null, null],
    });
  });

  it('given for another address or number is none for the one that is kept; a no counts whatever its address', async () => {
    const header =
      'customer_id,joined_at,contact_consent,email_consent,phone_consent,opted_out_at,email,phone';
    const rows = [
      'c1,2025-01-01,,,,,ann@x.example,600100200', // a yes to another address
      'a1,2025-01-01,yes,yes,yes,,old@x.example,600100200',
      'c2,2025-01-01,,,,,bob@x.example,', // the same address, written otherwise
      'a2,2025-01-01,yes,yes,,,Bob <BOB@x.example>,',
      'c3,2025-01-01,,,,,cy@x.example,600100203', // a row that names none
      'a3,2025-01-01,yes,yes,yes,,,',
      'c4,2025-01-01,yes,yes,yes,,di@x.example,600100204', // a no to another address
      'a4,2025-01-01,,no,,,other@x.example,',
      'a5,2025-01-01,yes,yes,,,eve@x.example,', // no row of their own: that of the alias is kept
      'c6,2025-01-01,yes,yes,,,fay@x.example,', // opted out under an alias by an address that somebody else has
      'a6,2025-01-01,yes,yes,,2025-03-01,shared@x.example,',
      'c7,2025-01-01,yes,yes,,,shared@x.example,',
      'c8,2025-01-01,yes,yes,,,n/a,', // an address that is none is nobody's
      'c9,2025-01-01,no,no,,,n/a,',
    ];
    const identities = {
      csv: ['alias_id,customer_id', ...[1, 2, 3, 4, 5, 6].map((n) => `a${n},c${n}`)].join('\n'),
    };
    const { kept } = await checkFixture({
      customers: { csv: [header, ...rows].join('\n') },
      orders,
      identities,
    });
    const by = Object.fromEntries(
      (await kept('customers')).map((row) => [
        row.customer_id,
        [row.contact_consent, row.email_consent, row.phone_consent, row.opted_out_at !== null],
      ]),
    );
    expect(by).toEqual({
      c1: [null, null, true, false],
      c2: [true, true, null, false],
      c3: [true, true, true, false],
      c4: [true, false, true, false],
      c5: [true, true, null, false],
      c6: [true, false, null, true],
      c7: [true, false, null, false],
      c8: [true, true, null, false],
      c9: [false, false, null, false],
    });
  });

  it('to a channel is refused for whoever has an address of somebody who opted out on a contact, that of an alias or set aside', async () => {
    const rows = [
      'c1,2025-01-01,yes,yes,ann@x.example', // at this one the opt-out reaches others by its date
      'a1,2025-01-01,,,old@x.example',
      'c2,2025-01-01,yes,yes,old@x.example',
      'c3,2025-01-01,yes,yes,bob@x.example',
      'a3,not a day,,,bobs@x.example',
      'c4,2025-01-01,yes,yes,bobs@x.example',
      'c5,2025-01-01,yes,yes,ann@x.example',
      'c6,2025-01-01,yes,yes,cy@x.example', // opts out after the data
      'a6,2025-01-01,,,cys@x.example',
      'c7,2025-01-01,yes,yes,cys@x.example',
    ];
    const touches = [
      't1,a1,2025-03-01,spring,2025-03-02',
      't3,c3,2025-03-01,,2025-03-02', // set aside: without its campaign
      't6,c6,2025-03-01,spring,9999-12-31',
    ];
    const { kept } = await checkFixture({
      customers: { csv: ['customer_id,joined_at,contact_consent,email_consent,email', ...rows].join('\n') },
      orders,
      touches: { csv: ['touch_id,customer_id,touched_at,campaign,opted_out_at', ...touches].join('\n') },
      identities: { csv: ['alias_id,customer_id', 'a1,c1', 'a3,c3', 'a6,c6'].join('\n') },
    });
    const by = Object.fromEntries(
      (await kept('customers')).map((row) => [row.customer_id, row.email_consent]),
    );
    expect(by).toEqual({ c1: true, c2: false, c3: true, c4: false, c5: true, c6: true, c7: true });
  });

  it('to a channel is refused for whoever shares the address of an opt-out in a row that is set aside', async () => {
    const rows = [
      'c1,2025-01-01,yes,,ann@x.example',
      'c2,not a day,yes,2025-03-01,ann@x.example',
      'c3,2025-01-01,yes,,bob@x.example',
      'c4,2025-01-01,yes,who knows,bob@x.example',
      'c5,not a day,yes,,eve@x.example',
      'c6,2025-01-01,yes,,eve@x.example',
    ];
    const customers = {
      csv: ['customer_id,joined_at,contact_consent,opted_out_at,email', ...rows].join('\n'),
    };
    const { kept } = await checkFixture({ customers, orders });
    const by = Object.fromEntries(
      (await kept('customers')).map((row) => [row.customer_id, row.email_consent]),
    );
    expect(by).toMatchObject({ c1: false, c3: false, c6: null });
  });

  it('is withdrawn by an opt-out of any row, and by one that cannot be read', async () => {
    const rows = [
      'c1,2025-01-01,yes,2025-04-01',
      'c1,2025-02-01,yes,',
      'c2,2025-01-01,yes,soon',
      'c2,2025-01-02,yes,',
      'c3,2025-01-01,yes,',
    ];
    const customers = { csv: ['customer_id,joined_at,contact_consent,opted_out_at', ...rows].join('\n') };
    const { kept } = await checkFixture({ customers, orders });
    const found = (await kept('customers')).map((row) => [
      row.customer_id,
      row.contact_consent,
      row.opted_out_at !== null,
    ]);
    expect(found.sort()).toEqual([
      ['c1', true, true],
      ['c2', null, false],
      ['c3', true, false],
    ]);
  });
});
