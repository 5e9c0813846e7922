import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { sourceNames } from '../../contracts/sources/column.ts';
import { proposeColumns } from '../columns/propose-columns.ts';
import { proposeOrders } from '../orders/propose-orders.ts';
import type { OrderEntries } from '../orders/refine-orders.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { ProposedSource } from '../write/proposal.ts';
import { deriveCustomers, proposeCustomers, readFrom } from './propose-customers.ts';
import { sentNotes } from './sent-only.ts';

/** Every source laid onto its contract; customers from a table of their own or from what shows them at all. */
export async function proposeSources(
  warehouse: Warehouse,
  found: readonly Recognised[],
  activity: Recognised,
  { timeZone, entries }: { readonly timeZone: string; readonly entries: OrderEntries },
): Promise<ProposedSource[]> {
  const zone = timeZone === 'UTC' ? {} : { timeZone };
  const table = found.find(({ source }) => source === 'customers');
  const customers = table ? proposeCustomers(table, activity) : deriveCustomers(activity);
  const sources: ProposedSource[] = [{ name: 'customers', ...customers, ...zone }];
  for (const one of found.filter(({ source }) => source !== 'customers')) {
    const drafted =
      one.source === 'orders'
        ? await proposeOrders(warehouse, one, entries)
        : { columns: proposeColumns(one), notes: [] };
    const dated = one.source === 'identities' ? {} : zone;
    sources.push({
      name: one.source,
      ...readFrom(one),
      ...dated,
      ...drafted,
      notes: [...together(one), ...sentNotes(one), ...drafted.notes],
    });
  }
  return sources.sort((a, b) => sourceNames.indexOf(a.name) - sourceNames.indexOf(b.name));
}

const together = ({ inputs, input }: Recognised): string[] =>
  inputs.length < 2
    ? []
    : [
        `Combined from ${inputs.map(({ name }) => name).join(' and ')}.`,
        ...input.remarks.filter((remark) => / stand in /.test(remark)).map((remark) => `${remark}.`),
      ];
