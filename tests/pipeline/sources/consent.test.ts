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
});
