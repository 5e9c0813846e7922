import { type ConsentChannel, consentChannels } from '../../contracts/channels.ts';
import { standInSql } from '../recognise/stand-in-days.ts';
import { emailKey, phoneKey } from '../sql/address-key.ts';
import { literal } from '../sql/sql-text.ts';
import { selectKnown } from './flag-rows.ts';
import type { MappedSource } from './map-source.ts';
import { isUnreadable, type RuleSetting } from './row-rules.ts';

/** Columns of customers that every row of a customer has a say in, whether it is kept or set aside. */
export const wishes: readonly string[] = [
  'contact_consent',
  ...consentChannels.map((channel) => `${channel}_consent`),
  'opted_out_at',
];

/** A column that reaches a customer, where two may have the same, and its text when it is the same. */
interface Address {
  readonly column: string;
  readonly key: (column: string) => string;
}

const email: Address = { column: 'email', key: emailKey };
const phone: Address = { column: 'phone', key: phoneKey };
const addresses: Partial<Record<ConsentChannel, Address>> = { email, sms: phone, phone };

interface Rows {
  /** Table of all rows, flagged. */
  readonly flagged: string;
  /** SELECT of the row that is kept of each customer, by `linked_id`. */
  readonly kept: string;
}

/**
 * SELECT of `linked_id` and the wishes of every customer. Of consent: false where any row of theirs says no, whether it was
 * kept or set aside, where they opted out after the data's end (whoever makes a list knows of it, though no fact of an earlier day
 * does) or on a contact that was set aside, or, for a channel, where a row of anybody with
 * the same address or number says no, or is one of somebody who opted out on a contact; NULL where a row says what nobody can read; true where a good row says yes that names
 * no other address or number than the one that is kept; else NULL, not known. The first opt-out counts. Reads `lost_opt_outs`
 * and `touch_opt_outs`.
 */
export function selectConsents(
  source: MappedSource,
  { flagged, kept }: Rows,
  { dataUntil }: Pick<RuleSetting, 'dataUntil'>,
): string {
  const reached = consentChannels.filter((channel) => addressOf(source, channel) !== null);
  const by = [email, phone].filter((address) => isMapped(source, address));
  const columns = consentChannels.map((channel) => {
    const address = addressOf(source, channel);
    const refused = address === null ? 'false' : `count(${channel}_no.address) > 0`;
    const ofKept = isOfKept(address === null ? [] : [address]);
    return `${consentSql(source, `${channel}_consent`, { refused, ofKept })} as ${channel}_consent`;
  });
  const ofKept = `select f.linked_id${keysOf(by)} from (${kept}) f`;
  const optedOut = ['count(o.customer_id) > 0', `count_if(${isOptOutAfter('r', source, dataUntil)}) > 0`];
  const any = { refused: `(${optedOut.join(' or ')})`, ofKept: isOfKept(by) };
  return `select r.linked_id,
      ${consentSql(source, 'contact_consent', any)} as contact_consent,
      ${columns.join(',\n      ')},
      min(r.opted_out_at) as opted_out_at
    from (select f.*${keysOf(by)} from ${flagged} f) r
    left join (${ofKept}) k on k.linked_id = r.linked_id
    left join lost_opt_outs o on o.customer_id = r.linked_id
    ${reached.map((channel) => joinRefused(channel, { flagged, ofKept, optedOut: lostOptOut(source, dataUntil) })).join('\n    ')}
    where r.linked_id is not null
    group by r.linked_id`;
}

const isMapped = ({ mapped }: MappedSource, { column }: Address): boolean => mapped.includes(column);

/** What a channel reaches the customer by; null where that is not mapped, or nobody shares it. */
const addressOf = (source: MappedSource, channel: ConsentChannel): Address | null => {
  const address = addresses[channel];
  return address !== undefined && isMapped(source, address) ? address : null;
};

const keyOf = ({ column }: Address): string => `${column}_key`;

const keysOf = (by: readonly Address[]): string =>
  by.map((address) => `, ${address.key(`f.${address.column}`)} as ${keyOf(address)}`).join('');

/** Whether a row names no other address than the one that is kept: a yes is given for an address, and an alias may have another. */
const isOfKept = (by: readonly Address[]): string =>
  ['true', ...by.map(keyOf).map((key) => `(r.${key} in ('', k.${key}) or k.${key} = '')`)].join(' and ');

function consentSql(
  source: MappedSource,
  name: string,
  { refused, ofKept }: { readonly refused: string; readonly ofKept: string },
): string {
  const unread = ['opted_out_at', name].filter((one) => source.mapped.includes(one));
  const unreadable = unread.map((one) => `(${isUnreadable(source, one)})`).join(' or ') || 'false';
  return `case when count_if(not r.${name}) > 0 or ${refused} then false
        when count_if(${unreadable}) > 0 then null
        when count_if(r.${name} and r.reasons = '' and not r.is_later and ${ofKept}) > 0 then true end`;
}

/**
 * An opt-out of a row that is set aside, or of an alias, whose address may not be the one that is kept, and any after the data's
 * end; another of the kept row reaches others by its date, on the facts.
 */
const lostOptOut = (source: MappedSource, dataUntil: string): string =>
  source.mapped.includes('opted_out_at')
    ? `${isOptOutAfter('n', source, dataUntil)} or (n.reasons <> '' or n.customer_id <> n.linked_id) and (n.opted_out_at < ${instant(dataUntil)} or ${isUnreadable(source, 'opted_out_at')})`
    : 'false';

/** Whether a row tells of an opt-out on or after the first day that the data does not hold. */
const isOptOutAfter = (row: string, { mapped }: MappedSource, dataUntil: string): string =>
  mapped.includes('opted_out_at') ? isAfter(`${row}.opted_out_at`, dataUntil) : 'false';

const isAfter = (time: string, dataUntil: string): string =>
  `(case when ${time} >= ${instant(dataUntil)} then not (${standInSql(time, { ahead: true })}) else false end)`;

const instant = (time: string): string => `cast(${literal(time)} as timestamp)`;

interface Refusing {
  readonly flagged: string;
  /** SELECT of the addresses that are kept, by `linked_id`. */
  readonly ofKept: string;
  /** Whether a row opted out. */
  readonly optedOut: string;
}

/**
 * Addresses by which somebody refused to be contacted, or to be contacted at all. An opt-out on a contact is one at every address
 * of theirs, for others: at the one that is kept it reaches them by its date, on the facts, as it does the customer.
 */
function joinRefused(channel: ConsentChannel, { flagged, ofKept, optedOut }: Refusing): string {
  const address = addresses[channel]!;
  const key = address.key(`n.${address.column}`);
  const refused = `not n.contact_consent or not n.${channel}_consent or (${optedOut})`;
  return `left join (
      select distinct ${key} as address, case when ${refused} then '' else n.linked_id end as for_others_than
      from ${flagged} n
      left join touch_opt_outs t on t.customer_id = n.linked_id
      left join (${ofKept}) k on k.linked_id = n.linked_id
      where ${refused}
        or (t.customer_id is not null and coalesce(k.${keyOf(address)}, '') <> ${key})
    ) ${channel}_no on ${channel}_no.address = r.${keyOf(address)} and ${channel}_no.address <> ''
      and ${channel}_no.for_others_than <> r.linked_id`;
}

/** Contacts as they were judged; the kept ones stand in the table `touches_kept`. */
interface Contacts {
  readonly source: MappedSource;
  /** Where all of them are read from, as they stand. */
  readonly from: string;
  /** Table of those that were looked at closely; null: none was. */
  readonly flagged: string | null;
  /** How many happened on or after the first day that the data does not hold. */
  readonly later: number;
  readonly setting: RuleSetting;
}

/**
 * SELECT of customers who opted out on contacts that were set aside, as what is wrong with such a row is not their wish, or after
 * the data's end on any contact, even one that happened after it.
 */
export function selectLostOptOuts({ source, from, flagged, later, setting }: Contacts): string {
  if (!source.mapped.includes('opted_out_at')) return noOptOuts;
  const after = isAfter('opted_out_at', setting.dataUntil);
  const setAside = `reasons <> '' and (opted_out_at < ${instant(setting.dataUntil)} or ${after})`;
  const all = selectKnown({ source, from, setting: { ...setting, rules: [] }, hash: false, raw: false });
  return [
    `select customer_id from touches_kept where ${after}`,
    ...(flagged === null
      ? []
      : [`select linked_id from ${flagged} where ${setAside} and linked_id is not null`]),
    ...(later === 0
      ? []
      : [`select linked_id from (${all}) k where is_later and ${after} and linked_id is not null`]),
  ].join('\n    union ');
}

/** The same of whoever opted out on any contact. Reads `lost_opt_outs`. */
export const selectTouchOptOuts = ({ dataUntil }: Pick<RuleSetting, 'dataUntil'>): string =>
  `select customer_id from lost_opt_outs
    union select customer_id from touches_kept where opted_out_at < ${instant(dataUntil)}`;

export const noOptOuts = "select cast('' as varchar) as customer_id where false";
