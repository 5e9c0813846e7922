import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../contracts/config/config.ts';
import { DataRefusedError } from '../../../contracts/errors.ts';
import type { Feature } from '../../../contracts/feature.ts';
import { randomStream } from '../../../models/numerics.ts';
import type { FeatureColumn, LearningSet } from '../../../models/types.ts';
import { refuseLeaks } from '../../../pipeline/training/leaks.ts';
import { category, number } from '../../models/tables.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';
import { holdfast } from '../../support/command-line.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';
import { smallBusiness } from '../../support/small-business.ts';

/** Days without an order at the export. */
type Column = (idle: number, uniform: () => number) => string;

const horizon = 60;
const exported = Date.parse('2025-09-24T00:00:00Z');

/** The small business with further columns of customers.csv, written by somebody who looks at the export. */
async function business(columns: Record<string, Column>, edit: (config: string) => string): Promise<string> {
  const folder = scratchFolder();
  const config = await smallBusiness(folder, { customers: 1200, config: edit });
  const last = new Map<string, string>();
  for (const line of readFileSync(join(folder, 'orders.csv'), 'utf8').trim().split('\n').slice(1)) {
    const [, customer, day, kind] = line.split(',') as [string, string, string, string];
    if (kind === 'sale' && day > (last.get(customer) ?? '')) last.set(customer, day);
  }
  const [header, ...people] = readFileSync(join(folder, 'customers.csv'), 'utf8').trim().split('\n');
  const rows = people.map((line) => {
    const id = line.split(',')[0]!;
    const idle = (exported - Date.parse(last.get(id) ?? '2024-06-01')) / 86_400_000;
    const random = randomStream(1, `columns of ${id}`);
    return [line, ...Object.values(columns).map((of) => of(idle, random.uniform))].join(',');
  });
  writeText(
    folder,
    'customers.csv',
    `${[`${header},${Object.keys(columns).join(',')}`, ...rows].join('\n')}\n`,
  );
  return config;
}

const dimensions = (names: string) => (config: string) =>
  config.replace('contact_consent }', `contact_consent }\n    dimensions: [${names}]`);

async function run(config: string) {
  const out = join(scratchFolder(), 'out');
  const ended = await holdfast('run', '--config', config, '--out', out);
  const published = existsSync(out) ? readdirSync(out) : [];
  return { ...ended, published: published.filter((name) => ['models', 'lists', 'ledger'].includes(name)) };
}

const gone = (idle: number) => idle > horizon;
const shapes: readonly [shape: string, column: Column][] = [
  ['the outcome, as the export knows it', (idle) => (gone(idle) ? 'b' : 'a')],
  ['a feature computed at the export', (idle) => `${Math.min(20, Math.floor(idle / 7))} weeks`],
  [
    'a note written at exit only',
    (idle, uniform) => (gone(idle) ? ['moved', 'price'][Math.floor(2 * uniform())]! : ''),
  ],
  ['a flag recorded at exit for most', (idle, uniform) => (gone(idle) && uniform() < 0.8 ? 'yes' : 'no')],
  [
    'a grade given with knowledge of the outcome',
    (idle, uniform) =>
      `${uniform() < 0.2 ? 3 : gone(idle) ? 1 + Math.floor(2 * uniform()) : 4 + Math.floor(2 * uniform())}`,
  ],
];

describe('a run whose customers know what they did afterwards', () => {
  it('is stopped before anything is stored, with every such column and the ways out', async () => {
    const columns = Object.fromEntries(shapes.map(([, column], i) => [`mark_${i}`, column]));
    const honest = { town: (_: number, uniform: () => number) => `town ${Math.floor(12 * uniform())}` };
    const names = [...Object.keys(columns), 'town'].join(', ');
    const ended = await run(await business({ ...columns, ...honest }, dimensions(names)));
    for (const [i, [shape]] of shapes.entries()) {
      const line = new RegExp(`dim_mark_${i}: .*\\d.*Take mark_${i} out of sources\\.customers\\.dimensions`);
      expect(ended.err, shape).toMatch(line);
    }
    expect(ended.err).toMatch(/^.*5 features know what customers did.*$/m);
    expect(ended.err).toMatch(/add it to training\.allow/);
    expect(ended.err).not.toMatch(/town/);
    expect(ended.code).toBe(3);
    expect(ended.published).toEqual([]);
  });
});

const features: Feature[] = [
  ...['segment', 'dim_grade', 'order_recency_days', 'notice_given'].map((name): Feature => {
    const timeless = name === 'segment' || name === 'dim_grade';
    return {
      name,
      family: timeless ? 'profile' : 'orders',
      kind: timeless ? 'category' : 'number',
      means: name,
      unit: '',
      needs: [timeless ? `customers.${name}` : 'orders.ordered_at'],
      group: 'any',
      reason: null,
    };
  }),
];

/** The config of a fixture whose customer table maps `segment` from the given column. */
const configWith = (segment: string, allow: string[] = []) =>
  fixtureConfig(
    { customers: { csv: 'customer_id,segment', columns: { customer_id: 'customer_id', segment } } },
    { training: { allow } },
  );

/** Customers of whom a third left, each feature drawn from the outcome. */
function rows(
  seed: number,
  draws: Record<string, (left: boolean, uniform: () => number) => number>,
): LearningSet {
  const { uniform } = randomStream(seed, 'rows');
  const churned = Float64Array.from({ length: 900 }, () => (uniform() < 0.33 ? 1 : 0));
  const columns = features.map(({ name, kind }): FeatureColumn => {
    const draw = draws[name] ?? uniform;
    const values = Array.from(churned, (left) => draw(left === 1, uniform));
    return kind === 'number'
      ? number(name, values)
      : category(
          name,
          values.map((value) => `v${value.toFixed(1)}`),
        );
  });
  return {
    table: { rowCount: 900, columns },
    churned,
    value: churned,
    customer: Int32Array.from(churned.keys()),
    asOf: new Int32Array(900),
  };
}

describe('the alarm', () => {
  const outcome = (left: boolean) => (left ? 1 : 0);
  const strong = (left: boolean, uniform: () => number) => (uniform() < 0.85 === left ? 1 : 0);
  const judge = (config: Config, draws: Parameters<typeof rows>[1]) => () =>
    refuseLeaks(config, features, rows(1, draws), rows(2, draws));

  it('lets honest rows pass, and a notice given however strong it is', () => {
    expect(judge(configWith('tier'), {})).not.toThrow();
    expect(judge(configWith('tier'), { notice_given: outcome })).not.toThrow();
  });

  it('names what each feature is made of, unless somebody vouches for it', () => {
    const draws = { segment: outcome, order_recency_days: outcome };
    expect(judge(configWith('tier'), draws)).toThrow(DataRefusedError);
    expect(judge(configWith('tier'), draws)).toThrow(
      /2 features know.*segment: its two values are the outcome: AUC 1\.000 on 900 later rows.*Take segment out of sources\.customers\.columns.*order_recency_days: .*Map known_at/s,
    );
    expect(judge(configWith('tier', ['segment']), draws)).toThrow(/A feature knows.*order_recency_days/s);
    expect(judge(configWith('tier', ['segment', 'order_recency_days']), draws)).not.toThrow();
  });

  it('goes by the name of the user’s column only where the figures do not clear it', () => {
    expect(judge(configWith('account_status'), { segment: strong })).toThrow(
      /segment: a status as of the export.*AUC 0\.8\d\d/,
    );
    expect(judge(configWith('tier'), { segment: strong })).not.toThrow();
    expect(judge(configWith('account_status'), {})).not.toThrow();
  });

  it('does not accept a name that is no feature', () => {
    expect(judge(configWith('tier', ['dim_grad']), {})).toThrow(
      /training\.allow: "dim_grad".*did you mean "dim_grade"/,
    );
  });
});
