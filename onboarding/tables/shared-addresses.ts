import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { write } from '../../pipeline/reports/format.ts';
import { isOneOf, sendLogOf } from '../columns/sends.ts';
import { sqlName } from '../read/sql-of-column.ts';
import type { Question } from '../write/proposal.ts';
import { type RelatedInput, readFrom } from './related-input.ts';

/** Addresses, but for what is written where there is none. */
export const holdsAddresses = ({ sample }: ColumnProfile): boolean =>
  sample.length > 0 && sample.filter(isAddress).length >= 0.9 * sample.length;

const isAddress = (value: string): boolean => /^[^@]+@[^@]+$/.test(value.trim());

/** A key of its table: a value for each row. A few customers share an address, and what is no address stands on any number. */
export function namesOneEach(column: ColumnProfile): boolean {
  const { distinct, filled, common } = column;
  if (distinct >= 0.99 * filled) return true;
  if (!holdsAddresses(column)) return false;
  const none = common.filter(({ value }) => !isAddress(value));
  const rows = none.reduce((sum, value) => sum + value.rows, 0);
  return distinct - none.length >= 0.9 * (filled - rows);
}

/** How many values of a column of addresses stand on several rows of a table `o`, and how many of these are addresses. */
export async function repeatedIn(
  warehouse: Warehouse,
  table: RelatedInput,
  address: string,
): Promise<{ readonly values: number; readonly addresses: number }> {
  const [row] = await warehouse.rows(
    `select count(*) as n, count_if(address like '%@%') as addresses
    from (select ${address} as address from ${readFrom(table)} o group by 1 having count(*) > 1) r
    where address <> ''`,
  );
  return { values: Number(row?.n), addresses: Number(row?.addresses) };
}

export interface AddressJoin {
  readonly base: RelatedInput;
  readonly other: RelatedInput;
  /** Column of the other table, and the addresses in both as SQL: of `l`, and of the other's own rows as `o` and as `h`. */
  readonly to: ColumnProfile;
  readonly sql: Readonly<Record<'l' | 'o' | 'h', string>>;
}

/**
 * The other table's row for each address that one row of it bears. What was sent to one of several is nobody's contact in
 * particular; who opted out there has done so for all of them, and stands on the first.
 */
export function onceEach({ base, other, to, sql }: AddressJoin): string {
  const log = sendLogOf(base.columns);
  const refuses =
    log && log.refused.length > 0
      ? isOneOf(log.column, log.refused, `cast(l.${sqlName(log.column.name)} as varchar)`)
      : null;
  const first = other.columns.reduce((a, b) => (b.name !== to.name && b.distinct > a.distinct ? b : a));
  const place = `row_number() over (partition by ${sql.o} order by ${sqlName(first.name)}) as address_place`;
  const either = refuses === null ? '' : ` or (h.address_place = 1 and ${refuses})`;
  return `left join (
  select o.*, count(*) over (partition by ${sql.o}) as address_holders, ${place}
  from ${readFrom(other)} o
  where ${sql.o} like '%@%'
) h on ${sql.h} = ${sql.l} and (h.address_holders = 1${either})`;
}

export function sharedQuestions({ base, other, to }: AddressJoin, addresses: number): Question[] {
  if (addresses === 0) return [];
  const said = `${write.count(addresses)} ${addresses === 1 ? 'address' : 'addresses'} of ${other.name}.${to.name}`;
  const text = `${said} ${addresses === 1 ? 'is that' : 'are those'} of several customers. What ${base.name} says was sent there counts as nobody's contact; opt-outs there hold for all who share the address. Are they the same people? Then join them with identities.`;
  return [{ key: 'sources.touches.query', text }];
}
