import { ConfigError } from '../../contracts/errors.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { contentOf } from '../content.ts';
import { findColumn } from '../find-column.ts';
import { planColumns } from '../plan-columns.ts';
import type { UpliftAsk } from './ask.ts';
import type { BeforeColumn, UpliftPlan } from './plan.ts';

/** Said in place of a column: every column was known before. */
const none = 'none';

/**
 * The columns that gains are learned from: those named, or all without a role that do not look like ids or free text.
 * @param roles columns with a role of their own
 */
export function planFeatures(
  input: InputProfile,
  roles: readonly string[],
  { before, after, outcome }: UpliftAsk,
): Pick<UpliftPlan, 'before' | 'leftOut'> {
  if (before.length > 0) return { before: before.map((name, i) => named(input, name, i)), leftOut: [] };
  const later = after.filter((name) => name !== none || input.columns.some((column) => column.name === none));
  for (const name of later) findColumn(input, '--after', name);
  const planned = planColumns(input, [...roles, ...later], {
    target: outcome,
    drop: [],
    keep: [],
    mostRows: 0,
    reasons: 0,
    seed: 0,
  });
  if (planned.features.length === 0)
    throw new ConfigError(
      'No column holds anything that was known before: there is nothing to learn gains from',
    );
  return {
    before: planned.features.map(({ name, key, kind, sql }) => ({
      name,
      key,
      sql,
      kind: kind === 'category' ? 'category' : 'number',
    })),
    leftOut: planned.leftOut,
  };
}

function named(input: InputProfile, name: string, i: number): BeforeColumn {
  const content = contentOf(findColumn(input, '--before', name));
  if (content.kind === 'nothing')
    throw new ConfigError(`--before ${name}: it carries no information (${content.why}); leave it out`);
  const kind = content.kind === 'number' || content.kind === 'date' ? 'number' : 'category';
  return { name, key: `f${i}`, kind, sql: content.sql };
}
