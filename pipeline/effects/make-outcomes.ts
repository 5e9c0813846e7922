import { escalationCampaign, globalControl } from '../../contracts/campaign.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import type { FactTables } from '../facts/facts-on-spine.ts';
import { inlineFacts } from '../facts/name-facts.ts';
import { cents, literal } from '../sql/sql-text.ts';
import amountsTemplate from './amounts.sql';
import customersTemplate from './customers.sql';
import { instant } from './draw-dates.ts';
import flowsTemplate from './flows.sql';
import historyTemplate from './history.sql';
import marginsSelect from './margins.sql';
import peopleSelect from './people.sql';
import { quarterDays } from './read-cohorts.ts';
import type { Window } from './windows.ts';

/** Steps of a curve to which fees, which accrue every day, are summed up. */
const mostSteps = 24;
/** No cap: beyond what an amount can be. */
const noCap = '9e14';

export interface OutcomesRequest {
  readonly config: Pick<Config, 'churn' | 'business'>;
  readonly asOf: string;
  readonly windows: readonly Window[];
  /** Prefix of the scores of the as-of date. */
  readonly scores: string;
}

/** What a campaign's contacts cost is told by touches, or was planned. */
export type CostsFrom = ReadonlyMap<string, 'touches' | 'plan'>;

/**
 * Makes `effect_flows`, `effect_caps` and `effect_customers` out of `effect_units`; what lies between is given back.
 * @returns where each campaign's costs come from
 */
export async function makeOutcomes(
  warehouse: Warehouse,
  facts: FactTables,
  { config, asOf, windows, scores }: OutcomesRequest,
): Promise<CostsFrom> {
  const asOfAt = instant(asOf, config.business.timeZone);
  await warehouse.create('effect_quarters', quartersSelect(windows));
  await warehouse.create('effect_grid', gridSelect(windows));
  const amounts = fill(amountsTemplate, {
    fee_of_step: feeBetween("date_add('day', g.from_day, t.drawn_at)", "date_add('day', g.day, t.drawn_at)"),
    fee_before: feeBetween('t.before_at', 't.drawn_at'),
    fee_of_year: feeBetween('t.year_at', 't.drawn_at'),
    fee_later: feeBetween('t.end_at', asOfAt),
  });
  await warehouse.create('effect_flows', inlineFacts(flowsSelect(amounts)));
  await warehouse.create('effect_margins', marginsSelect);
  const observed = windows.flatMap(({ campaign }) => (campaign.randomised ? [] : [literal(campaign.name)]));
  await warehouse.create(
    'effect_history',
    inlineFacts(
      fill(historyTemplate, {
        observed: observed.length === 0 ? "''" : observed.join(', '),
        fee_earlier: feeBetween('u.earlier_at', 'u.before_at'),
      }),
    ),
  );
  await warehouse.create('effect_caps', await capsSelect(warehouse, windows));
  await warehouse.attach('effect_scores', scores);
  await facts.create('effect_people', peopleSelect);
  const from = await costsFrom(warehouse, facts, windows);
  const planned = [...from].flatMap(([name, source]) => (source === 'plan' ? [name] : []));
  await facts.create(
    'effect_customers',
    fill(customersTemplate, {
      nothing: 'cast(0 as decimal(17, 2))',
      stayed: stayedSelect(config, orderedByMargins),
      global: literal(globalControl),
      escalations: literal(escalationCampaign),
      ...costSql(planned),
    }),
  );
  await warehouse.drop?.(['effect_margins', 'effect_history', 'effect_people']);
  return from;
}

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, () => value),
    template,
  );

const flowsSelect = (amounts: string): string =>
  fill(flowsTemplate, {
    amounts,
    amount: cents('amount'),
    before: cents('before'),
    of_year: cents('of_year'),
    later: cents('later'),
  });

/** The fee of a term `t` that accrues between two instants. */
const feeBetween = (from: string, until: string): string =>
  `cast(cast(t.monthly_margin as double) * 12e0 / 365.25e0 * greatest(0e0, cast(date_diff('second',
      greatest(t.started_at, ${from}), least(coalesce(t.ended_at, ${until}), ${until})) as double) / 86400e0)
      as decimal(17, 2))`;

function gridSelect(windows: readonly Window[]): string {
  const rows = windows.flatMap(({ campaign, days }) =>
    feeSteps(days).map(
      (day, i, all) =>
        `(${literal(campaign.name)}, ${all[i - 1] ?? 0}, ${day}, ${1 + quarterDays(days).findIndex((end) => day <= end)})`,
    ),
  );
  return `select * from (values ${rows.join(', ')}) as g (campaign, from_day, day, quarter)`;
}

/** The ends of the first quarters of each window. */
function quartersSelect(windows: readonly Window[]): string {
  const rows = windows.map(
    ({ campaign, days }) => `(${[literal(campaign.name), ...quarterDays(days).slice(0, -1)].join(', ')})`,
  );
  return `select * from (values ${rows.join(', ')}) as q (campaign, day_1, day_2, day_3)`;
}

/** Days at which a curve is drawn where fees accrue: the last one among them. */
export function feeSteps(days: number): number[] {
  const steps = Math.min(mostSteps, days);
  return Array.from({ length: steps }, (_, i) => Math.round(((i + 1) * days) / steps));
}

/**
 * The declared quantile of the margin before, of all customers of a campaign together, none where that is nothing.
 */
async function capsSelect(warehouse: Warehouse, windows: readonly Window[]): Promise<string> {
  const places = windows.map(
    ({ campaign }) => `(${literal(campaign.name)}, cast('${campaign.winsorise}' as decimal(17, 8)))`,
  );
  const found = await warehouse.rows(
    `select campaign, cast(min(margin_before) as varchar) as cap from (
       select b.campaign, b.margin_before, q.quantile,
         sum(b.n) over (partition by b.campaign order by b.margin_before rows between unbounded preceding and current row) as place,
         sum(b.n) over (partition by b.campaign) as n
       from (
         select u.campaign, coalesce(m.margin_before, cast(0 as decimal(17, 2))) as margin_before, count(*) as n
         from effect_units u
         left join effect_margins m on m.unit_id = u.unit_id
         where u.is_compared = 1
         group by 1, 2
       ) b
       join (select * from (values ${places.join(', ')}) as v (campaign, quantile)) q on q.campaign = b.campaign
       where q.quantile < 1
     ) v where place >= quantile * n group by campaign order by campaign`,
  );
  const rows = windows.map(({ campaign: { name } }) => `(${literal(name)}, ${capOf(found, name) ?? noCap})`);
  return `select campaign, cast(cap as decimal(17, 2)) as cap from (values ${rows.join(', ')}) as c (campaign, cap)`;
}

function capOf(found: readonly Row[], name: string): number | null {
  const cap = Number(found.find(({ campaign }) => campaign === name)?.cap ?? 0);
  return cap > 0 ? cap : null;
}

/** A campaign of which no touch tells has the costs that the list planned. */
async function costsFrom(
  warehouse: Warehouse,
  facts: FactTables,
  windows: readonly Window[],
): Promise<CostsFrom> {
  await facts.create(
    'effect_told',
    `select campaign, count(*) as n from known_touches where arm = 'contact' group by campaign`,
  );
  const told = new Set(
    (await warehouse.rows('select campaign from effect_told order by campaign')).map(
      ({ campaign }) => campaign,
    ),
  );
  return new Map(
    windows.map(({ campaign: { name, kind } }) => [
      name,
      told.has(name) || kind === 'past' || kind === 'exposure' || (kind === 'global-control' && told.size > 0)
        ? 'touches'
        : 'plan',
    ]),
  );
}

function costSql(planned: readonly string[]): { cost: string; uncosted: string } {
  if (planned.length === 0) return { cost: 'coalesce(c.cost, 0)', uncosted: 'coalesce(c.uncosted, 0)' };
  const isPlanned = `u.campaign in (${planned.map(literal).join(', ')})`;
  const plan = 'case when u.is_contact = 1 then coalesce(u.planned_cost, 0e0) else 0e0 end';
  return {
    cost: `case when ${isPlanned} then ${plan} else cast(coalesce(c.cost, 0) as double) end`,
    uncosted: `case when ${isPlanned} then case when u.is_contact = 1 and u.planned_cost is null then 1 else 0 end
    else coalesce(c.uncosted, 0) end`,
  };
}

/** Units that ordered within the window, as `effect_margins` has them. */
const orderedByMargins = '  select unit_id from effect_margins where has_stayed = 1';

const orderedByLines = `  select u.unit_id
  from effect_units u
  join known_lines l on l.spine_id = u.spine_id
  where u.is_compared = 1 and l.kind = 'sale' and l.ordered_at >= u.kept_from_at and l.ordered_at < u.end_at`;

/**
 * Units that are still there at the end of the window.
 * @param ordered SELECT of the units that ordered within it; read off the lines of orders where it is not given
 */
export function stayedSelect({ churn }: Pick<Config, 'churn'>, ordered = orderedByLines): string {
  if (churn.kind === 'contractual')
    return `  select distinct u.unit_id
  from effect_units u
  join known_terms t on t.spine_id = u.spine_id
  where u.is_compared = 1 and t.started_at <= u.end_at + interval '${churn.graceDays}' day
    and (t.ended_at is null or t.ended_at > u.end_at)`;
  const seen = `  select u.unit_id
  from effect_units u
  join known_events v on v.spine_id = u.spine_id
  where u.is_compared = 1 and v.happened_at >= u.kept_from_at and v.happened_at < u.end_at`;
  const units = churn.by === 'activity' ? `${ordered}\n  union all\n${seen}` : ordered;
  return `  select distinct unit_id from (
${units}
  ) k`;
}
