import type { TrueEffect } from '../../contracts/artefacts/true-effects.ts';
import type { Cells } from '../tables/table.ts';

/** Sums up rows of `truth/outcomes`. */
export function effectsOf(rows: readonly Cells[]): TrueEffect[] {
  const groups = new Map<string, Cells[]>();
  for (const row of rows) {
    for (const group of ['all', `segment ${row.segment}`, `stratum ${row.stratum}`]) {
      const key = `${row.campaign}\0${group}`;
      const members = groups.get(key) ?? [];
      members.push(row);
      groups.set(key, members);
    }
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => effectOf(key, members));
}

function effectOf(key: string, rows: readonly Cells[]): TrueEffect {
  const [campaign, group] = key.split('\0') as [string, string];
  const contacted = rows.filter(({ arm }) => arm === 'contact');
  const held = rows.filter(({ arm }) => arm === 'control');
  const keptAnyway = (some: readonly Cells[]) => mean(some, ({ kept_control }) => Number(kept_control));
  const kept = (row: Cells) => Number(row.kept_contact) - Number(row.kept_control);
  const earned = (row: Cells) => Number(row.margin_contact) - Number(row.margin_control);
  return {
    campaign,
    group,
    customers: rows.length,
    retention: mean(rows, kept),
    margin: mean(rows, earned),
    retentionOfContacted: mean(contacted, kept),
    marginOfContacted: mean(contacted, earned),
    naive: mean(contacted, ({ kept_contact }) => Number(kept_contact)) - keptAnyway(held),
    bias: keptAnyway(contacted) - keptAnyway(held),
  };
}

const mean = (rows: readonly Cells[], of: (row: Cells) => number): number =>
  rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
