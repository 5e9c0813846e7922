import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import { addDays, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { FactTables } from '../facts/facts-on-spine.ts';
import { literal } from '../sql/sql-text.ts';
import unitsTemplate from './units.sql';
import type { Window } from './windows.ts';

/** One as-of date, for which facts are known of every customer. */
export function scheduleOn(
  asOf: string,
  { churn, clv, business }: Pick<Config, 'churn' | 'clv' | 'business'>,
): Schedule {
  const date = {
    asOf,
    asOfAt: sqlInstant(startOfDay(asOf, business.timeZone)),
    roles: [],
    churnEndAt: null,
    valueEndAt: null,
    fullValueEndAt: null,
  };
  return {
    asOf,
    historyStart: asOf,
    churnDays: churn.horizonDays,
    observedDays: clv.horizonDays,
    valueDays: clv.horizonDays,
    lagDays: churn.lagDays,
    dates: [date],
  };
}

/** Days within which an order shows that a customer is still there: the last of the window. */
export const keptDays = (windowDays: number, { churn }: Pick<Config, 'churn'>): number =>
  Math.min(windowDays, churn.horizonDays);

/** Makes `effect_dates` and `effect_units`: everybody drawn, with the instants that figures count from. */
export async function makeUnits(
  warehouse: Warehouse,
  facts: FactTables,
  windows: readonly Window[],
  { config, asOf }: { config: Pick<Config, 'churn' | 'business'>; asOf: string },
): Promise<void> {
  await warehouse.create('effect_dates', datesSelect(windows, config));
  const past = windows.some(({ campaign: { kind } }) => kind === 'past' || kind === 'exposure');
  const draws = [ledgerDraws(asOf), ...(past ? [pastDraws] : [])].join('\nunion all\n');
  await facts.create(
    'effect_units',
    unitsTemplate.replaceAll('{{draws}}', () => draws),
  );
}

const ledgerDraws = (asOf: string): string => `  select
    campaign, customer_id, cast(null as bigint) as spine_id, arm, as_of, arm_until, stratum, share, draw, play, channel,
    cast(cost as double) as planned_cost, churn,
    (1e0 - churn) * clv_if_kept + churn * clv_if_lost as score
  from ledger where as_of < ${literal(asOf)}`;

const pastDraws = `  select
    t.campaign, cast(t.spine_id as varchar) as customer_id, cast(t.spine_id as bigint) as spine_id, t.arm, e.as_of,
    e.arm_until, 1 as stratum, cast(null as double) as share, 0 as draw, t.play, t.channel,
    cast(null as double) as planned_cost, cast(null as double) as churn, cast(null as double) as score
  from effect_past t
  join effect_dates e on e.campaign = t.campaign and t.touched_at >= e.drawn_at and t.touched_at < e.next_at`;

/** Instants as texts, cast once: a query of two years of nights must stay within an engine's longest text. */
function datesSelect(
  windows: readonly Window[],
  { churn, business: { timeZone } }: Pick<Config, 'churn' | 'business'>,
): string {
  const at = (day: string, later: number) => sqlInstant(startOfDay(addDays(day, later), timeZone));
  const rows = windows.flatMap(({ campaign, dates, days, followed }) =>
    dates.map(({ asOf, armUntil }) => {
      const kept = days - keptDays(days, { churn });
      const before = -campaign.horizonDays;
      const instants = [0, 1, before, 2 * before, -365, kept, days].map((later) => at(asOf, later));
      const flags = [Number(followed.includes(asOf)), Number(campaign.isRenewed)];
      return `(${[...[campaign.name, asOf, armUntil, ...instants].map(literal), ...flags].join(', ')})`;
    }),
  );
  return `select campaign, as_of, arm_until, ${instants.map((name) => `cast(${name} as timestamp) as ${name}`).join(', ')},
    is_followed, is_renewed
    from (values ${rows.join(',\n  ')}) as d
    (campaign, as_of, arm_until, ${instants.join(', ')}, is_followed, is_renewed)`;
}

const instants = [
  'drawn_at',
  'next_at',
  'before_at',
  'earlier_at',
  'year_at',
  'kept_from_at',
  'end_at',
] as const;
