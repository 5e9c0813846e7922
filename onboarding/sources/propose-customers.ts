import type { ColumnProfile } from '../../contracts/profile.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import type { TimeFormat } from '../../pipeline/recognise/date-format.ts';
import { isStandInText, standInTextSql } from '../../pipeline/recognise/stand-in-days.ts';
import { type Match, matchColumns } from '../columns/match-columns.ts';
import { find, proposeColumns, sqlOf } from '../columns/propose-columns.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';
import type { ProposedColumn, ProposedSource } from '../write/proposal.ts';
import { type Consent, channelIn, consentOfRows, findConsents } from './find-consent.ts';

type CustomersDraft = Pick<ProposedSource, 'from' | 'query' | 'columns' | 'notes'>;

/** Customers from their own table; where it does not say since when, from their first row in the activity as well. */
export function proposeCustomers(table: Recognised, activity: Recognised | undefined): CustomersDraft {
  const columns = withConsent(proposeColumns(table), table);
  if (find(table, 'joined_at') || !activity) return { ...readFrom(table), columns, notes: [] };
  const first = firstTime(activity);
  const query = `select c.*, f.first_time
from ${fromAs(table, 'c')}
join (
  select ${idText(activity)} as first_customer, ${first.sql} as first_time
  from ${tableOf(activity)} group by 1
) f on f.first_customer = ${idText(table)}`;
  const names = activity.inputs.map(({ name }) => name).join(', ');
  return {
    query,
    columns: [...columns, { name: 'joined_at', map: first.map, reads: [] }],
    notes: [
      `The table does not say since when: the first row in ${names} is used, so customers without one are left out.`,
    ],
  };
}

/** Consent by whatever the columns are called; one that the checks cannot read is left for a question. */
function withConsent(columns: ProposedColumn[], table: Recognised): ProposedColumn[] {
  const others = columns.filter(({ name }) => !name.endsWith('_consent'));
  const beside = besideOptOut(table);
  const consents = beside ?? findConsents(table.input);
  const read = consents.flatMap(({ reads }) => reads);
  const taken = others.filter(({ reads }) => !reads.some((name) => read.includes(name)));
  const proposed = consents.map(({ as, column, reads, sql, note, refusal, unlessRefused }) => ({
    name: as,
    map: sql === undefined ? column.name : { sql },
    reads: [...reads],
    note,
    ...(refusal ? { unlessRefused: unlessRefused ?? null } : {}),
  }));
  return [...taken.map((column) => withoutStandIns(column, table)), ...proposed];
}

/**
 * What the other columns say, where one is the day on which a customer opted out of everything: that stands for itself. Null where
 * there is none, or nothing else speaks of consent.
 */
function besideOptOut(table: Recognised): Consent[] | null {
  const day = find(table, 'opted_out_at')?.column;
  if (!day || channelIn(day.name) !== null) return null;
  const columns = table.input.columns.filter(({ name }) => name !== day.name);
  const consents = findConsents({ ...table.input, columns });
  return consents.length > 0 ? consents : null;
}

/** A day that systems write where nobody has opted out is no opt-out. */
function withoutStandIns(proposed: ProposedColumn, table: Recognised): ProposedColumn {
  const column = proposed.name === 'opted_out_at' ? find(table, 'opted_out_at')?.column : undefined;
  if (!column?.sample.some(isStandInText)) return proposed;
  const { map } = proposed;
  const sql = `case when not ${standInTextSql(sqlText(column))} then ${sqlOf(map, column.type)} end`;
  const format = typeof map === 'object' && map.format ? { format: map.format } : {};
  return { ...proposed, map: { sql, ...format } };
}

/** What a source of the config reads: an input by name, or a query. */
export const readFrom = ({ query, input }: Recognised): Pick<ProposedSource, 'from' | 'query'> =>
  query === undefined ? { from: input.name } : { query };

const fromAs = ({ query, input }: Recognised, alias: string): string =>
  query === undefined ? `${sqlName(input.name)} ${alias}` : `(\n${query}\n) ${alias}`;

const idColumn = (found: Recognised): ProposedColumn =>
  proposeColumns(found).find(({ name }) => name === 'customer_id') as ProposedColumn;

const idText = (found: Recognised): string =>
  sqlOf(idColumn(found).map, find(found, 'customer_id')?.column.type);

/** Where there is no table of customers, one row for each who appears in the activity. */
export function deriveCustomers(activity: Recognised): CustomersDraft {
  const raw = find(activity, 'customer_id')?.column as ColumnProfile;
  const first = firstTime(activity);
  const facts = carriedFacts(activity);
  const selected = [
    `${withoutBlanks(idText(activity), raw)} as customer`,
    `${first.sql} as first_time`,
    ...facts.map(({ name, sql }) => `${sql} as ${name}`),
  ];
  return {
    query: `select ${selected.join(',\n  ')}
from ${tableOf(activity)}
where ${sqlName(raw.name)} is not null group by 1`,
    columns: [
      { name: 'customer_id', map: 'customer', reads: [raw.name] },
      { name: 'joined_at', map: first.map, reads: [] },
      ...facts.map(({ sql: _, ...fact }) => ({ ...fact, map: fact.name })),
    ],
    notes: ['No table of customers: one row for each customer who appears here, from their first row.'],
  };
}

/** Keys are read without the blanks around them: typed with and without, they are one. */
const withoutBlanks = (id: string, { type }: ColumnProfile): string =>
  type === 'varchar' ? `trim(${id})` : id;

/** Facts of the customer that stand on the activity's rows: as on the first of them. */
function carriedFacts(activity: Recognised): (Omit<ProposedColumn, 'map'> & { sql: string })[] {
  const used = new Set(activity.matches.map(({ column }) => column.name));
  const { matches } = matchColumns(sourceContracts.customers, activity.input);
  const at = sortableTime(activity);
  const facts = ['name', 'segment', 'country', 'language'];
  const consents = findConsents(activity.input).flatMap((consent) => {
    const said = consentOfRows(consent);
    const refusal = consent.refusal ? { note: consent.note, unlessRefused: null } : {};
    return said === null ? [] : [{ name: consent.as, sql: said, reads: consent.reads, ...refusal }];
  });
  const carried = matches
    .filter(({ name, column }) => facts.includes(name) && !used.has(column.name))
    .filter(({ name, column }) => name !== 'name' || !isOfTheRow(column, activity))
    .map(({ name, column }) => {
      const value = sqlText(column);
      return { name, reads: [column.name], sql: `min_by(${value}, ${at} || '/' || ${value})` };
    });
  return [...carried, ...consents];
}

/** A number, `#1001`, and what is another on the next row of a customer, is the row's own name. */
function isOfTheRow({ name, sample }: ColumnProfile, activity: Recognised): boolean {
  if (sample.length > 0 && sample.every((value) => /^\D{0,6}\d{3,}$/.test(value))) return true;
  const customer = find(activity, 'customer_id')?.column.name ?? '';
  return (activity.input.relations.groups[customer]?.differing[name] ?? 0) > 0.9;
}

/** The same rows without those dated before a day. */
export function onlySince(orders: Recognised, first: string): Recognised {
  const query = `select s.*\nfrom ${fromAs(orders, 's')}\nwhere coalesce(${sortableTime(orders)}, '9') >= '${first}'`;
  return { ...orders, query };
}

/** `which-source.ts` takes no input for an activity that has no such column. */
const timeMatch = (activity: Recognised): Match =>
  find(activity, sourceContracts[activity.source].happenedAt ?? '') as Match;

/** The first time of a customer: the smallest text where texts sort as times, else the smallest day. */
function firstTime(activity: Recognised): { sql: string; map: ProposedColumn['map'] } {
  const { map, time } = timeMatch(activity);
  const format = typeof map === 'object' && time?.sorts ? map.format : undefined;
  const sql = `min(${sortableTime(activity)})`;
  return { sql, map: format === undefined ? 'first_time' : { column: 'first_time', format } };
}

/** The time as text that sorts: as it stands where it does, else its day in ISO form. */
function sortableTime(activity: Recognised): string {
  const { map, time, column } = timeMatch(activity);
  const text = sqlOf(map, column.type);
  if (time !== undefined && !time.sorts) return isoDay(text, time);
  const iso = typeof map !== 'object' || map.format === undefined;
  return time !== undefined && time.share < 1 && iso ? onlyDays(text) : text;
}

const onlyDays = (text: string): string =>
  `case when regexp_like(${text}, '^[12][0-9]{3}-[0-9]') then ${text} end`;

/** The day of a time in a pattern as ISO text, which sorts. */
function isoDay(text: string, { format }: TimeFormat): string {
  const order: string[] = [];
  const day = (format ?? '').replace(/[ T]*H.*$/, '');
  const pattern = day.replace(/yyyy|yy|MM|M|dd|d|[.]/g, (token) => {
    if (token === '.') return '[.]';
    order.push(token[0] ?? '');
    return token === 'yyyy' ? '([0-9]{4})' : token === 'yy' ? '([0-9]{2})' : '([0-9]{1,2})';
  });
  const part = (letter: string) => `regexp_extract(${text}, '^${pattern}', ${order.indexOf(letter) + 1})`;
  const year = `nullif(${part('y')}, '')`;
  const century = day.includes('yyyy') ? year : `'20' || ${year}`;
  return `${century} || '-' || lpad(${part('M')}, 2, '0') || '-' || lpad(${part('d')}, 2, '0')`;
}
