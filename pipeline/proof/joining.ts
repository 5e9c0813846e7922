import { addDays, daysBetween, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../facts/name-facts.ts';
import type { History } from '../features/history.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import template from './joined.sql';
import { numberRows } from './number-rows.ts';

/** Days of which those who came in are counted: a quarter. */
const countedDays = 91;
/** Days before these that must be known: whoever was silent in a shorter time may be no newcomer. */
const knownBefore = 182;

export interface JoiningRequest {
  readonly config: Pick<Config, 'business' | 'churn'>;
  readonly asOf: string;
  readonly history: History;
  /** Table of the scores, each with where it stands. */
  readonly ranked: string;
}

/**
 * How many new candidates come in on a day: those of today who were first seen in the last quarter, over its days. Null where the
 * data do not reach far enough back to tell who is new.
 */
export async function joiningADay(
  warehouse: Warehouse,
  { config, asOf, history, ranked }: JoiningRequest,
): Promise<number | null> {
  const since = addDays(asOf, -countedDays);
  if (daysBetween(history.start, since) < knownBefore) return null;
  const instant = (day: string) =>
    `timestamp ${literal(sqlInstant(startOfDay(day, config.business.timeZone)))}`;
  const fillings: Readonly<Record<string, string>> = {
    as_of: instant(asOf),
    since: instant(since),
    ranked: identifier(ranked),
    seen: config.churn.by === 'orders' ? 'seen_buying' : 'seen_active',
  };
  const text = template.replace(/^--.*\n/gm, '').replaceAll(/\{\{(\w+)\}\}/g, (_, name) => fillings[name]!);
  const [counted] = await numberRows<{ joined: number }>(warehouse, inlineFacts(text));
  return counted!.joined / countedDays;
}
