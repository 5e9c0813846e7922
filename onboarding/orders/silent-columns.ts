import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { nameFit } from '../columns/match-columns.ts';
import { shapeOf } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { columnsOf } from './amount-roles.ts';
import { comesOnTop, isDiscount, isShare } from './like-amounts.ts';
import { sqlOfAmount } from './order-amount.ts';
import { isHarmless, speaksOfCalledOff, speaksOfShipping, stateOf } from './order-words.ts';
import { commonPrefix, inWords } from './spoken-states.ts';

/** Columns of few words that nobody here understands: one of them may say that there was no sale. */
export function silentQuestions(
  free: readonly ColumnProfile[],
  found: Recognised,
  known: readonly (ColumnProfile | null)[],
): Question[] {
  const read = found.matches.map(({ column }) => column.name);
  const rivals = found.order?.amount.rivals ?? [];
  const moved = free.find(tellsMovements);
  const silent = free.filter(
    (column) =>
      !known.includes(column) &&
      column !== moved &&
      ![...read, ...rivals].includes(column.name) &&
      (!isHarmless(column.name) || tellsState(column)) &&
      !speaksOfShipping(column.name) &&
      !isDiscount(column) &&
      (isMarginal(column) || isRareSum(column) || tellsKinds(column) || isStatus(column)),
  );
  const asked = moved ? [movementsQuestion(moved, found)] : [];
  if (silent.length === 0) return asked;
  const names = silent.map(({ name }) => name).join(', ');
  return [
    ...asked,
    {
      key: 'sources.orders',
      text: `${names} ${silent.length === 1 ? 'is' : 'are'} not understood. Does ${silent.length === 1 ? 'it' : 'one of them'} say that an order failed or was refunded? Then leave such rows out or map them to kind; otherwise delete the line.`,
      candidates: silent.flatMap((column) =>
        isRareSum(column) ? [`what is paid back: ${column.name}`] : [`where ${sqlName(column.name)} <> '…'`],
      ),
      decides: true,
    },
  ];
}

/** What happens to a fee: it begins, grows, shrinks and ends. */
const movements = [
  /new|start|begin|activat|signup|sign.up|subscri/i,
  /upgrad|expan|upsell|increase/i,
  /downgrad|contract|decrease/i,
  /churn|cancel|terminat|lost|expir/i,
];

/** Words for how a contract begins, grows or shrinks, and ends: no kinds of purchases. */
function tellsMovements(column: ColumnProfile): boolean {
  if (shapeOf(column) !== 'words' || column.distinct > 8) return false;
  const met = movements.map((kind) => column.common.some(({ value }) => kind.test(value)));
  return met[0] === true && (met[1] === true || met[2] === true) && met[3] === true;
}

/** Contracts out of what happened to them: sums that go down are changes, others what was paid from then on. */
function movementsQuestion(column: ColumnProfile, { input, order }: Recognised): Question {
  const wordsOfKind = (kind: number) =>
    column.common.filter(({ value }) => movements[kind]?.test(value)).map(({ value }) => value);
  const [begins, ends] = [wordsOfKind(0), wordsOfKind(3)];
  const [who, when] = [order?.roles.customer, order?.roles.at].map((one) => (one ? sqlName(one.name) : '…'));
  const sum = order ? sqlOfAmount(order, null) : '0';
  const goesDown =
    order &&
    columnsOf(order.amount.role).some(({ sample }) => sample.some((value) => /^\s*[-−(]/.test(value)));
  const isEnd = inWords(column, ends);
  const fee = goesDown
    ? `sum(case when ${isEnd} then 0 else ${sum} end)`
    : `max_by(${sum}, case when ${isEnd} then '' else ${when} end)`;
  const query = `select ${who} as customer, min(${when}) as started, max(case when ${isEnd} then ${when} end) as ended, ${fee} as fee from ${sqlName(input.name)} group by 1`;
  const said = [...begins, ...ends].map((word) => `"${word}"`).join(', ');
  return {
    key: 'sources.orders',
    text: `${column.name} says ${said}: the rows look like what happened to a recurring fee, not like purchases. Are they? Then delete sources.orders and write contracts, with the fee as it stood last; otherwise delete the line.`,
    candidates: [`subscriptions: { query: "${query.replaceAll('"', '\\"')}" }`],
    decides: true,
  };
}

/** Called a state, and of an order rather than a place. */
const tellsState = ({ name, common }: ColumnProfile): boolean =>
  /state$/i.test(name) && common.some(({ value }) => value.trim().length > 2 && stateOf(value) === 'sold');

/** Where no status tells which orders fell through: a time at which some were called off. */
export function calledOffQuestions(free: readonly ColumnProfile[]): Question[] {
  return free
    .filter(
      (column) =>
        shapeOf(column) === 'time' && speaksOfCalledOff(column.name) && column.filled < 0.9 * column.rows,
    )
    .map((column) => ({
      key: 'sources.orders',
      text: `${column.name} is set on some orders only, and all orders count as sales. Were those cancelled? Then leave them out in the query; otherwise delete the line.`,
      candidates: [`where nullif(trim(${sqlText(column)}), '') is null`],
      decides: true,
    }));
}

/** Called the status of the order, in words of which not all are understood. */
function isStatus(column: ColumnProfile): boolean {
  const name = wordsOf(column.name).filter((word) => !/^(order|orders|bestell|pedido|commande)$/.test(word));
  const called =
    name.length === 1 && /^(status|stan|stav|stare|estado|statut|stato|durum|статус)$/.test(name[0] ?? '');
  if (!called || shapeOf(column) !== 'words' || column.distinct < 2 || column.distinct > 12) return false;
  const prefix = commonPrefix(column.common.map(({ value }) => value));
  const states = column.common.map(({ value }) => stateOf(value.slice(prefix.length)));
  // a state is a part of a country as well
  const isPlace =
    /^(stan|stare|estado|stato)$/.test(name[0] ?? '') && states.every((state) => state === 'unknown');
  return states.includes('unknown') && !isPlace;
}

/** Where an order came from is no kind of entry, and neither is that nobody said so. */
const comesFrom =
  /^(not set|not specified|unknown|other|none|n\/?a)$|(?<!\p{L})(misc|online|offline|store|shop|web|app|mobile|phone|mail|email|dine|take|deliver|pick|retail|wholesale|b2b|b2c|laden|versand|boutique|tienda|loja|negozio|sklep|магазин)/iu;

const saysWhereFrom = (value: string): boolean => stateOf(value) === 'unknown' && comesFrom.test(value);

/** Nearly all rows say one thing and a few another. */
function isMarginal(column: ColumnProfile): boolean {
  const [first] = column.common;
  if (shapeOf(column) === 'time' || (shapeOf(column) !== 'words' && column.distinct > 3)) return false;
  if (column.distinct < 2 || column.distinct > 12 || first === undefined) return false;
  if (column.common.every(({ value }) => /^(19|20)\d\d$/.test(value))) return false;
  const all = column.filled;
  const words = column.common.every(({ value }) => stateOf(value) === 'sold' || saysWhereFrom(value));
  return !words && first.rows >= 0.75 * all && first.rows < all;
}

/** Called the kind of an entry, in words of which not all say that something was sold: movements of a fee, of an account. */
function tellsKinds(column: ColumnProfile): boolean {
  if (shapeOf(column) !== 'words' || nameFit('orders', 'kind', column) < 0.75) return false;
  return (
    column.distinct > 1 &&
    column.common.some(({ value }) => stateOf(value) !== 'sold' && !saysWhereFrom(value))
  );
}

/** A sum on few rows, and none that makes up the amount. */
function isRareSum(column: ColumnProfile): boolean {
  if (shapeOf(column) !== 'number' || isDiscount(column) || isShare(column) || comesOnTop(column))
    return false;
  const zeros = column.common.find(({ value }) => Number(value.replace(',', '.')) === 0)?.rows ?? 0;
  const n = column.filled - zeros;
  return n > 0 && n < 0.3 * column.rows;
}
