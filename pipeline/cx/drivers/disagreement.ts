import type { Disagreement } from '../../../contracts/artefacts/drivers-report.ts';
import { newcombe } from '../../../models/effects.ts';
import { placeColumns } from '../place-columns.ts';
import { fewestCustomers, level } from './judge.ts';
import pairsSql from './pairs.sql';
import { createFrom, type Setting } from './setting.ts';

const dimensions = ['segment', 'country', 'acquisition_channel', 'asked_about', 'had_case', 'first_year'];
/** Smaller groups are left out. */
const fewestOfGroup = 20;

/**
 * Who would recommend and is not satisfied, and the other way round: in which groups that is clearly more frequent than
 * among the others, allowing for the number of groups looked at. Reads `driver_moments`.
 */
export async function disagreementOf(setting: Setting): Promise<Disagreement | null> {
  const asked = (start: string) => setting.drivers.some(({ name }) => name.startsWith(start));
  if (!asked('nps') || !asked('csat')) return null;
  await createFrom(setting, 'driver_pairs', pairsSql);
  const columns = dimensions.map((name) => ({ name, column: name }));
  const rows = await setting.warehouse.rows(
    `select ${placeColumns(columns)}, count(*) as n, sum(warm_unhappy) as warm, sum(cool_happy) as cool
     from driver_pairs group by grouping sets ((), ${dimensions.map((name) => `(${name})`).join(', ')})
     order by 1, 2`,
  );
  const all = rows.find(({ dimension }) => dimension === 'all');
  const pairs = Number(all?.n ?? 0);
  if (pairs < fewestCustomers) return null;
  const totals = { n: pairs, warm: Number(all!.warm), cool: Number(all!.cool) };
  const looked = rows.filter(
    ({ dimension, value, n }) =>
      dimension !== 'all' &&
      value !== null &&
      Number(n) >= fewestOfGroup &&
      pairs - Number(n) >= fewestOfGroup,
  );
  const sure = 1 - (1 - level) / Math.max(1, 2 * looked.length);
  const groups = looked.flatMap((row) =>
    (['warm', 'cool'] as const).flatMap((kind) => {
      const [n, hits] = [Number(row.n), Number(row[kind])];
      const others = { n: totals.n - n, kept: totals[kind] - hits };
      const { value, low, high } = newcombe({ n, kept: hits }, others, sure);
      if (low <= 0) return [];
      return [
        {
          kind: kind === 'warm' ? ('warm, unhappy' as const) : ('cool, happy' as const),
          dimension: String(row.dimension),
          value: String(row.value),
          n,
          disagree: hits,
          difference: { value, low, high },
        },
      ];
    }),
  );
  return {
    pairs,
    warmUnhappy: totals.warm,
    coolHappy: totals.cool,
    groups: groups.sort((a, b) => b.difference.value - a.difference.value),
  };
}
