import { expect, it } from 'vitest';
import { type Purchase, purchases } from './businesses.ts';
import { asked, proposed } from './proposed.ts';

/** Two columns or two tables that look alike, of which one is meant. */

const made = purchases(120, 300, 30);
const euros = (cents: number): string => (cents / 100).toFixed(2);
const units = ({ order }: Purchase): number => 1 + (order % 4);
const off = ({ order, cents }: Purchase): number =>
  order % 2 ? 0 : Math.round(cents * units({ order } as Purchase) * 0.1);

const sales = (header: string, row: (one: Purchase, paid: string, less: string) => string): string[] => [
  header,
  ...made.map((one) => row(one, euros(one.cents * units(one) - off(one)), euros(off(one)))),
];

it('of two sums that make up units times price, what is called a discount is not what was paid', async () => {
  const { out, config } = await proposed({
    'vendas.csv': sales(
      'data,cliente,quantidade,preco_unitario,desconto,valor_total',
      (one, paid, less) => `${one.day},C${one.customer},${units(one)},${euros(one.cents)},${less},${paid}`,
    ),
  });
  expect(config().sources.orders?.columns.amount).toBe('valor_total');
  expect(asked(out).filter((text) => /add up to/.test(text))).toEqual([]);
});

it('where neither is called anything, the larger is taken and asked about', async () => {
  const { code, out, config } = await proposed({
    'sales.csv': sales(
      'day,client,units,each,col_a,col_b',
      (one, paid, less) => `${one.day},C${one.customer},${units(one)},${euros(one.cents)},${less},${paid}`,
    ),
  });
  expect(code).toBe(4);
  expect(config().sources.orders?.columns.amount).toBe('col_b');
  expect(asked(out)).toContainEqual(expect.stringMatching(/^col_b and col_a add up to units times price/));
});

it('cost and profit that make up what was sold are neither of them', async () => {
  const { config } = await proposed({
    'sales.csv': [
      'date,customer,units,unit_price,profit,cost',
      ...made.map((one) => {
        const sold = one.cents * units(one);
        const cost = Math.round(sold * (0.5 + (one.order % 7) / 20));
        return `${one.day},C${one.customer},${units(one)},${euros(one.cents)},${euros(sold - cost)},${euros(cost)}`;
      }),
    ],
  });
  expect(config().sources.orders?.columns.amount).toMatchObject({
    sql: expect.stringMatching(/units.*\*.*unit_price/),
  });
});

it('claims of a warehouse, called a fact, are no orders', async () => {
  const { out, config } = await proposed({
    'DimCustomer(with_id).csv': [
      'customer_id,full_name',
      ...Array.from({ length: 120 }, (_, i) => `${i + 1},Person${i} Berg`),
    ],
    'FactPolicies(with_id).csv': [
      'policy_id,customer_id,start_date,end_date,premium_amount',
      ...made.map(
        ({ order, customer, day, cents }) =>
          `${order},${customer},${day},${Number(day.slice(0, 4)) + 1}${day.slice(4)},${euros(cents)}`,
      ),
    ],
    'FactClaims(with_id).csv': [
      'claim_id,policy_id,occurred_date,claim_amount',
      ...made
        .filter(({ order }) => order % 4 === 0)
        .map(({ order, day, cents }) => `${order},${order},${day},${euros(cents * 9)}`),
    ],
  });
  expect(config().sources.orders).toBeUndefined();
  expect(config().sources.subscriptions).toBeDefined();
  expect(JSON.stringify(JSON.parse(out))).toMatch(/FactClaims\(with_id\)\.csv is not used/);
});

it('goods that are numbered as the customers are, and entered on a day, are no customers', async () => {
  const { config } = await proposed({
    'clientes.csv': [
      'id,nome,email,dataCadastro',
      ...Array.from(
        { length: 120 },
        (_, i) => `${i + 1},Pessoa${i},p${i}@a.example,2023-01-${10 + (i % 18)}`,
      ),
    ],
    'produtos.csv': [
      'id,nome,descricao,dataCadastro',
      ...Array.from(
        { length: 90 },
        (_, i) => `${i + 1},Coisa${i},Coisa de casa ${i},2023-01-${10 + (i % 9)}`,
      ),
    ],
    'pedidos.csv': [
      'id,clienteId,valorTotal,dataCriacao',
      ...made.map(
        ({ order, customer, cents, day }) => `${order},${customer},${euros(cents)},${day} 10:30:00`,
      ),
    ],
  });
  expect(config().sources.customers).toMatchObject({ from: 'clientes' });
});

const visits = (header: string, said: (one: Purchase) => string): string[] => [
  `patient_id,at,${header}`,
  ...made.map(
    (one) => `P${one.customer},${one.day} ${String(8 + (one.order % 9)).padStart(2, '0')}:15,${said(one)}`,
  ),
];

it.each([
  ['a flag', 'show_up', ({ order }: Purchase) => (order % 6 ? '1' : '0')],
  ['a word', 'remark', ({ order }: Purchase) => (order % 6 ? 'Seen' : 'No-show')],
  ['a state', 'status', ({ order }: Purchase) => (order % 6 ? 'completed' : 'cancelled')],
])('visits of which %s says that nobody came are asked about', async (_, header, said) => {
  const { code, out } = await proposed({ 'appointments.csv': visits(header, said) });
  expect(code).toBe(4);
  expect(asked(out)).toContainEqual(
    expect.stringMatching(new RegExp(`^every row counts as activity, and ${header} `)),
  );
});

it('what members did is no state of a visit, though some of it is called cancel', async () => {
  const { out } = await proposed({
    'events.csv': visits('event_type', ({ order }) => ['login', 'export', 'cancel_plan'][order % 3] ?? ''),
  });
  expect(asked(out).filter((text) => /^every row counts/.test(text))).toEqual([]);
});
