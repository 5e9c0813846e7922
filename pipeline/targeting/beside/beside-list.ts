import { type ListColumn, suppressedColumns } from '../../../contracts/artefacts/list-columns.ts';
import type { Returning } from '../../../contracts/artefacts/returning.ts';
import { windowOf } from '../contact-window.ts';
import { groundOf } from '../ground-of.ts';
import type { Draw } from '../ledger-state.ts';
import { agreeing, type BesideName, type ListTable, listTable } from '../list-table.ts';
import { reachOf } from '../permission.ts';
import type { SelectedCustomer } from '../selected-customer.ts';
import type { ChosenBeside } from './choose-beside.ts';
import type { LeaveAloneRequest } from './leave-alone.ts';

/** found = listed + held out + suppressed + beyond the list's size. */
export type BesideCounts = Readonly<
  Record<'found' | 'listed' | 'heldOut' | 'suppressed' | 'beyondListSize', number>
>;

/** A list that stands beside those of the campaigns, whom it leaves alone, and how many it was for. */
export interface BesideList {
  readonly listed: ListTable;
  readonly suppressed: ListTable;
  readonly counts: BesideCounts;
  /** Draws of the run; none where the list draws nobody. */
  readonly draws: readonly Draw[];
  readonly notes: readonly string[];
  /** How what orders the list is told, and how well; left out where it is not learned. */
  readonly judged?: Returning;
}

export interface BesideForm extends Pick<LeaveAloneRequest, 'asOf' | 'limits'> {
  readonly name: BesideName;
  readonly columns: readonly ListColumn[];
  /** What the list says of a customer beside who it is and how to reach them. */
  readonly saying: (customer: SelectedCustomer) => object;
  /** Of the chosen, those held out from the list by lot. */
  readonly heldOut?: ReadonlySet<string>;
  readonly notes?: readonly string[];
}

/** The tables of a list, its first place first. Whoever is held out stands in the ledger and in neither. */
export function besideList(
  { found, listed, suppressed, draws = [] }: ChosenBeside & { readonly draws?: readonly Draw[] },
  { name, columns, asOf, limits, saying, heldOut = new Set(), notes = [] }: BesideForm,
): BesideList {
  const contacted = listed.filter(({ customer_id: id }) => !heldOut.has(id));
  const rows = contacted.map((customer, i) => ({
    ...agreeing(customer),
    ...reachOf(customer, limits),
    ...windowOf(customer, asOf, limits),
    ...saying(customer),
    rank: i + 1,
    consent: groundOf(null, customer, limits),
  }));
  const left = suppressed.map(({ customer, suppression }) => ({ ...agreeing(customer), ...suppression }));
  return {
    listed: listTable(name, columns, rows),
    suppressed: listTable(`${name}-suppressed`, suppressedColumns, left),
    counts: {
      found,
      listed: contacted.length,
      heldOut: listed.length - contacted.length,
      suppressed: suppressed.length,
      beyondListSize: found - listed.length - suppressed.length,
    },
    draws,
    notes,
  };
}
