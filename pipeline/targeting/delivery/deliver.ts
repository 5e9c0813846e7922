import type { Delivered } from '../../../contracts/artefacts/list-manifest.ts';
import type { Delivery } from '../../../contracts/config/delivery.ts';
import { columnsOf, identifies, mappedOnly } from '../../../contracts/config/delivery-checks.ts';
import type { Destination } from '../../../contracts/destinations/destination.ts';
import { destinations } from '../../../contracts/destinations/destinations.ts';
import type { Row, Scalar } from '../../../contracts/ports/warehouse.ts';
import type { ListFile } from '../list-files.ts';
import type { ListTable } from '../list-table.ts';
import { emailAddress, phoneNumber } from './clean-value.ts';
import { csvParts } from './csv-parts.ts';

/** What a tool gets: its files, and what was left out of them. */
export interface Handed {
  readonly files: readonly ListFile[];
  readonly delivered: Delivered;
}

/**
 * A list in the form that a tool imports. Whoever the tool could not know, or would refuse, is left out and counted by reason;
 * an address or a number that is none is left empty and counted, and clears nothing that the tool has. Values are as they are: a machine reads them, so
 * nothing is guarded against spreadsheets. The same list gives the same bytes.
 */
export function deliver(delivery: Delivery, list: Pick<ListTable, 'columns' | 'rows'>, asOf: string): Handed {
  const { name, to, campaign } = delivery;
  const destination = destinations[to];
  const rows = list.rows.filter((row) => campaign === undefined || row.campaign === campaign);
  const counts = new Map<string, number>();
  const columns = columnsOf(delivery);
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const cells = rows.map((row) =>
    columns.map(([, column]) => cleaned(column, { ...row, as_of: asOf }, count)),
  );
  const taken = takeable(delivery, cells, count);
  const parts = csvParts(
    columns.map(([header]) => header),
    taken.map((row) => row.map((value, place) => textOf(value, emptyCell(columns[place]![1], destination)))),
    destination,
  );
  const files = parts.map(({ rows, bytes }, i) => ({
    name: `deliver/${name}${parts.length === 1 ? '' : `-${i + 1}`}.csv`,
    rows,
    parts: [bytes],
  }));
  return {
    files,
    delivered: { name, to, rows: taken.length, listed: rows.length, counts: Object.fromEntries(counts) },
  };
}

type Count = (what: string) => void;

const forms: Readonly<Record<string, (text: string) => string | null>> = {
  email: emailAddress,
  phone: phoneNumber,
};

function cleaned(column: string, row: Row, count: Count): Scalar {
  const value = row[column] ?? null;
  const form = forms[column];
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return null;
  if (form === undefined) return value;
  const clean = form(value);
  if (clean === null) count(`no_${column}`);
  return clean;
}

/** Those whom the tool knows by an identifier that no one before them has. */
function takeable(
  delivery: Delivery,
  rows: readonly (readonly Scalar[])[],
  count: Count,
): (readonly Scalar[])[] {
  const known = columnsOf(delivery).flatMap((one, place) =>
    identifies(delivery, one) ? [{ place, column: one[1], seen: new Set<Scalar>() }] : [],
  );
  return rows.filter((row) => {
    const values = known.flatMap(({ place, column, seen }) =>
      row[place] === null ? [] : [{ seen, value: sameFor(column, row[place]!) }],
    );
    if (known.length > 0 && values.length === 0) {
      count('no_identifier');
      return false;
    }
    if (values.some(({ seen, value }) => seen.has(value))) {
      count('identifier_twice');
      return false;
    }
    for (const { seen, value } of values) seen.add(value);
    return true;
  });
}

/** Tools tell addresses apart whatever their case, ids by it. */
const sameFor = (column: string, value: Scalar): Scalar =>
  column === 'email' ? String(value).toLowerCase() : value;

/** Only what lists say is cleared where it is not there: a number that nobody could read may stand well in the tool. */
const emptyCell = (column: string, { empty }: Destination): string =>
  mappedOnly.includes(column) ? '' : empty;

const textOf = (value: Scalar, empty: string): string =>
  value === null ? empty : String(value).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
