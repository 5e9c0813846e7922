import type { Driver } from '../../contracts/artefacts/model-entry.ts';
import type { Feature } from '../../contracts/feature.ts';
import type { FeatureTable, RetentionModel } from '../../models/types.ts';

/** Rows explained to find out: evenly spread over the table. */
const explained = 400;

/** What moves P(churn), strongest first, by the groups in which reasons are given. */
export function driversOf(
  model: RetentionModel,
  table: FeatureTable,
  features: readonly Feature[],
): Driver[] {
  const step = Math.max(1, Math.floor(table.rowCount / explained));
  const rows = Array.from({ length: Math.ceil(table.rowCount / step) }, (_, i) => i * step);
  const { contributions, features: names } = model.explain(table, rows);
  const groupOf = new Map(features.map(({ name, group }) => [name, group]));
  const groups = names.map((name) => groupOf.get(name) ?? name);
  const sizes = new Map<string, number>();
  for (let row = 0; row < rows.length; row++) {
    const own = new Map<string, number>();
    groups.forEach((group, f) => {
      own.set(group, (own.get(group) ?? 0) + contributions[row * names.length + f]!);
    });
    for (const [group, sum] of own) sizes.set(group, (sizes.get(group) ?? 0) + Math.abs(sum));
  }
  const total = [...sizes.values()].reduce((sum, value) => sum + value, 0) || 1;
  return [...sizes]
    .map(([group, sum]) => ({ group, share: sum / total }))
    .sort((a, b) => b.share - a.share || (a.group < b.group ? -1 : 1));
}
