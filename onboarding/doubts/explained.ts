import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { comesOnTop, isCost, isDiscount, isShare } from '../orders/like-amounts.ts';
import { isMeasure } from '../orders/order-words.ts';
import { determines } from '../read/relations.ts';
import { shapeOf } from '../read/shape.ts';
import type { OrderFindings, Recognised } from '../tables/which-source.ts';

/** A row's numbers: what is taken for the amount, and every other number by its column. */
export interface SumRow {
  readonly customer: string;
  readonly amount: number;
  readonly numbers: Readonly<Record<string, number | null>>;
}

/** Of the rows that have the numbers, the share that must show what explains a column. */
const nearly = 0.95;
const fewest = 20;

/** Whether the values of a column are those of a customer, a product or the like, and not of the row. */
export function isOfAnother(
  { name }: ColumnProfile,
  { input }: Recognised,
  order: OrderFindings | undefined,
): boolean {
  const { relations } = input;
  return Object.entries(relations.groups).some(
    ([key, { keys, several }]) =>
      key !== name &&
      key !== order?.roles.order?.name &&
      several > 0.3 * keys &&
      isName(input.columns.find((column) => column.name === key)) &&
      determines(relations, key, name),
  );
}

const isName = (column: ColumnProfile | undefined): boolean =>
  column !== undefined && ['id', 'text', 'words'].includes(shapeOf(column));

/** Names that say what a number is, where it is no sum that was paid. */
export function isCalledOtherwise(column: ColumnProfile): boolean {
  const words = wordsOf(column.name);
  return (
    comesOnTop(column) ||
    isCost(column) ||
    isDiscount(column) ||
    isShare(column) ||
    isMeasure(words) ||
    words.some((word) => /^(profit|margin|gewinn|marge|lucro|beneficio|age|year|rate|index|rank)$/.test(word))
  );
}

/** Numbers that are no money by what they hold: shares, points of a scale, more digits than any currency has. */
export function isNoMoney({ sample }: ColumnProfile): boolean {
  const plain = sample.map((value) => value.replace(',', '.'));
  const fine = plain.filter((value) => /\.\d{3,}$/.test(value) && !/0{3,}$/.test(value)).length;
  const isPoints = plain.every((value) => Math.abs(Number(value)) <= (/^-?\d+(\.0+)?$/.test(value) ? 10 : 1));
  return fine > 0.5 * plain.length || isPoints;
}

/** Whether a column follows from the amount and columns that are understood. */
export function isMadeOf(name: string, rows: readonly SumRow[], understood: readonly string[]): boolean {
  if (isShareOfAmount(name, rows)) return true;
  const known = understood.filter((other) => other !== name);
  const isMade = (others: readonly string[], tests: readonly Equation[]) =>
    tests.some((test) => holds(rows, [name, ...others], ([x = 0, ...of], amount) => test(x, of, amount)));
  return known.some(
    (other, i) =>
      isMade([other], withOne) || known.slice(i + 1).some((third) => isMade([other, third], withTwo)),
  );
}

/** The amount with all that comes on top of it, less the discounts unless it has them off already. */
export function isWithExtras(
  name: string,
  rows: readonly SumRow[],
  { onTop, off }: { readonly onTop: readonly string[]; readonly off: readonly string[] },
): boolean {
  const sum = (names: readonly string[], { numbers }: SumRow): number =>
    names.reduce((all, one) => all + Math.abs(numbers[one] ?? 0), 0);
  const told = rows.filter(({ numbers }) => numbers[name] != null);
  const isMade = (less: readonly string[]) =>
    told.filter((row) => {
      const whole = row.amount + sum(onTop, row) - sum(less, row);
      return Math.abs((row.numbers[name] ?? 0) - whole) <= 0.02 + 2e-3 * Math.abs(row.amount);
    }).length >=
    nearly * told.length;
  return told.length >= fewest && (isMade([]) || isMade(off));
}

/** A balance grows by the amount from row to row, of all or of each customer. */
export function isRunning(name: string, rows: readonly SumRow[]): boolean {
  const grows = (before: SumRow | undefined, { amount, numbers }: SumRow): boolean[] => {
    const [last, now] = [before?.numbers[name], numbers[name]];
    return last == null || now == null ? [] : [Math.abs(Math.abs(now - last) - Math.abs(amount)) < 0.02];
  };
  const lastOf = new Map<string, SumRow>();
  const ofCustomers = rows.flatMap((row) => {
    const before = lastOf.get(row.customer);
    lastOf.set(row.customer, row);
    return grows(before, row);
  });
  const ofAll = rows.flatMap((row, i) => grows(rows[i - 1], row));
  return [ofCustomers, ofAll].some(
    (steps) => steps.length >= fewest && steps.filter(Boolean).length > nearly * steps.length,
  );
}

/** How a column, others and the amount go together: what each would be were it 0. */
type Equation = (x: number, of: readonly number[], amount: number) => number;

const withOne: readonly Equation[] = [
  (x, [y = 0], amount) => x * y - amount,
  (x, [y = 0], amount) => x - y * amount,
  (x, [y = 0], amount) => x - (amount + Math.abs(y)),
  (x, [y = 0], amount) => x - (amount - Math.abs(y)),
  (x, [y = 0]) => x - y,
];
const signs = [-1, 1];
const withTwo: readonly Equation[] = signs.flatMap((first) =>
  signs.map(
    (second): Equation =>
      (x, [y = 0, z = 0], amount) =>
        x - (amount + first * Math.abs(y) + second * Math.abs(z)),
  ),
);

/** The amount itself, or at few rates a part of it, or it with tax. */
function isShareOfAmount(name: string, rows: readonly SumRow[]): boolean {
  const ratios = rows.flatMap(({ amount, numbers }) => {
    const value = numbers[name];
    const tellsNothing = value == null || (Math.abs(amount) < 5 && Math.abs(value) < 5);
    return tellsNothing ? [] : [value / amount];
  });
  const rates = new Map<number, number>();
  for (const ratio of ratios) {
    const rate = Math.round(200 * ratio) / 200;
    rates.set(rate, (rates.get(rate) ?? 0) + 1);
  }
  const common = [...rates].sort(([, a], [, b]) => b - a).slice(0, 6);
  const within = common
    .filter(([rate]) => rate >= 0 && rate <= 1.35)
    .reduce((sum, [, times]) => sum + times, 0);
  return ratios.length >= fewest && within >= nearly * ratios.length;
}

function holds(
  rows: readonly SumRow[],
  names: readonly string[],
  test: (values: readonly number[], amount: number) => number,
): boolean {
  let all = 0;
  let good = 0;
  for (const { amount, numbers } of rows) {
    const values = names.map((name) => numbers[name]);
    if (values.some((value) => value == null)) continue;
    all++;
    if (Math.abs(test(values as number[], amount)) <= 0.02 + 2e-3 * Math.abs(amount)) good++;
  }
  return all >= fewest && good >= nearly * all;
}
