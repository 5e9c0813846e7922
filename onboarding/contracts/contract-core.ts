import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { nameFit } from '../columns/match-columns.ts';
import { ofShape, shapeOf } from '../read/shape.ts';
import { fileFit } from '../tables/which-source.ts';
import { saysEnd } from './contract-parts.ts';

/** What a table of contracts says by itself; fee and end may stand elsewhere. */
export interface ContractCore {
  readonly customer: ColumnProfile;
  readonly start: ColumnProfile;
  readonly contract: ColumnProfile | null;
  readonly end: ColumnProfile | null;
  readonly fee: ColumnProfile | null;
}

const called = 0.6;
const fit = (name: string, column: ColumnProfile): number => nameFit('subscriptions', name, column);
/** Trials that were never taken up have no first day. */
const mostly = ({ filled, rows }: ColumnProfile): boolean => filled >= 0.5 * rows;

/** The core of a table that is called contracts, or whose columns are: who, since when, on which plan. Null where it is none. */
export function contractCore(input: InputProfile): ContractCore | null {
  const start = best(ofShape(input, 'time').filter(mostly), 'started_at');
  const ids = ofShape(input, 'id', 'count', 'text', 'maybe time');
  const key = best(ids.filter(isUnique), 'subscription_id');
  const customer =
    best(
      ids.filter((column) => column !== key),
      'customer_id',
    ) ??
    loneId(input, key) ??
    ownId(input, ids);
  if (!start || !customer) return null;
  const times = ofShape(input, 'time').filter((column) => column !== start);
  const end = best(times, 'ended_at') ?? best(times, 'end_known_at') ?? times.find(isEnd) ?? null;
  const telling = [end, key, best(input.columns, 'plan')].filter((column) => column !== null);
  const isCalled = fileFit('subscriptions', input) > 0 || telling.length > 1;
  const fee = best(ofShape(input, 'number', 'count').filter(mostly), 'monthly_amount');
  return isCalled ? { customer, start, contract: key, end, fee } : null;
}

/** Called the day of leaving, and blank for those who stay: `canceled_date`. */
const isEnd = ({ name, filled, rows }: ColumnProfile): boolean => saysEnd(name) && filled < 0.98 * rows;

const isUnique = ({ distinct, rows }: ColumnProfile): boolean => distinct >= 0.99 * rows;

/** Beside a contract's number, the only other column that names something. */
function loneId(input: InputProfile, key: ColumnProfile | null): ColumnProfile | null {
  const others = ofShape(input, 'id').filter(
    (column) => column !== key && column.distinct > 0.2 * column.rows,
  );
  return key && others.length === 1 ? (others[0] ?? null) : null;
}

/** In a table that is called contracts, the only column that tells its rows apart stands for who has them as well. */
function ownId(input: InputProfile, ids: readonly ColumnProfile[]): ColumnProfile | null {
  const unique = ids.filter((column) => shapeOf(column) === 'id' && isUnique(column));
  return fileFit('subscriptions', input) > 0 && unique.length === 1 ? (unique[0] ?? null) : null;
}

function best(columns: readonly ColumnProfile[], name: string): ColumnProfile | null {
  const fitting = columns.filter((column) => fit(name, column) > called);
  return fitting.sort((a, b) => fit(name, b) - fit(name, a))[0] ?? null;
}
