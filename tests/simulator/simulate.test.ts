import { describe, expect, it } from 'vitest';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { retailParameters } from '../../simulator/retail/parameters.ts';
import type { Cells } from '../../simulator/tables/table.ts';
import { grouped, mean, rowsOf, small, underMainId } from './support.ts';

const shop = underMainId(rowsOf({ ...small, customers: 2000, days: 450 }));
const share = (rows: readonly Cells[], of: (row: Cells) => boolean) =>
  mean(rows.map((row) => Number(of(row))));

describe('the simulated shop', () => {
  it('has the shares and spreads that its parameters state', () => {
    const truth = shop['truth/customers']!;
    const { oneTime, bulk, established, rate } = retailParameters.traits;
    const expectedOneTime = oneTime * (1 - established) * (1 - bulk);
    expect(Math.abs(share(truth, (row) => row.one_time === true) - expectedOneTime)).toBeLessThan(0.03);
    expect(Math.abs(share(truth, (row) => row.bulk === true) - bulk)).toBeLessThan(0.015);
    expect(Math.abs(share(truth, (row) => row.contact_kind === 'persuadable') - 0.2)).toBeLessThan(0.03);
    expect(Math.abs(share(truth, (row) => row.contact_kind === 'driven_away') - 0.05)).toBeLessThan(0.015);
    const rates = truth.filter((row) => row.bulk === false).map((row) => Number(row.orders_a_day));
    expect(Math.abs(mean(rates) / rate.mean - 1)).toBeLessThan(0.05);
  });

  it('lets seven in ten of those who leave fade out over 20 to 90 days', () => {
    const left = shop['truth/customers']!.filter((row) => row.decided_on !== null && row.one_time === false);
    expect(Math.abs(share(left, (row) => row.sudden === true) - 0.3)).toBeLessThan(0.1);
    const days = left
      .filter((row) => row.sudden === false && row.left_on !== null)
      .map((row) => (Date.parse(String(row.left_on)) - Date.parse(String(row.decided_on))) / 86_400_000);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...days)).toBeLessThanOrEqual(90);
  });

  it('lets a one-time buyer buy once', () => {
    const once = new Set(
      shop['truth/customers']!.filter((row) => row.one_time).map((row) => row.customer_id),
    );
    const sales = shop.orders!.filter((row) => row.kind === 'sale' && once.has(row.customer_id!));
    const orders = grouped(sales, 'customer_id');
    for (const rows of orders.values()) expect(new Set(rows.map((row) => row.order_id)).size).toBe(1);
  });

  it('makes no one act after leaving', () => {
    const left = new Map(shop['truth/customers']!.map((row) => [row.customer_id, row.left_on]));
    const acts: [string, string][] = [
      ['orders', 'ordered_at'],
      ['events', 'happened_at'],
      ['tickets', 'opened_at'],
      ['tickets', 'reopened_at'],
      ['surveys', 'answered_at'],
      ['touches', 'opted_out_at'],
    ];
    for (const [table, column] of acts) {
      const rows = shop[table]!.filter((row) => row[column] !== null);
      // A day of the business begins up to two hours before midnight in UTC.
      const after = rows.filter((row) => {
        const end = left.get(row.customer_id!);
        return end != null && Date.parse(`${row[column]}Z`) >= Date.parse(`${end}T00:00:00Z`);
      });
      expect(rows.length, table).toBeGreaterThan(20);
      expect(after, `${table}.${column}`).toEqual([]);
    }
  });

  it('writes texts in every language, and no column that the contracts do not know but its own dimensions', () => {
    expect(new Set(shop['truth/texts']!.map((row) => row.language))).toEqual(
      new Set(['en', 'pl', 'ro', 'ru', 'it']),
    );
    for (const [table, contract] of Object.entries(sourceContracts)) {
      const columns = Object.keys(shop[table]?.[0] ?? {});
      const own = columns.filter((name) => !(name in contract.columns));
      expect(own).toEqual(table === 'orders' ? ['carrier', 'payment_method'] : []);
    }
  });

  it('scores a part of the texts with noise, near what was meant', () => {
    const meant = new Map(shop['truth/texts']!.map((row) => [row.row, Number(row.feeling)]));
    const texts = [...shop.tickets!, ...shop.surveys!].filter((row) => row.text ?? row.comment);
    const scored = texts.filter((row) => row.sentiment !== null);
    expect(Math.abs(scored.length / texts.length - 0.6)).toBeLessThan(0.05);
    const gaps = scored.map(
      (row) => Number(row.sentiment) - meant.get(String(row.ticket_id ?? row.survey_id))!,
    );
    expect(Math.abs(mean(gaps))).toBeLessThan(0.05);
    expect(mean(gaps.map(Math.abs))).toBeLessThan(0.3);
  });

  it('has NPS as a decoy: satisfaction moves CSAT, mood alone moves NPS', () => {
    const level = new Map(shop['truth/customers']!.map((row) => [row.customer_id, Number(row.level)]));
    const correlation = (kind: string) => {
      const rows = shop.surveys!.filter((row) => row.kind === kind && row.score !== null);
      const x = rows.map((row) => level.get(row.customer_id!)!);
      const y = rows.map((row) => Number(row.score));
      const [mx, my] = [mean(x), mean(y)];
      const sd = (v: number[], m: number) => Math.sqrt(mean(v.map((u) => (u - m) ** 2)));
      return mean(x.map((v, i) => (v - mx) * (y[i]! - my))) / (sd(x, mx) * sd(y, my));
    };
    expect(correlation('csat')).toBeGreaterThan(0.25);
    expect(Math.abs(correlation('nps'))).toBeLessThan(0.1);
  });
});

describe('the same customers', () => {
  it('come out of any split into stretches, and of a bigger business', () => {
    const options = { ...small, customers: 80, dirt: 0.05 };
    const whole = rowsOf(options);
    const parts = [
      rowsOf(options, 0, 1),
      rowsOf(options, 1, 47),
      rowsOf({ ...options, customers: 9000 }, 47, 80),
    ];
    for (const [table, rows] of Object.entries(whole)) {
      expect(parts.flatMap((part) => part[table]!)).toEqual(rows);
    }
  });

  it('are others with another seed', () => {
    const names = (seed: number) =>
      rowsOf({ ...small, customers: 20, seed }).customers!.map((row) => row.name);
    expect(names(5)).not.toEqual(names(6));
  });
});

describe('the simulated subscriptions', () => {
  const business = underMainId(rowsOf({ ...small, preset: 'subscription', customers: 800 }));
  const terms = grouped(business.subscriptions!, 'customer_id');

  it('give everybody one subscription whose terms follow each other without a gap', () => {
    expect(terms.size).toBe(800);
    for (const rows of terms.values()) {
      const ordered = [...rows].sort((a, b) => (String(a.started_at) < String(b.started_at) ? -1 : 1));
      for (let i = 1; i < ordered.length; i++) expect(ordered[i]!.started_at).toBe(ordered[i - 1]!.ended_at);
    }
  });

  it('end at a renewal, known before it where the customer cancels', () => {
    const ended = [...terms.values()].map((rows) => rows.at(-1)!).filter((row) => row.ended_at !== null);
    expect(ended.length).toBeGreaterThan(30);
    for (const row of ended) expect(String(row.end_known_at) <= String(row.ended_at)).toBe(true);
    expect(share(ended, (row) => row.end_known_at !== row.ended_at)).toBeGreaterThan(0.3);
  });

  it('see no one use the product after leaving', () => {
    const left = new Map(business['truth/customers']!.map((row) => [row.customer_id, row.left_on]));
    const after = business.events!.filter((row) => {
      const end = left.get(row.customer_id!);
      return (
        end != null &&
        row.name !== 'payment_declined' &&
        Date.parse(`${row.happened_at}Z`) >= Date.parse(`${end}T00:00:00Z`)
      );
    });
    expect(after).toEqual([]);
  });
});
