import { describe, expect, it } from 'vitest';
import { columnsRead } from '../../contracts/config/columns-read.ts';
import { type Config, configSchema } from '../../contracts/config/config.ts';
import { ConfigError } from '../../contracts/errors.ts';

const table = ['no', 'line', 'buyer', 'day', 'amount', 'qty', 'channel', 'memo'];
const keyed = { order_id: 'No', line_id: 'line', customer_id: 'buyer', ordered_at: { column: 'day' } };

const read = (sources: object) =>
  columnsRead({ sources: configSchema.shape.sources.parse(sources) } as Config, 'sales', table);
const readBy = (source: object) => read({ orders: { columns: keyed, from: 'sales', ...source } });

describe('columns of a table that a run reads', () => {
  it('are those that its sources map, in the order of the table', () => {
    expect(readBy({})).toEqual(['no', 'line', 'buyer', 'day']);
    expect(readBy({ dimensions: ['Channel'] })).toEqual(['no', 'line', 'buyer', 'day', 'channel']);
    const touches = { from: 'sales', columns: { touch_id: 'no', customer_id: 'buyer', touched_at: 'memo' } };
    expect(read({ orders: { from: 'sales', columns: keyed }, touches })).toContain('memo');
  });

  it('and those whose name stands in its SQL', () => {
    const columns = { ...keyed, amount: { sql: 'cast(AMOUNT as double) * "qty"' } };
    expect(readBy({ columns })).toEqual(['no', 'line', 'buyer', 'day', 'amount', 'qty']);
    const query = 'select no, line, buyer, day from sales where channel is not null';
    expect(read({ orders: { query, columns: keyed } })).toEqual(['no', 'line', 'buyer', 'day', 'channel']);
  });

  const { line_id: _, ...keyless } = keyed;

  it.each([
    ['rows are compared whole', { from: 'sales', columns: keyless }],
    ['a query takes them', { query: 'select * from sales', columns: keyed }],
    [
      'a query takes those of one input',
      { query: 'select s.* from sales s join people p on s.a = p.a', columns: keyed },
    ],
    ['a query joins by equal names', { query: 'select no from sales natural join people', columns: keyed }],
    ['a query is the table', { query: 'table sales', columns: keyed }],
    [
      'an expression looks into them',
      { from: 'sales', columns: { ...keyed, amount: { sql: '(select count(*) from sales)' } } },
    ],
  ])('are all where %s', (_, source) => {
    expect(read({ orders: source })).toEqual(table);
  });

  it('are few where equal rows are kept', () => {
    expect(readBy({ columns: keyless, duplicates: 'keep' })).toEqual(['no', 'buyer', 'day']);
  });

  it('are all of an input that no source names', () => {
    expect(read({ orders: { from: 'others', columns: keyed } })).toEqual(table);
  });

  it('must be there', () => {
    const reading = () => readBy({ columns: { ...keyed, customer_id: 'buyr' } });
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(
      'sources.orders.columns.customer_id: inputs.sales.table has no column "buyr" (did you mean "buyer"?). It has: no, line',
    );
  });
});
