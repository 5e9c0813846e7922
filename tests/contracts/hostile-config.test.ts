import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readConfig } from '../../contracts/config/read-config.ts';
import { ConfigError } from '../../contracts/errors.ts';

/** A config that names something in every section. */
const whole = {
  version: 1,
  business: { name: 'Shop', currency: 'EUR', timeZone: 'Europe/Warsaw', dataUntil: '2026-01-01' },
  inputs: {
    sales: { file: 'sales.csv', delimiter: ';' },
    people: { file: 'people.parquet', format: 'parquet' },
  },
  sources: {
    customers: { from: 'people', columns: { customer_id: 'id', joined_at: 'day', contact_consent: 'ok' } },
    orders: {
      from: 'sales',
      columns: { order_id: 'n', customer_id: 'id', ordered_at: 'day', amount: 'sum' },
    },
    touches: { from: 'sales', columns: { touch_id: 'n', customer_id: 'id', touched_at: 'day' } },
  },
  churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180 },
  clv: { horizonDays: 365, discountRate: 0.1 },
  training: { minCustomers: 100, origins: 6 },
  targeting: {
    listSize: 100,
    savedShare: 0.1,
    minDaysBetweenTouches: 7,
    exclude: { segment: { is: ['staff'] } },
    holdout: { share: 0.1, strata: 5, riskStrata: 2 },
    globalControl: { share: 0.1, horizonDays: 90 },
    budget: { contacts: 90, channels: { email: 50 } },
    plays: [
      { name: 'Call', channel: 'phone', when: ['support'], if: { open_tickets: { atLeast: 1 } }, cost: 5 },
      { name: 'Note', channel: 'email' },
    ],
  },
  campaigns: [
    {
      name: 'spring',
      waves: [{ starts: '2026-03-01', ends: '2026-03-09' }, { starts: '2026-04-01' }],
      paused: [{ starts: '2026-03-03' }],
      horizonDays: 60,
      eligible: { clv: { atLeast: 5 } },
      plays: ['Note'],
      channels: ['email'],
      budget: { money: 90 },
    },
    { name: 'autumn', starts: '2026-09-01', ends: '2026-09-30', horizonDays: 60, alongside: ['spring'] },
  ],
};

const hostile = [
  null,
  '',
  'Zofia Markowa',
  '2025-13-45',
  '9999-12-31',
  '0000-00-00',
  -1,
  0,
  1e21,
  Number.NaN,
  true,
  [],
  {},
  [null],
  { 'Zofia Markowa': null },
];

/** Paths of everything that stands in a value, groups among it. */
const pathsIn = (value: unknown, path: readonly (string | number)[] = []): (string | number)[][] =>
  typeof value !== 'object' || value === null
    ? [[...path]]
    : [
        ...(path.length === 0 ? [] : [[...path]]),
        ...Object.entries(value).flatMap(([name, part]) =>
          pathsIn(part, [...path, Array.isArray(value) ? Number(name) : name]),
        ),
      ];

function withAt(value: unknown, [name, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (name === undefined) return to;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[name] = withAt(copy[name], rest, to);
  return copy;
}

/** Three of the values for each place: others for its neighbours. */
const inTurn = (place: number) => (_: unknown, i: number) => (place + i) % 5 === 0;

it('reads a config, or refuses it with what is wrong, whatever stands in the place of any of its values', () => {
  expect(readConfig(stringify(whole), 'holdfast.yaml').campaigns).toHaveLength(2);
  const paths = pathsIn(whole);
  expect(paths.length).toBeGreaterThan(80);
  const crashes = paths.flatMap((path, i) =>
    hostile.filter(inTurn(i)).flatMap((value) => {
      try {
        readConfig(stringify(withAt(whole, path, value)), 'holdfast.yaml');
        return [];
      } catch (error) {
        return error instanceof ConfigError ? [] : [`${path.join('.')} = ${JSON.stringify(value)}: ${error}`];
      }
    }),
  );
  expect(crashes).toEqual([]);
});
