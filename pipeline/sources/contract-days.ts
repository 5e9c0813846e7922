import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/** Where this share of the ends comes one of a few terms after its start, ends were agreed on with the start. */
const agreed = 0.5;
const fewTerms = 5;

/**
 * The times at which contracts show that their files go on, as `moment_at` of a query in parentheses: they begin, and their end becomes
 * known. An end that was agreed on with the start shows nothing, as it lies behind the last day of the files as well.
 * @param from a table of typed contracts, or a query in parentheses
 */
export async function contractMoments(warehouse: Warehouse, from: string): Promise<string> {
  const starts = `select started_at as moment_at from ${from} s where started_at is not null`;
  if ((await shareOfTerms(warehouse, from)) > agreed) return `(${starts})`;
  return `(${starts} union all select end_known_at as moment_at from ${from} e where end_known_at >= started_at)`;
}

/** The share of known ends that the commonest terms have; 1 where no contract has ended. */
async function shareOfTerms(warehouse: Warehouse, from: string): Promise<number> {
  const rows = await warehouse.rows(
    `select date_diff('day', cast(started_at as date), cast(end_known_at as date)) as term, count(*) as n
     from ${from} t where end_known_at >= started_at group by 1 order by 2 desc, 1`,
  );
  const counts = rows.map(({ n }) => Number(n));
  const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
  return counts.length === 0 ? 1 : sum(counts.slice(0, fewTerms)) / sum(counts);
}
