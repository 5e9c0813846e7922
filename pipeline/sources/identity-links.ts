import { DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { isKept } from './keep-rows.ts';

/**
 * Makes `identity_links` (alias_id, customer_id) of the flagged aliases: an alias of an alias leads to the customer at the end
 * of the chain, however long it is.
 * @param from the input and its file, for the error
 * @throws DataRefusedError where aliases lead in a circle, so that there is no end
 */
export async function makeIdentityLinks(warehouse: Warehouse, from: string): Promise<void> {
  await warehouse.create(
    'identity_links',
    `select alias_id, customer_id from identities_flagged where ${isKept}`,
  );
  const rounds =
    Math.ceil(Math.log2(Math.max(2, await countOf(warehouse, 'select 1 from identity_links')))) + 1;
  for (let round = 0; round < rounds && (await countOf(warehouse, openLinks)) > 0; round++) {
    await warehouse.create('identity_links_further', twiceAsFar);
    await warehouse.create('identity_links', 'select * from identity_links_further');
  }
  const circling = await countOf(warehouse, openLinks);
  if (circling > 0) {
    throw new DataRefusedError(
      `sources.identities, read from ${from}: ${circling} ${circling === 1 ? 'alias leads' : 'aliases lead'} into a circle (an alias of an id that is itself an alias of the first), so it ends at no customer. Correct the rows so that each chain of aliases ends at an id that is not an alias, or leave them out with a \`query\`.`,
    );
  }
}

/** Links whose end is an alias itself. In a circle each is one, also where it has come back to where it began. */
const openLinks =
  'select 1 from identity_links l join identity_links further on further.alias_id = l.customer_id';

/** Each link with the link that its end has, if any: chains halve with each round. */
const twiceAsFar = `select l.alias_id, coalesce(further.customer_id, l.customer_id) as customer_id
  from identity_links l left join identity_links further on further.alias_id = l.customer_id`;

async function countOf(warehouse: Warehouse, select: string): Promise<number> {
  const [row] = await warehouse.rows(`select count(*) as n from (${select}) counted`);
  return Number(row?.n ?? 0);
}
