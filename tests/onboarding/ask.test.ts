import { describe, expect, it } from 'vitest';
import { askOpen } from '../../onboarding/settle/ask.ts';

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

  it('leaves open what is left blank', async () => {
    expect(await askOpen({ open }, person('', null).ask)).toBeNull();
    expect(await askOpen({ open }, person('karta', '').ask)).toEqual({ customer: 'karta' });
  });
});
