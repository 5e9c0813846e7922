import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { planOf, type SimulationOptions } from '../../simulator/plan-of.ts';
import { simulate } from '../../simulator/simulate.ts';
import type { Cells } from '../../simulator/tables/table.ts';

export const small: SimulationOptions = { preset: 'retail', customers: 600, days: 400, seed: 5, dirt: 0 };

/** Rows of every table of the customers [from, to), by table. */
export function rowsOf(
  options: SimulationOptions,
  from = 0,
  to = options.customers,
): Record<string, Cells[]> {
  const simulation = simulate(planOf(options));
  const columns = new Map(simulation.tables.map((table) => [table.name, table.columns]));
  const rows: Record<string, Cells[]> = Object.fromEntries(simulation.tables.map(({ name }) => [name, []]));
  for (const batch of simulation.batches(from, to)) {
    const names = columns.get(batch.table)!.map(({ name }) => name);
    for (let i = 0; i < batch.rows; i++) {
      rows[batch.table]!.push(
        Object.fromEntries(names.map((name, c) => [name, batch.columns[c]![i] ?? null])),
      );
    }
  }
  return rows;
}

/** The same rows with every customer under the main id. */
export function underMainId(rows: Record<string, Cells[]>): Record<string, Cells[]> {
  const main = new Map(rows.identities!.map((row) => [row.alias_id, row.customer_id ?? null]));
  const resolve = (row: Cells) => ({ ...row, customer_id: main.get(row.customer_id!) ?? row.customer_id! });
  const others = Object.entries(rows).filter(([, of]) => of[0] !== undefined && 'customer_id' in of[0]);
  return { ...rows, ...Object.fromEntries(others.map(([table, of]) => [table, of.map(resolve)])) };
}

/** Bytes of every file under a folder, by path. */
export function filesUnder(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true }).map(String).sort();
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path)).toString('base64')]),
  );
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

export function grouped(rows: readonly Cells[], by: string): Map<string, Cells[]> {
  const groups = new Map<string, Cells[]>();
  for (const row of rows) {
    const key = String(row[by]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
