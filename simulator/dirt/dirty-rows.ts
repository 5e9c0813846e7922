import type { SourceName } from '../../contracts/sources/column.ts';
import type { Setting } from '../customer/life.ts';
import type { Traits } from '../customer/traits.ts';
import { processes, type Stream } from '../random.ts';
import type { RowSink } from '../tables/rows.ts';
import type { TextCells } from '../tables/table.ts';
import { type Fault, faults, keyColumns, repeatRule } from './faults.ts';

/** A bad row that was added, and the rule that must catch it. */
export interface DirtyRow {
  readonly source: SourceName;
  /** Values of the key's columns, joined by `/`. */
  readonly row: string;
  readonly rule: string;
}

/**
 * Dirties the rows of one customer on their way: some carry another spelling of the id, and beside some a bad copy is
 * added. Good rows stay, so that the truth about the customer holds.
 */
export function dirtied(
  traits: Traits,
  { world, draws }: Setting,
  sink: RowSink,
  remember: (dirty: DirtyRow) => void,
): RowSink {
  const { bad } = world.plan.dirt;
  let count = 0;
  return (source, row) => {
    count++;
    const spelled = respelled(source, row, traits, () => draws.uniform(processes.spelling, 100_000 + count));
    sink(source, spelled);
    if (bad === 0 || source === 'identities' || draws.uniform(processes.dirt, count) >= bad) return;
    const spoiled = spoil(source, spelled, draws.stream(processes.dirt, count));
    if (spoiled === null) return;
    sink(source, spoiled.row);
    remember({ source, row: keyOf(source, spoiled.row), rule: spoiled.rule });
  };
}

/** Two fifths of the rows of a customer with two spellings carry the other one. */
function respelled(source: SourceName, row: TextCells, traits: Traits, uniform: () => number): TextCells {
  if (traits.alias === null || source === 'customers' || source === 'identities') return row;
  return uniform() < 0.4 ? { ...row, customer_id: traits.alias } : row;
}

function spoil(
  source: Exclude<SourceName, 'identities'>,
  row: TextCells,
  random: Stream,
): { row: TextCells; rule: string } | null {
  const fitting = faults[source].filter(({ fits }) => fits === undefined || fits(row));
  const fault = fitting[random.integer(fitting.length)];
  if (fault === undefined) return null;
  return { row: fault.spoil(rekeyed(source, row, fault)), rule: fault.rule };
}

function rekeyed(source: SourceName, row: TextCells, fault: Fault): TextCells {
  if (fault.rule === repeatRule) return row;
  const key = keyColumns[source][0]!;
  return { ...row, [key]: `${row[key]}-b` };
}

const keyOf = (source: SourceName, row: TextCells): string =>
  keyColumns[source].map((column) => row[column]).join('/');
