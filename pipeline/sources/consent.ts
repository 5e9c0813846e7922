import { literal } from '../sql/sql-text.ts';
import type { MappedSource } from './map-source.ts';
import { isUnreadable, type RuleSetting } from './row-rules.ts';

/**
 * SELECT of `linked_id` and `contact_consent` of every customer: false where any row of theirs says no, whether it was
 * kept or set aside, or where they opted out on a contact that was set aside; NULL where a row says what nobody can read;
 * true where a good row says yes; else NULL, not known. Reads `lost_opt_outs`.
 */
export function selectConsents(source: MappedSource, flagged: string): string {
  const unreadable = source.mapped.includes('contact_consent')
    ? isUnreadable(source, 'contact_consent')
    : 'false';
  return `select r.linked_id,
      case when count_if(not r.contact_consent) > 0 or count(o.customer_id) > 0 then false
        when count_if(${unreadable}) > 0 then null
        when count_if(r.contact_consent and r.reasons = '' and not r.is_later) > 0 then true end as contact_consent
    from ${flagged} r
    left join lost_opt_outs o on o.customer_id = r.linked_id
    where r.linked_id is not null
    group by r.linked_id`;
}

/** SELECT of customers who opted out on contacts that were set aside: what is wrong with such a row is not their wish. */
export const selectLostOptOuts = (flagged: string, { dataUntil }: Pick<RuleSetting, 'dataUntil'>): string =>
  `select distinct linked_id as customer_id from ${flagged}
    where reasons <> '' and opted_out_at < cast(${literal(dataUntil)} as timestamp) and linked_id is not null`;

export const noLostOptOuts = "select cast('' as varchar) as customer_id where false";
