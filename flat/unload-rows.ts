import type { UnloadedFile, Warehouse } from '../contracts/ports/warehouse.ts';
import { identifier } from '../pipeline/sql/sql-text.ts';
import type { TablePlan } from './plan.ts';

/** Rows of a file that are in memory at once. */
export const rowsPerFile = 100_000;

const none = 'cast(null as double)';

/** Writes the table with its columns read as planned, as files of so many rows each in the order of the table. */
export async function unloadRows(
  warehouse: Warehouse,
  table: string,
  plan: TablePlan,
): Promise<UnloadedFile[]> {
  const { split, today } = plan;
  const features = plan.features.map(({ sql, kind, key }) => {
    const read = kind === 'date' ? `${daysBack(split, today)} - (${sql})` : sql;
    return `${read} as ${key}`;
  });
  const select = `select ${plan.id?.sql ?? 'cast(null as varchar)'} as id,
    ${plan.target.sql} as churned, ${plan.value?.sql ?? none} as value,
    ${split.kind === 'named' ? split.sql : 'cast(null as varchar)'} as split,
    ${split.kind === 'dates' ? split.sql : none} as day,
    ${features.join(', ')}, row_number() over () - 1 as row_index from ${identifier(table)}
    where ${plan.target.rowsThatCount ?? 'true'}`;
  const parted = `select id, churned, value, split, day,
    ${plan.features.map(({ key }) => key).join(', ')}, cast(row_index as double) as row_index,
    lpad(cast(cast(floor(row_index / ${rowsPerFile}) as bigint) as varchar), 6, '0') as part from (${select}) v`;
  return warehouse.unload(parted, 'rows/', { orderBy: ['row_index'], partitionBy: 'part' });
}

/** The day from which days are counted back, as SQL. */
const daysBack = (split: TablePlan['split'], today: number | null): string =>
  split.kind === 'dates' ? `(${split.sql})` : `cast(${today ?? 0} as double)`;
