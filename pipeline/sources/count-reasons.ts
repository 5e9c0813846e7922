import type { ReasonCount } from '../../contracts/artefacts/check-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { RowRule } from '../../contracts/sources/column.ts';
import { literal } from '../sql/sql-text.ts';
import { cureOf } from './explain-reason.ts';
import { duplicateRule, unknownCustomer } from './flag-rows.ts';
import type { MappedSource } from './map-source.ts';

/** Rules beside those of rows: they look at other rows. */
export function otherRules(source: MappedSource): { code: string; means: string }[] {
  return [...(source.contract.ofCustomer ? [unknownCustomer] : []), duplicateRule(source)];
}

/** How many rows break each rule, most first. A row may break several and counts for each. */
export async function countReasons(
  warehouse: Warehouse,
  source: MappedSource,
  flagged: string,
  rules: readonly Pick<RowRule, 'code' | 'means'>[],
): Promise<ReasonCount[]> {
  const counts = rules.map(
    ({ code }, i) => `count_if(strpos(',' || reasons || ',', ${literal(`,${code},`)}) > 0) as c_${i}`,
  );
  const [row] = await warehouse.rows(`select ${counts.join(', ')} from ${flagged}`);
  return rules
    .map(({ code, means }, i) => ({
      ...{ code, means, cure: cureOf(code, source), shapes: [] },
      rows: Number(row?.[`c_${i}`] ?? 0),
    }))
    .filter((reason) => reason.rows > 0)
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}
