import { type ConsentChannel, consentChannels } from '../../contracts/channels.ts';
import { emailKey, phoneKey } from '../sql/address-key.ts';
import { literal } from '../sql/sql-text.ts';
import type { MappedSource } from './map-source.ts';
import { isUnreadable, type RuleSetting } from './row-rules.ts';

/** Columns of customers that every row of a customer has a say in, whether it is kept or set aside. */
export const wishes: readonly string[] = [
  'contact_consent',
  ...consentChannels.map((channel) => `${channel}_consent`),
  'opted_out_at',
];

/** The column that a channel reaches the customer by, where two may have the same, and its text when it is the same. */
const addresses: Partial<Record<ConsentChannel, { column: string; key: (column: string) => string }>> = {
  email: { column: 'email', key: emailKey },
  sms: { column: 'phone', key: phoneKey },
  phone: { column: 'phone', key: phoneKey },
};

/**
 * SELECT of `linked_id` and the wishes of every customer. Of consent: false where any row of theirs says no, whether it was
 * kept or set aside, where they opted out on a contact that was set aside, or, for a channel, where a row of anybody with
 * the same address or number says no; NULL where a row says what nobody can read; true where a good row says yes; else
 * NULL, not known. The first opt-out counts. Reads `lost_opt_outs`.
 */
export function selectConsents(
  source: MappedSource,
  flagged: string,
  { dataUntil }: Pick<RuleSetting, 'dataUntil'>,
): string {
  const channels = consentChannels.filter((channel) => isReached(source, channel));
  return `select r.linked_id,
      ${consentSql(source, 'contact_consent', 'count(o.customer_id) > 0')} as contact_consent,
      ${consentChannels.map((channel) => `${consentSql(source, `${channel}_consent`, channels.includes(channel) ? `count(${channel}_no.address) > 0` : 'false')} as ${channel}_consent`).join(',\n      ')},
      min(r.opted_out_at) as opted_out_at
    from ${flagged} r
    left join lost_opt_outs o on o.customer_id = r.linked_id
    ${channels.map((channel) => joinRefused(channel, flagged, lostOptOut(source, dataUntil))).join('\n    ')}
    where r.linked_id is not null
    group by r.linked_id`;
}

const isReached = ({ mapped }: MappedSource, channel: ConsentChannel): boolean =>
  mapped.includes(addresses[channel]?.column ?? '');

function consentSql(source: MappedSource, name: string, refused: string): string {
  const unread = ['opted_out_at', name].filter((one) => source.mapped.includes(one));
  const unreadable = unread.map((one) => `(${isUnreadable(source, one)})`).join(' or ') || 'false';
  return `case when count_if(not r.${name}) > 0 or ${refused} then false
        when count_if(${unreadable}) > 0 then null
        when count_if(r.${name} and r.reasons = '' and not r.is_later) > 0 then true end`;
}

/** An opt-out of a row that is set aside; what was kept reaches others by its date, on the facts. */
const lostOptOut = (source: MappedSource, dataUntil: string): string =>
  source.mapped.includes('opted_out_at')
    ? `n.reasons <> '' and (n.opted_out_at < cast(${literal(dataUntil)} as timestamp) or ${isUnreadable(source, 'opted_out_at')})`
    : 'false';

/** Addresses by which somebody refused to be contacted, or to be contacted at all. */
function joinRefused(channel: ConsentChannel, flagged: string, optedOut: string): string {
  const { column, key } = addresses[channel]!;
  return `left join (
      select distinct ${key(`n.${column}`)} as address from ${flagged} n
      where not n.contact_consent or not n.${channel}_consent or (${optedOut})
    ) ${channel}_no on ${channel}_no.address = ${key(`r.${column}`)} and ${channel}_no.address <> ''`;
}

/** SELECT of customers who opted out on contacts that were set aside: what is wrong with such a row is not their wish. */
export const selectLostOptOuts = (flagged: string, { dataUntil }: Pick<RuleSetting, 'dataUntil'>): string =>
  `select distinct linked_id as customer_id from ${flagged}
    where reasons <> '' and opted_out_at < cast(${literal(dataUntil)} as timestamp) and linked_id is not null`;

export const noLostOptOuts = "select cast('' as varchar) as customer_id where false";
