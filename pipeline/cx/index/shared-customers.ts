import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { literal } from '../../sql/sql-text.ts';
import type { ScaledMetric } from './index-part.ts';
import { countsSql, type RowValues, rowValues, valueSql } from './row-values.ts';

/** How the figures of a period hang together through customers who stand behind several of their rows. */
export interface Shared {
  /** Correlation of two scores; 1 where it is not known. */
  correlation(i: number, j: number): number;
  /** By how much the variance of a figure is larger than if each row were of another customer; at least 1. */
  clustering(i: number): number;
}

const unknown: Shared = { correlation: () => 1, clustering: () => 1 };

interface Linear extends RowValues {
  readonly at: number;
  readonly table: string;
  /** −1 where less is better, so that the score falls as the figure rises. */
  readonly sense: 1 | -1;
}

/**
 * Sums over customers, of each block of four weeks by its first day: products of what a customer adds to the figures, from which
 * variances and correlations follow (delta method, customers as draws). Reads the tables of records.
 */
export async function sharedCustomers(
  warehouse: Warehouse,
  parts: readonly ScaledMetric[],
): Promise<(first: string) => Shared> {
  const linear = parts.flatMap(({ metric, worst, best }, at): Linear[] => {
    const values = rowValues(metric);
    const sense = best > worst ? 1 : -1;
    return values === null ? [] : [{ ...values, at, table: `cx_${metric.records.name}`, sense }];
  });
  if (linear.length === 0) return () => unknown;
  const rows = await warehouse.rows(sumsSelect(linear));
  const byDay = new Map(rows.map((row) => [String(row.first_day), sharedOf(linear, row)]));
  return (first) => byDay.get(first) ?? unknown;
}

const exact = 'decimal(18, 4)';

function sumsSelect(linear: readonly Linear[]): string {
  const tables = [...new Set(linear.map(({ table }) => table))];
  const ofTable = (table: string) => {
    const columns = linear.map((one) =>
      one.table === table
        ? `${valueSql(one)} as v${one.at}, ${countsSql(one)} as c${one.at}`
        : `cast(0 as ${exact}) as v${one.at}, 0 as c${one.at}`,
    );
    return `select r.day, r.customer_id, ${columns.join(', ')} from ${table} r where r.customer_id is not null`;
  };
  const sums = linear.map(
    ({ at }) =>
      `cast(sum(r.v${at}) as ${exact}) as v${at}, cast(sum(r.c${at}) as ${exact}) as c${at}, cast(sum(r.v${at} * r.v${at}) as ${exact}) as q${at}`,
  );
  return `select cast(c.first_day as varchar) as first_day,
    ${[...singles(linear), ...pairs(linear)].map(([name, sql]) => `cast(sum(${sql}) as double) as ${name}`).join(',\n    ')}
  from (
    select p.first_day, r.customer_id, ${sums.join(',\n      ')}
    from cx_periods p
    join (${tables.map(ofTable).join(' union all ')}) r on r.day between p.first_day and p.last_day
    where p.grain = ${literal('four weeks')}
    group by p.first_day, r.customer_id
  ) c group by c.first_day order by c.first_day`;
}

type Sum = readonly [name: string, sql: string];

const singles = (linear: readonly Linear[]): Sum[] =>
  linear.flatMap(({ at }): Sum[] => ['v', 'c', 'q'].map((kind) => [`${kind}${at}`, `c.${kind}${at}`]));

const pairs = (linear: readonly Linear[]): Sum[] =>
  linear.flatMap(({ at: i }) =>
    linear
      .filter(({ at: j }) => j >= i)
      .flatMap(({ at: j }): Sum[] =>
        ['vv', 'vc', 'cv', 'cc'].map((kinds) => [
          `${kinds}${i}_${j}`,
          `c.${kinds[0]}${i} * c.${kinds[1]}${j}`,
        ]),
      ),
  );

function sharedOf(linear: readonly Linear[], row: Row): Shared {
  const sum = (name: string) => Number(row[name] ?? 0);
  const places = new Map(linear.map(({ at, sense }) => [at, sense]));
  const ratio = (i: number) => (sum(`c${i}`) > 0 ? sum(`v${i}`) / sum(`c${i}`) : 0);
  const covariance = (a: number, b: number): number => {
    const [i, j] = a <= b ? [a, b] : [b, a];
    const pair = (kinds: string) => sum(`${kinds}${i}_${j}`);
    const [ri, rj] = [ratio(i), ratio(j)];
    return pair('vv') - rj * pair('vc') - ri * pair('cv') + ri * rj * pair('cc');
  };
  const byRows = (i: number) => sum(`q${i}`) - ratio(i) * sum(`v${i}`);
  return {
    correlation: (i, j) => {
      const [a, b] = [places.get(i), places.get(j)];
      if (a === undefined || b === undefined) return 1;
      const size = Math.sqrt(Math.max(0, covariance(i, i) * covariance(j, j)));
      return size > tiny ? Math.max(-1, Math.min(1, (a * b * covariance(i, j)) / size)) : 1;
    },
    clustering: (i) => {
      if (!places.has(i) || !(byRows(i) > tiny)) return 1;
      return Math.max(1, covariance(i, i) / byRows(i));
    },
  };
}

/** What rounding leaves of a difference of sums. */
const tiny = 1e-9;
