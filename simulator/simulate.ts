import type { SourceName } from '../contracts/sources/column.ts';
import type { Life } from './customer/life.ts';
import { dirtied } from './dirt/dirty-rows.ts';
import { recordAlias } from './dirt/identities.ts';
import { birth, livingOf } from './live.ts';
import type { SimulationPlan } from './plan.ts';
import type { Draws } from './random.ts';
import { customerRow, rowRecorder } from './tables/rows.ts';
import { type Batch, sourceTable, type Table, type TableDescription, tableOf } from './tables/table.ts';
import { customersTruth, customerTruth, dirtTruth, textsTruth } from './truth/always.ts';
import { asOfDays, asOfTruth, truthAsOf } from './truth/as-of.ts';
import { outcomesOf, outcomesTruth } from './truth/outcomes.ts';
import { type World, worldOf } from './world/world.ts';

/** A business that can be lived, a stretch of customers at a time, in any order and on any machine. */
export interface Simulation {
  readonly plan: SimulationPlan;
  /** The business's tables, named as the sources of the contracts, then those of the truth (`truth/…`). */
  readonly tables: readonly TableDescription[];
  /** Rows of the customers [from, to), batch by batch; the same whatever the stretch. */
  batches(from: number, to: number): Generator<Batch>;
}

const customersPerBatch = 250;

export function simulate(plan: SimulationPlan): Simulation {
  const world = worldOf(plan);
  const leak = plan.dirt.leak ? [leakColumn] : [];
  const sources = sourcesOf(plan).map((name) => sourceTable(name, name === 'customers' ? leak : []));
  const tables = [...sources, customersTruth, textsTruth, dirtTruth, ...askedTruth(plan)];
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

/** Gives the outcome away, as an export's status column does. */
export const leakColumn = 'account_status';

/** Lives one customer through all the data and writes every row and truth of theirs. */
function liveOne(number: number, world: World, tables: ReadonlyMap<string, Table>): void {
  const { life, draws } = birth(number, world);
  const into = (name: string): Table => tables.get(name)!;
  const sink = dirtied(
    life.traits,
    { world, draws },
    (source, row) => into(source).add(row),
    (dirty) => into(dirtTruth.name).add({ ...dirty }),
  );
  const recorder = rowRecorder(world, draws, sink, (meant) => into(textsTruth.name).add({ ...meant }));
  const { liveDay, finish } = livingOf(world, draws);
  const asked = asOfDays(world, world.plan.truth);
  while (life.day < world.calendar.days) {
    if (asked.includes(life.day)) into(asOfTruth.name).add(truthAsOf(life, world, draws, world.plan.truth));
    if (world.plan.truth.outcomes) recordOutcomes(life, world, draws, into(outcomesTruth.name));
    liveDay(life, recorder);
  }
  if (asked.includes(life.day)) into(asOfTruth.name).add(truthAsOf(life, world, draws, world.plan.truth));
  finish(life, recorder);
  const row = { ...customerRow(life.traits, world), ...leaked(life, world) };
  sink('customers', row);
  if (world.plan.dirt.aliases > 0) recordAlias(life.traits, draws, row, sink);
  into(customersTruth.name).add(customerTruth(life, world));
}

function recordOutcomes(life: Life, world: World, draws: Draws, table: Table): void {
  for (const campaign of world.campaigns) {
    if (campaign.day !== life.day) continue;
    const row = outcomesOf(campaign, life, { world, draws }, world.plan.truth);
    if (row !== null) table.add(row);
  }
}

const askedTruth = ({ truth }: SimulationPlan): TableDescription[] => [
  ...(truth.asOf.length > 0 ? [asOfTruth] : []),
  ...(truth.outcomes ? [outcomesTruth] : []),
];

const leaked = (life: Life, { plan }: World): Record<string, string> =>
  plan.dirt.leak ? { [leakColumn]: life.leavesOn < plan.days ? 'closed' : 'open' } : {};

function sourcesOf({ preset, dirt, campaigns }: SimulationPlan): SourceName[] {
  return [
    'customers',
    preset === 'retail' ? 'orders' : 'subscriptions',
    'events',
    'tickets',
    'surveys',
    ...(campaigns.length > 0 ? (['touches'] as const) : []),
    ...(dirt.aliases > 0 ? (['identities'] as const) : []),
  ];
}
