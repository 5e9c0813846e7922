import { describe, expect, it } from 'vitest';
import { askOpen } from '../../onboarding/settle/ask.ts';
import { askBeginning } from '../../onboarding/settle/ask-beginning.ts';

const open = [
  {
    key: 'sources.orders.columns.customer_id',
    text: 'kod is taken, but karta could be it as well. Which is it?',
    candidates: ['customer_id: karta', 'customer_id: Nr rejestru'],
    decides: true,
  },
  { key: 'business.currency', text: 'nothing names the currency.' },
  { key: 'training', text: 'the files cover 40 days.' },
];

/** Answers in turn, and what was asked. */
function person(...answers: (string | null)[]) {
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(answers[asked.length - 1] ?? null);
  };
  return { asked, ask };
}

describe('asking on a terminal', () => {
  it('takes a number of the candidates or what is typed, and asks only what a column or a code answers', async () => {
    const { asked, ask } = person('2', ' CZK ');
    expect(await askOpen({ open }, ask)).toEqual({ customer: 'Nr rejestru', currency: 'CZK' });
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatch(/1 {2}karta\n {2}2 {2}Nr rejestru/);
  });

  it('takes how an amount is made of columns, where that is the question', async () => {
    const question = {
      key: 'sources.orders.columns.amount',
      text: 'is Rabatt taken off the price already? Here it is taken off.',
      answers: ['Menge * Preis - Rabatt', 'Menge * Preis'],
      decides: true,
    };
    const { asked, ask } = person('2');
    expect(await askOpen({ open: [question] }, ask)).toEqual({ amount: 'Menge * Preis' });
    expect(asked[0]).toMatch(/1 {2}Menge \* Preis - Rabatt\n {2}2 {2}Menge \* Preis/);
  });

  it('leaves open what is left blank', async () => {
    expect(await askOpen({ open }, person('', null).ask)).toBeNull();
    expect(await askOpen({ open }, person('karta', '').ask)).toEqual({ customer: 'karta' });
  });
});

describe('asking where nothing was recognised', () => {
  const column = (name: string, sample: readonly string[]) => ({
    ...{ name, type: 'varchar', rows: 100, filled: 100, distinct: sample.length, sample },
    common: sample.map((value) => ({ value, rows: 1 })),
  });
  const days = Array.from({ length: 30 }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')}`);
  const ids = Array.from({ length: 30 }, (_, i) => `k-${i}`);
  const input = (path: string) => ({
    ...{ name: 'x', path, bytes: 1, reading: { format: 'csv' as const }, remarks: [], rows: 100 },
    ...{ sampled: false, columns: [column('a', ids), column('b', ids), column('c', days)] },
  });

  it('asks for the file and its columns, but not for what there is only one of', async () => {
    const { asked, ask } = person('2', 'b');
    const said = await askBeginning([input('/one.csv'), input('/two.csv')], ask);
    expect(said).toMatchObject({ customer: 'b', date: 'c', sources: { orders: '/two.csv' } });
    expect(asked[0]).toMatch(/1 {2}\/one\.csv\n {2}2 {2}\/two\.csv/);
    expect(asked[1]).toMatch(/names the customer/);
  });

  it('leaves all open without a file', async () => {
    expect(await askBeginning([input('/one.csv'), input('/two.csv')], person('').ask)).toBeNull();
  });
});
