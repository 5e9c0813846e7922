import type { PlayConditions, Who } from '../../contracts/config/plays.ts';
import { double, identifier, literal } from '../sql/sql-text.ts';

/** Whether a customer is whom something is for, as SQL over the facts of context.sql: what `holds` says of a row. */
export function whoSql(who: Who): string {
  const several: readonly PlayConditions[] = Array.isArray(who) ? who : [who];
  return several.map((all) => `(${allHold(all)})`).join(' or ');
}

const allHold = (conditions: PlayConditions): string =>
  Object.entries(conditions)
    .flatMap(([fact, condition]) => conditionSql(`c.${identifier(fact)}`, condition))
    .join(' and ') || '1 = 1';

function conditionSql(fact: string, condition: PlayConditions[string]): string[] {
  if ('is' in condition) return [`${fact} in (${[condition.is].flat().map(literal).join(', ')})`];
  const { atLeast, atMost } = condition;
  return [
    ...(atLeast === undefined ? [] : [`${fact} >= ${double(atLeast)}`]),
    ...(atMost === undefined ? [] : [`${fact} <= ${double(atMost)}`]),
  ];
}
