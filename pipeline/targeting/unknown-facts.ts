import type { Config } from '../../contracts/config/config.ts';
import { nearest } from '../../contracts/config/nearest.ts';
import type { Who } from '../../contracts/config/plays.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { identifier } from '../sql/sql-text.ts';

/** What a condition of the config asks of a fact. */
interface Asked {
  /** Key of the condition. */
  readonly place: string;
  readonly fact: string;
  /** Texts one of which must be the customer's; none of a number. */
  readonly values: readonly string[];
}

/** Facts that nothing tells where none of these sources is mapped. */
const toldBy: Readonly<Record<string, readonly SourceName[]>> = {
  touches_90d: ['touches'],
  last_touch_days: ['touches'],
  open_tickets: ['tickets'],
  open_ticket_days: ['tickets'],
  last_nps: ['surveys'],
  last_csat: ['surveys'],
  last_ces: ['surveys'],
  sentiment: ['surveys', 'tickets', 'reviews'],
};

/** Facts that are columns of customers, with values of the business's own. */
const own = ['segment', 'country', 'language'];

/** Values of a column that a spelling is held against. */
const mostValues = 1000;

/**
 * Says which conditions of the config ask for what no customer has: a value that is spelt otherwise, or a fact that nothing tells.
 * Such a condition holds of nobody, and what it should keep from the lists it lets through.
 */
export async function unknownFactNotes(
  warehouse: Warehouse,
  config: Pick<Config, 'targeting' | 'campaigns' | 'sources'>,
): Promise<string[]> {
  const asked = askedOf(config);
  const notes: string[] = [];
  const known = new Map<string, readonly string[]>();
  for (const { place, fact, values } of asked) {
    const sources = toldBy[fact] ?? [];
    if (sources.length > 0 && sources.every((source) => config.sources[source] === undefined)) {
      const wanted = sources.map((source) => `sources.${source}`).join(' or ');
      notes.push(`${place} asks for ${fact}, which nothing tells: ${wanted} is not mapped.`);
      continue;
    }
    if (own.includes(fact) && !known.has(fact)) known.set(fact, await valuesOf(warehouse, fact));
    const all = known.get(fact);
    if (all === undefined) continue;
    for (const value of values.filter((one) => !all.includes(one)))
      notes.push(`${place} asks for the ${fact} "${value}", which no customer has${nearest(value, all)}.`);
  }
  return notes;
}

/** Each condition once for each fact, in the order of the config. */
function askedOf({ targeting, campaigns }: Pick<Config, 'targeting' | 'campaigns'>): Asked[] {
  const whos: [place: string, who: Who | undefined][] = [
    ['targeting.exclude', targeting.exclude],
    ...campaigns.map(({ name, eligible }): [string, Who | undefined] => [`eligible of ${name}`, eligible]),
    ...(targeting.plays ?? []).map((play): [string, Who | undefined] => [`if of ${play.name}`, play.if]),
  ];
  return whos.flatMap(([place, who]) =>
    [who ?? []].flat().flatMap((all) =>
      Object.entries(all).map(([fact, condition]) => ({
        place,
        fact,
        values: 'is' in condition ? [condition.is].flat() : [],
      })),
    ),
  );
}

/** The commonest values of a column; all where there are not more. */
async function valuesOf(warehouse: Warehouse, fact: string): Promise<string[]> {
  const column = identifier(fact);
  const rows = await warehouse.rows(
    `select ${column} as value, count(*) as n from customers where ${column} is not null
     group by ${column} order by n desc, ${column} limit ${mostValues}`,
  );
  return rows.map(({ value }) => String(value));
}
