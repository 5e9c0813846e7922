import { globalControl } from '../../contracts/campaign.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import type { FactTables } from '../facts/facts-on-spine.ts';
import { literal } from '../sql/sql-text.ts';
import type { ArmCounts, CampaignData, CostLine, Largest, RecordFaults } from './campaign-data.ts';
import type { CostsFrom } from './make-outcomes.ts';
import { readCohorts } from './read-cohorts.ts';
import { readDays } from './read-days.ts';
import { covariates, type Factor, factorFor, figures, readSums } from './read-sums.ts';
import type { Window } from './windows.ts';

/** Facts by which customers are cut, and how many values of each are looked at. */
const cuts = ['segment', 'country', 'acquisition_channel', 'acquisition_month', 'risk', 'cohort'] as const;
const mostValues = 8;

/** All that the reports need of every campaign, in a dozen queries however many customers and campaigns there are. */
export async function readCampaigns(
  warehouse: Warehouse,
  facts: FactTables,
  windows: readonly Window[],
  costs: CostsFrom,
): Promise<CampaignData[]> {
  const factor = await factorFor(warehouse);
  const sums = await readSums(warehouse, [], { wanted: figures, factor });
  const strata = await readSums(warehouse, ['stratum'], { wanted: ['capped'], factor });
  const groups = await readGroups(warehouse, factor);
  const cohorts = await readCohorts(warehouse, factor);
  const days = await readDays(warehouse);
  const counts = await readCounts(warehouse);
  const largest = await readLargest(warehouse);
  const caps = await warehouse.rows(
    'select campaign, cast(cap as varchar) as cap from effect_caps order by campaign',
  );
  const lines = await readCostLines(warehouse, facts, costs);
  const offered = await warehouse.rows(
    'select distinct campaign, play, channel from effect_units where is_contact = 1 order by campaign, play, channel',
  );
  return windows.map((window): CampaignData => {
    const { name, heldOut } = window.campaign;
    const of = <One extends { readonly key: readonly (string | null)[] }>(all: readonly One[]) =>
      all.filter(({ key }) => key[0] === name);
    const own = offered.filter(({ campaign }) => campaign === name);
    const { faults, ends, contact, control } = counts.get(name) ?? noCounts;
    const cap = Number(caps.find(({ campaign }) => campaign === name)?.cap);
    return {
      window,
      arms: of(sums)[0]?.arms ?? emptyArms,
      counts: { contact, control },
      faults: { ...faults, heldOut: heldOut ?? faults.heldOut },
      strata: of(strata).map(({ arms }) => arms),
      groups: groups.filter(({ campaign }) => campaign === name),
      cohorts: cohorts.get(name) ?? [],
      days: days.get(name) ?? { contact: [], control: [] },
      cap: cap < 9e14 ? cap : null,
      costs: { from: costs.get(name) ?? 'plan', lines: lines.get(name) ?? [] },
      ends,
      largest: largest.get(name) ?? { contact: null, control: null },
      plays: named(own, 'play'),
      channels: named(own, 'channel'),
    };
  });
}

const named = (rows: readonly Row[], column: string): string[] =>
  [...new Set(rows.flatMap((row) => (row[column] === null ? [] : [String(row[column])])))].sort();

const emptySums = {
  n: 0,
  kept: 0,
  moments: { n: 0, mean: figures.map(() => 0), scatter: figures.map(() => figures.map(() => 0)) },
};
const emptyArms = { contact: emptySums, control: emptySums };

type Group = CampaignData['groups'][number] & { readonly campaign: string };

/** Groups with customers in both arms; a fact that says the same of everybody, or nothing, cuts nobody. */
async function readGroups(warehouse: Warehouse, factor: Factor): Promise<Group[]> {
  const all: Group[] = [];
  for (const by of cuts) {
    const found = await readSums(warehouse, [by], { wanted: ['capped', ...covariates], factor });
    const named = found.flatMap(({ key: [campaign, value], arms }): Group[] =>
      value === null || value === undefined || Math.min(arms.contact.n, arms.control.n) < 2
        ? []
        : [{ campaign: campaign!, by, value, arms }],
    );
    for (const campaign of new Set(named.map((group) => group.campaign))) {
      const own = named.filter((group) => group.campaign === campaign).sort(bySize);
      if (own.length > 1) all.push(...own.slice(0, mostValues));
    }
  }
  return all;
}

const sizeOf = ({ arms }: Group): number => arms.contact.n + arms.control.n;
const bySize = (a: Group, b: Group): number => sizeOf(b) - sizeOf(a) || (a.value < b.value ? -1 : 1);

interface Counted {
  readonly faults: RecordFaults;
  readonly ends: CampaignData['ends'];
  readonly contact: ArmCounts;
  readonly control: ArmCounts;
}

const noArm: ArmCounts = {
  drawn: 0,
  followed: 0,
  compared: 0,
  contacts: 0,
  uncosted: 0,
  toldControl: 0,
  escalated: 0,
  unscored: 0,
  capped: 0,
};
const noCounts: Counted = {
  faults: { inBoth: 0, changed: 0, shares: 0, heldOut: null },
  ends: { contact: null, control: null },
  contact: noArm,
  control: noArm,
};

async function readCounts(warehouse: Warehouse): Promise<Map<string, Counted>> {
  const drawn = await warehouse.rows(
    `select campaign, is_contact, count(*) as drawn, sum(is_followed) as followed, sum(is_compared) as compared,
       sum(in_both) as in_both, sum(has_changed) as has_changed, count(distinct share) as shares,
       min(share) as least_share, max(share) as most_share, cast(sum(cast(share as decimal(17, 8))) as varchar) as held_out
     from effect_units group by campaign, is_contact order by campaign, is_contact`,
  );
  const seen = await warehouse.rows(
    `select c.campaign, c.is_contact, sum(c.contacts) as contacts, sum(c.uncosted) as uncosted,
       sum(case when c.told_control > 0 then 1 else 0 end) as told_control,
       sum(c.escalated) as escalated, sum(c.unscored) as unscored,
       sum(case when c.earned > k.cap then 1 else 0 end) as capped,
       cast(min(c.earned) as varchar) as least, cast(max(c.earned) as varchar) as most
     from effect_customers c join effect_caps k on k.campaign = c.campaign
     group by c.campaign, c.is_contact order by c.campaign, c.is_contact`,
  );
  const names = [...new Set(drawn.map(({ campaign }) => String(campaign)))];
  return new Map(names.map((name) => [name, countedOf(name, drawn, seen)]));
}

function countedOf(name: string, drawn: readonly Row[], seen: readonly Row[]): Counted {
  const own = drawn.filter(({ campaign }) => campaign === name);
  const total = (column: string) => own.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
  const shares = new Set(own.flatMap(({ least_share, most_share }) => [least_share, most_share]));
  const arm = (isContact: number): ArmCounts => {
    const isArm = (row: Row) => row.campaign === name && Number(row.is_contact) === isContact;
    const [a, b] = [drawn.find(isArm), seen.find(isArm)];
    const count = (value: unknown) => Number(value ?? 0);
    return {
      drawn: count(a?.drawn),
      followed: count(a?.followed),
      compared: count(a?.compared),
      contacts: count(b?.contacts),
      uncosted: count(b?.uncosted),
      toldControl: count(b?.told_control),
      escalated: count(b?.escalated),
      unscored: count(b?.unscored),
      capped: count(b?.capped),
    };
  };
  return {
    faults: {
      inBoth: total('in_both'),
      changed: total('has_changed'),
      shares: shares.has(null) ? 0 : shares.size,
      heldOut: shares.has(null) ? null : total('held_out') / total('drawn'),
    },
    ends: { contact: endsOf(name, 1, seen), control: endsOf(name, 0, seen) },
    contact: arm(1),
    control: arm(0),
  };
}

function endsOf(name: string, isContact: number, seen: readonly Row[]): CampaignData['ends']['contact'] {
  const row = seen.find((one) => one.campaign === name && Number(one.is_contact) === isContact);
  return row === undefined ? null : { least: Number(row.least), most: Number(row.most) };
}

async function readLargest(warehouse: Warehouse): Promise<Map<string, Largest>> {
  const rows = await warehouse.rows(
    `select campaign, is_contact, ${figures.map((name) => `cast(${name} as varchar) as ${name}`).join(', ')}
     from (
       select c.*, row_number() over (partition by c.campaign, c.is_contact order by c.earned desc, c.unit_id) as place
       from effect_customers c
       join (
         select campaign, is_contact, max(abs(earned)) as most from effect_customers group by campaign, is_contact
       ) m on m.campaign = c.campaign and m.is_contact = c.is_contact and m.most = abs(c.earned)
     ) v where place = 1 order by campaign, is_contact`,
  );
  const largest = new Map<string, Largest>();
  for (const row of rows) {
    const name = String(row.campaign);
    const before = largest.get(name) ?? { contact: null, control: null };
    const arm = Number(row.is_contact) === 1 ? 'contact' : 'control';
    largest.set(name, { ...before, [arm]: figures.map((figure) => Number(row[figure])) });
  }
  return largest;
}

/** What the contacted cost, by channel and play; the contacts of those held out are taken off as a line without either. */
async function readCostLines(
  warehouse: Warehouse,
  facts: FactTables,
  costs: CostsFrom,
): Promise<Map<string, CostLine[]>> {
  await facts.create(
    'effect_costs',
    `select u.campaign, t.channel, t.play, count(*) as contacts, sum(coalesce(t.cost, 0)) as total
     from effect_units u
     join known_touches t on t.spine_id = u.spine_id and t.touched_at >= u.drawn_at and t.touched_at < u.end_at
       and (t.campaign = u.campaign or u.campaign = ${literal(globalControl)})
     where u.is_compared = 1 and u.is_contact = 1 and t.arm = 'contact'
     group by u.campaign, t.channel, t.play
     union all
     select campaign, channel, play, count(*) as contacts, cast(sum(cast(planned_cost as decimal(17, 2))) as decimal(38, 4)) as total
     from effect_units where is_compared = 1 and is_contact = 1 and campaign in (${plannedOf(costs)})
     group by campaign, channel, play`,
  );
  const rows = await warehouse.rows(
    'select campaign, channel, play, contacts, cast(total as varchar) as total from effect_costs order by 1, 2, 3, 4',
  );
  const lines = new Map<string, CostLine[]>();
  for (const { campaign, channel, play, contacts, total } of rows) {
    const text = (value: unknown) => (value === null ? null : String(value));
    const line = {
      channel: text(channel),
      play: text(play),
      contacts: Number(contacts),
      total: Number(total ?? 0),
    };
    lines.set(String(campaign), [...(lines.get(String(campaign)) ?? []), line]);
  }
  return lines;
}

function plannedOf(costs: CostsFrom): string {
  const planned = [...costs].flatMap(([name, from]) => (from === 'plan' ? [literal(name)] : []));
  return planned.length === 0 ? "''" : planned.join(', ');
}
