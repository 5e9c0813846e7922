import { describe, expect, it } from 'vitest';
import { readConfig } from '../../contracts/config/read-config.ts';
import { ConfigError } from '../../contracts/errors.ts';

const good = `version: 1
business: { name: Shop, currency: EUR, dataUntil: 2026-01-01 }
inputs:
  sales: { file: sales.csv }
sources:
  customers:
    query: select distinct customer as id, day from sales
    columns: { customer_id: id, joined_at: day }
  orders:
    from: sales
    columns: { order_id: order, customer_id: customer, ordered_at: day, amount: total }
churn: { kind: non-contractual, horizonDays: 90, lookbackDays: 180 }
`;

const faultsOf = (text: string): string => {
  try {
    readConfig(text, 'holdfast.yaml');
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
};

describe('reading the config', () => {
  it('fills in defaults', () => {
    const config = readConfig(good, 'holdfast.yaml');
    expect(config.clv).toEqual({ horizonDays: 365, discountRate: 0.1 });
    expect(config.targeting.holdout.share).toBe(0.1);
    expect(config.business.timeZone).toBe('UTC');
  });

  it('says of a config that init has only begun what is to be done', () => {
    const begun = 'version: 1\ninputs:\n  sales: { file: sales.csv }\n# sources: …\n';
    expect(faultsOf(begun)).toMatch(/^holdfast\.yaml is unfinished: .* run `holdfast init` again/);
    expect(faultsOf('version: 1\n')).not.toMatch(/unfinished/);
  });

  it('reads any line ends, and a byte order mark', () => {
    for (const text of [good.replaceAll('\n', '\r'), good.replaceAll('\n', '\r\n'), `\uFEFF${good}`])
      expect(readConfig(text, 'holdfast.yaml')).toEqual(readConfig(good, 'holdfast.yaml'));
    expect(faultsOf(good.replace('horizonDays: 90', 'horizonDays: x').replaceAll('\n', '\r'))).toMatch(
      /line 12 /,
    );
  });

  it.each([
    ['a word for a day', 'yesterday', 'write a date as 2026-01-31, or latest'],
    ['a number for a day', '20260101', 'write a date as 2026-01-31, or latest'],
    ['a day that there is not', '2026-02-30', 'no such day'],
  ])('names one fault for %s', (_, written, says) => {
    expect(faultsOf(good.replace('dataUntil: 2026-01-01', `dataUntil: ${written}`))).toBe(
      `holdfast.yaml has 1 fault:\n  business.dataUntil: line 2 ${says}`,
    );
  });

  it.each([
    ['nothing', '', /is empty: `holdfast init/],
    ['an alias of nothing', `${good}cx: *none\n`, /not valid YAML: Unresolved alias/],
    ['two documents', `${good}---\n${good}`, /a second document begins at line 13: leave one/],
    ['bytes that are no text', 'PAR1\0\uFFFD', /is not text in UTF-8/],
  ])('refuses %s in a sentence', (_, text, says) => {
    expect(faultsOf(text)).toMatch(says);
  });

  it.each([
    [
      'a mistyped key',
      good.replace('lookbackDays', 'lookbakDays'),
      /line 12 no such key \(did you mean "lookbackDays"\?\)/,
    ],
    ['a mistyped source', good.replace('  orders:', '  oders:'), /sources\.oders: .*did you mean "orders"/],
    [
      'a mistyped column of a contract',
      good.replace('amount: total', 'ammount: total'),
      /sources\.orders\.columns\.ammount: line 11 no such column in the contract \(did you mean "amount"\?\)/,
    ],
    [
      'an input that is not there',
      good.replace('from: sales', 'from: sale'),
      /sources\.orders\.from: line 10 there is no inputs\.sale \(did you mean "sales"\?\)/,
    ],
    ['a key left out', good.replace('currency: EUR, ', ''), /business\.currency: .*is missing/],
    [
      'a table without its database',
      good.replace('file: sales.csv', 'table: sales'),
      /inputs\.sales\.table: line 4 write it as database\.table/,
    ],
    [
      'no such expression',
      good.replace('amount: total', 'amount: { sql: "" }'),
      /amount\.sql: line 11 is empty/,
    ],
    ['a horizon of no days', good.replace('horizonDays: 90', 'horizonDays: 0'), /line 12 .*from 1 to 36500/],
    [
      'a horizon in words',
      good.replace('horizonDays: 90', 'horizonDays: abc'),
      /churn\.horizonDays: line 12 write a whole number of days, from 1 to 36500/,
    ],
    [
      'a number where a name stands',
      good.replace('name: Shop', 'name: 12'),
      /business\.name: line 2 write a text/,
    ],
    [
      'a share beyond one',
      `${good}clv: { discountRate: 7 }\n`,
      /clv\.discountRate: line 13 write (less than|at most) /,
    ],
    [
      'a share in words',
      `${good}targeting: { holdout: { share: a tenth } }\n`,
      /targeting\.holdout\.share: line 13 write a number/,
    ],
    [
      'a kind that there is not',
      good.replace('kind: non-contractual', 'kind: sometimes'),
      /churn\.kind: line 12 write one of .*non-contractual/,
    ],
    [
      'a list in place of keys',
      good.replace(/inputs:\n.*\n/, 'inputs: [sales.csv]\n'),
      /inputs: line 3 write keys/,
    ],
    ['a section left out', good.replace(/churn:.*\n/, ''), /\n {2}churn: is missing$/],
    ['half a day', good.replace('horizonDays: 90', 'horizonDays: 1.5'), /line 12 .*from 1 to 36500/],
    ['more days than are', good.replace('horizonDays: 90', 'horizonDays: 1e15'), /line 12 .*from 1 to 36500/],
    [
      'a lag before now',
      good.replace('horizonDays: 90', 'horizonDays: 90, lagDays: -1'),
      /lagDays: line 12 .*from 0 to 36500/,
    ],
    [
      'a look-back below the horizon',
      good.replace('lookbackDays: 180', 'lookbackDays: 89'),
      /churn\.lookbackDays: line 12 89 days are fewer than churn\.horizonDays \(90\)/,
    ],
    [
      'more observed than the horizon',
      `${good}clv: { horizonDays: 200, observedDays: 201 }\n`,
      /clv\.observedDays: line 13 201 days are more than clv\.horizonDays \(200\)/,
    ],
    [
      'a rate of the reporting currency',
      good.replace('currency: EUR', 'currency: EUR, rates: { USD: 0.9, EUR: 2 }'),
      /business\.rates\.EUR: line 2 EUR is the reporting currency/,
    ],
    ['no such day', good.replace('2026-01-01', '2026-02-30'), /business\.dataUntil: line 2 no such day/],
    ['no currency', good.replace('EUR', 'EURO'), /business\.currency: line 2 an ISO 4217 code/],
    [
      'both file and table',
      good.replace('file: sales.csv', 'file: a, table: b.c'),
      /inputs\.sales: .*either file or table/,
    ],
    [
      'neither from nor query',
      good.replace('    from: sales\n', ''),
      /sources\.orders: .*either from or query/,
    ],
    [
      'two dimensions of one column',
      good.replace('    from: sales\n', '    from: sales\n    dimensions: [store, город, канал]\n'),
      /orders\.dimensions\.2: line 11 would be the column dim__, as город is: .*"канал" as dimension_3/,
    ],
    ['broken YAML', `${good}  - [`, /not valid YAML/],
  ])('refuses %s with the key, the line and the way out', (_, text, says) => {
    expect(faultsOf(text)).toMatch(says);
  });

  it.each([
    'checks: { "zofia@example.org": [ ',
    'checks: { a: 1, a: "zofia@example.org" }',
    'x:\n\t- zofia@example.org: [1',
    'checks: *zofia',
    'checks: "zofia Markowa',
    'checks: zofia@example.org: Markowa: 1',
    'checks: @zofia',
    'checks: !zofia@example.org:Markowa {',
    'checks: |zofia\n  x',
    'checks: [a] zofia',
    'checks: "a" zofia',
  ])('says where the YAML is broken without what is written there: %s', (line) => {
    const faults = faultsOf(`${good}${line}\n`);
    expect(faults).toMatch(/^holdfast\.yaml: this is not valid YAML: \w/);
    expect(faults).not.toMatch(/zofia|Markowa/i);
    if (!line.includes('*')) expect(faults).toMatch(/ at line 1[34], column \d+$/);
  });

  it('names all faults at once', () => {
    const faults = faultsOf(good.replace('EUR', 'EURO').replace('horizonDays: 90', 'horizonDays: -1'));
    expect(faults).toMatch(/2 faults/);
  });
});
