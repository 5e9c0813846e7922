import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import { configSchema } from '../../contracts/config/config.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { checkSources } from '../../pipeline/sources/check-sources.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder, writeText } from './scratch.ts';
import { silence } from './silence.ts';

/** A source given as CSV text, mapped column by column under its own names unless said otherwise. */
export interface FixtureSource {
  readonly csv: string;
  readonly columns?: Record<string, unknown>;
  readonly [option: string]: unknown;
}

export interface CheckedFixture {
  readonly report: CheckReport;
  readonly kept: (source: string) => Promise<Row[]>;
  /** A column of the kept rows as the engine writes it, in the order of another. */
  readonly exact: (source: string, column: string, orderBy: string) => Promise<unknown[]>;
  readonly quarantined: (source: string) => Promise<Row[]>;
}

export const fixtureConfig = (
  sources: Record<string, FixtureSource>,
  over: Record<string, unknown> = {},
): Config => {
  const inputs = Object.keys(sources).map((name) => [`${name}_csv`, { file: `${name}.csv` }]);
  const mapped = Object.entries(sources).map(([name, { csv, ...source }]) => [
    name,
    { maxBadShare: 1, from: `${name}_csv`, ...source, columns: source.columns ?? sameNames(csv) },
  ]);
  return configSchema.parse({
    version: 1,
    business: { name: 'Fixture', currency: 'EUR', dataUntil: '2026-01-01', rates: { USD: 0.5 } },
    inputs: Object.fromEntries(inputs),
    sources: Object.fromEntries(mapped),
    churn: { kind: 'non-contractual', horizonDays: 30, lookbackDays: 90 },
    ...over,
  });
};

function sameNames(csv: string): Record<string, string> {
  const header = csv.split('\n')[0] ?? '';
  return Object.fromEntries(header.split(',').map((name) => [name, name]));
}

/** Runs the checks over CSV texts and answers what was kept and what was set aside. */
export async function checkFixture(
  sources: Record<string, FixtureSource>,
  over: Record<string, unknown> = {},
): Promise<CheckedFixture> {
  const root = scratchFolder();
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store });
  const config = fixtureConfig(sources, over);
  const attached: Record<string, Awaited<ReturnType<typeof warehouse.attachInput>>> = {};
  for (const [name, { csv }] of Object.entries(sources)) {
    const location = writeText(root, `${name}.csv`, csv);
    const dialect = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' as const };
    const input = { name: `${name}_csv`, locations: [location], format: 'csv' as const, csv: dialect };
    attached[input.name] = await warehouse.attachInput(input);
  }
  const request = { config, run: 'test', dataUntil: '2026-01-01 00:00:00', attached };
  const report = await checkSources(warehouse, store, request, silence);
  const read = async (prefix: string) => {
    await warehouse.attach('looked_at', prefix);
    return warehouse.rows('select * from looked_at');
  };
  return {
    report,
    kept: (source) => read(`clean/${source}/key=test/`),
    exact: async (source, column, orderBy) => {
      await warehouse.attach('looked_at', `clean/${source}/key=test/`);
      const rows = await warehouse.rows(
        `select cast(${column} as varchar) as text from looked_at order by ${orderBy}`,
      );
      return rows.map(({ text }) => text);
    },
    quarantined: (source) => read(`quarantine/${source}/key=test/rows/`),
  };
}
