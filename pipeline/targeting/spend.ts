import type { Budget } from '../../contracts/config/budget.ts';
import type { Play } from '../../contracts/config/plays.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { double, literal } from '../sql/sql-text.ts';

/** What contacts take of a budget, those held out set aside by their share. Money in the reporting currency. */
export interface Spend {
  readonly contacts: number;
  readonly money: number;
  readonly hours: number;
  readonly channels: Readonly<Record<string, number>>;
}

export const nothingSpent: Spend = { contacts: 0, money: 0, hours: 0, channels: {} };

/** Draws of one kind as the ledger has them. */
export interface DrawnPlay {
  readonly play: string | null;
  readonly channel: string | null;
  readonly share: number;
  readonly draws: number;
  /** Of all of them together. */
  readonly cost: number;
}

/** What so many draws are planned to take: the share that is held out is not contacted. */
export function addSpend(spend: Spend, drawn: readonly DrawnPlay[], plays: readonly Play[]): Spend {
  const minutes = new Map(plays.map((play) => [play.name, play.minutes ?? 0]));
  let { contacts, money, hours } = spend;
  const channels = { ...spend.channels };
  for (const { play, channel, share, draws, cost } of drawn) {
    const contacted = (1 - share) * draws;
    contacts += contacted;
    money += (1 - share) * cost;
    hours += (contacted * (minutes.get(play ?? '') ?? 0)) / 60;
    if (channel !== null) channels[channel] = (channels[channel] ?? 0) + contacted;
  }
  return { contacts, money, hours, channels };
}

/** What a campaign has drawn so far, by play. Draws of a version that kept no costs or channels count as contacts alone. */
export async function readDrawnPlays(warehouse: Warehouse, campaign: string): Promise<DrawnPlay[]> {
  const columns = (await warehouse.columns('ledger')).map(({ name }) => name);
  const or = (column: string, otherwise: string) => (columns.includes(column) ? column : otherwise);
  const drawn = `select play, ${or('channel', 'cast(null as varchar)')} as channel, share, ${or('cost', double(0))} as cost
     from ledger where campaign = ${literal(campaign)}`;
  const rows = await warehouse.rows(
    `select play, channel, share, count(*) as draws, cast(sum(cast(coalesce(cost, ${double(0)}) as decimal(22,4))) as double) as cost
     from (${drawn}) d group by play, channel, share order by play, channel, share`,
  );
  return rows.map(({ play, channel, share, draws, cost }) => ({
    play: play === null ? null : String(play),
    channel: channel === null ? null : String(channel),
    share: Number(share),
    draws: Number(draws),
    cost: Number(cost),
  }));
}

/** The resources of a budget, in an order: how much is left of each, and what a contact takes. */
export interface Resource {
  readonly left: number;
  readonly taken: (contact: Contact) => number;
}

export interface Contact {
  readonly cost: number;
  readonly minutes: number;
  readonly channel: string | null;
}

export function resourcesOf({ contacts, money, hours, channels = {} }: Budget, spent: Spend): Resource[] {
  const resource = (limit: number | undefined, used: number, taken: Resource['taken']): Resource[] =>
    limit === undefined ? [] : [{ left: Math.max(0, limit - used), taken }];
  return [
    ...resource(contacts, spent.contacts, () => 1),
    ...resource(money, spent.money, ({ cost }) => cost),
    ...resource(hours, spent.hours, ({ minutes }) => minutes / 60),
    ...Object.entries(channels).flatMap(([name, limit]) =>
      resource(limit, spent.channels[name] ?? 0, ({ channel }) => (channel === name ? 1 : 0)),
    ),
  ];
}
