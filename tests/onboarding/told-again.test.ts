import { describe, expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

interface Sale {
  readonly i: number;
  readonly no: string;
  readonly who: string;
  readonly day: string;
  readonly cents: number;
}

/** Sales of 60 customers who come back every two or three weeks. */
const sales: readonly Sale[] = Array.from({ length: 900 }, (_, i) => ({
  i,
  no: `A${20000 + i}`,
  who: `K${1000 + 37 * ((i * 7) % 60)}`,
  day: addDays('2024-02-05', Math.floor(i / 5)),
  cents: 700 + ((i * 7919) % 9000),
}));
const money = (cents: number) => (cents / 100).toFixed(2);
const cells = ({ no, who, day, cents }: Sale, over: { no?: string; sum?: string } = {}) => [
  over.no ?? no,
  who,
  day,
  over.sum ?? money(cents),
];

async function asked(header: string, rows: readonly (readonly string[])[]) {
  const folder = scratchFolder();
  const file = writeText(folder, 'liburua.csv', [header, ...rows.map((row) => row.join(','))].join('\n'));
  const { code, out } = await holdfast('init', file, '--out', `${folder}/holdfast.yaml`, '--json');
  const { open } = JSON.parse(out) as { open: { key: string; text: string; decides?: boolean }[] };
  return { code, deciding: open.filter(({ decides }) => decides) };
}

const header = 'Agiria,Eroslea,Eguna,Zenbatekoa';

describe('init asks what a row is worth where it may be none of its own:', () => {
  it('amounts with the signs of two currencies', async () => {
    const sign = (i: number) => (i % 6 === 1 ? '£' : '€');
    const both = sales.map((sale) => cells(sale, { sum: `${sign(sale.i)}${money(sale.cents)}` }));
    const { code, deciding } = await asked(header, both);
    expect(code).toBe(4);
    expect(deciding).toMatchObject([
      { key: 'business.rates', text: expect.stringContaining('Zenbatekoa holds amounts in EUR and GBP') },
    ]);
    const one = await asked(
      header,
      sales.map((sale) => cells(sale, { sum: `€${money(sale.cents)}` })),
    );
    expect(one).toEqual({ code: 0, deciding: [] });
  });

  it('addresses in either case, but not codes', async () => {
    const either = (one: (who: string) => string) =>
      sales.map((sale) => {
        const [no, , ...rest] = cells(sale);
        const who = one(sale.who);
        return [no!, sale.i < 450 ? who.toUpperCase() : who.toLowerCase(), ...rest] as string[];
      });
    const { code, deciding } = await asked(
      header,
      either((who) => `${who}@posta.eus`),
    );
    expect(code).toBe(4);
    expect(deciding).toMatchObject([
      {
        key: 'sources.orders.columns.customer_id',
        text: expect.stringContaining('60 customers in Eroslea are written in 120 ways'),
      },
    ]);
    const codes = await asked(
      header,
      either((who) => who),
    );
    expect(codes.deciding).toEqual([]);
  });

  it('rows that name the order of another', async () => {
    const back = sales.filter(({ i }) => i % 23 === 5);
    const rows = [
      ...sales.map((sale) => [...cells(sale), '']),
      ...back.map((sale) => [...cells(sale, { no: `B${sale.i}` }), sale.no]),
    ];
    const { code, deciding } = await asked(`${header},Aurrekoa`, rows);
    expect(code).toBe(4);
    expect(deciding).toMatchObject([
      { key: 'sources.orders', text: expect.stringContaining('Aurrekoa names another Agiria on 39 rows') },
    ]);
  });

  it('versions of an order, but not its lines', async () => {
    const counted = (sum: (sale: Sale, line: number, last: number) => number) =>
      sales.flatMap((sale) => {
        const last = (sale.i % 4) + 1;
        return Array.from({ length: last }, (_, line) => [
          ...cells(sale, { sum: money(sum(sale, line, last)) }),
          String(line + 1),
        ]);
      });
    const versions = counted(({ cents }, line, last) => cents - 40 * (last - line - 1));
    const { code, deciding } = await asked(`${header},Zein`, versions);
    expect(code).toBe(4);
    expect(deciding).toMatchObject([
      { key: 'sources.orders', text: expect.stringContaining('the rows of one Agiria differ in Zein') },
    ]);
    const lines = counted(({ cents, i }, line) => 300 + ((cents * (line + 3) * 31 + i * 17) % 9000));
    expect(await asked(`${header},Zein`, lines)).toEqual({ code: 0, deciding: [] });
  });

  it('steps of an order, but not the payments of a plan', async () => {
    const stepped = (sum: (sale: Sale) => number) =>
      sales.flatMap((sale) =>
        ['ruke', 'mave', 'zelo'].map((step, k) => [
          ...cells({ ...sale, day: addDays(sale.day, k) }, { sum: money(sum(sale)) }),
          step,
        ]),
      );
    const steps = await asked(
      `${header},Urratsa`,
      stepped(({ cents }) => cents),
    );
    expect(steps.code).toBe(4);
    expect(steps.deciding.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('each Agiria stands on several rows of different times'),
    );
    const plan = await asked(
      `${header},Urratsa`,
      stepped(({ i }) => [990, 1990, 4990][i % 3]!),
    );
    expect(plan.deciding.map(({ text }) => text).join()).not.toMatch(/stands on several rows/);
  });
});
