import type { SourceName } from '../pipeline/contracts/column.ts';
import { birth, settingOf } from './live.ts';
import type { SimulationPlan } from './plan.ts';
import { customerRow, rowRecorder } from './tables/rows.ts';
import { type Batch, sourceTable, type Table, type TableDescription, tableOf } from './tables/table.ts';
import { writeText } from './texts/write-text.ts';
import { type World, worldOf } from './world/world.ts';

/** A business that can be lived, a stretch of customers at a time, in any order and on any machine. */
export interface Simulation {
  readonly plan: SimulationPlan;
  /** The business's tables, named as the sources of the contracts. */
  readonly tables: readonly TableDescription[];
  /** Rows of the customers [from, to), batch by batch; the same whatever the stretch. */
  batches(from: number, to: number): Generator<Batch>;
}

const customersPerBatch = 250;

export function simulate(plan: SimulationPlan): Simulation {
  const world = worldOf(plan);
  const tables = sourcesOf(plan).map((name) => sourceTable(name));
  return {
    plan,
    tables,
    *batches(from, to) {
      const open = new Map(tables.map((table) => [table.name, tableOf(table)]));
      for (let first = from; first < to; first += customersPerBatch) {
        const next = Math.min(to, first + customersPerBatch);
        for (let n = first; n < next; n++) liveOne(n, world, open);
        for (const table of open.values()) yield { ...table.take(), lived: next };
      }
    },
  };
}

function liveOne(number: number, world: World, tables: ReadonlyMap<string, Table>): void {
  const { life, draws } = birth(number, world);
  tables.get('customers')!.add(customerRow(life.traits, world));
  const sink = (source: SourceName, row: Parameters<Table['add']>[0]) => tables.get(source)!.add(row);
  const recorder = rowRecorder(world, draws, writeText, sink);
  const { liveDay, finish } = settingOf(world, draws);
  while (life.day < world.calendar.days) liveDay(life, recorder);
  finish(life, recorder);
}

function sourcesOf({ dirt, campaigns }: SimulationPlan): SourceName[] {
  return [
    'customers',
    'orders',
    'events',
    'tickets',
    'surveys',
    ...(campaigns.length > 0 ? (['touches'] as const) : []),
    ...(dirt.aliases > 9 ? (['identities'] as const) : []),
  ];
}
