import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { nameFit } from '../columns/match-columns.ts';
import { holds, type Relations } from '../read/relations.ts';
import { speaksOfRefund } from './order-words.ts';

/** One of several sums of the same row, and why it; `rivals` where nothing but a person can tell. */
export interface ChosenAmount {
  readonly amount: ColumnProfile;
  readonly why: string;
  readonly rivals: readonly string[];
  /** Taken off to come to what was sold. */
  readonly less: ColumnProfile | null;
}

const amountFit = (column: ColumnProfile): number => nameFit('orders', 'amount', column);

const saysGross = (column: ColumnProfile): boolean =>
  wordsOf(column.name).some((word) =>
    /^(incl|including|included|inc|with|gross|brut|brutto|bruto|ttc|lordo)$/.test(word),
  );
const saysNet = (column: ColumnProfile): boolean =>
  wordsOf(column.name).some((word) =>
    /^(excl|excluding|excluded|ex|before|without|net|nett|netto|neto|ht|netta)$/.test(word),
  );
/** Taxes, carriage and tips come on top of what was sold. */
const onTop =
  /^(freight|shipping|postage|delivery|tax|taxes|vat|gst|duty|duties|tip|versand|versandkosten|fracht|porto|steuer|mwst|ust|trinkgeld|livraison|frais|tva|pourboire|envio|flete|iva|propina|frete|spedizione|mancia|wysylka|podatek|livrare|доставка|налог)$/;

export const isDiscount = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) =>
    /^(disc|discount|rabat|rabatt|remise|descuento|desconto|sconto|reducere|скидка|korting|sleva)/.test(word),
  );

/** A share of the price: below one, and of few sizes. */
export const isRate = ({ sample, distinct }: ColumnProfile): boolean =>
  distinct <= 40 &&
  sample.some((value) => numberIn(value) > 0) &&
  sample.every((value) => Math.abs(numberIn(value)) < 1);

const numberIn = (value: string): number => Number(value.replace(',', '.'));

/** Called a percentage, and one. */
export const isPercent = ({ name, sample }: ColumnProfile): boolean =>
  /%/.test(name + sample.join('')) || wordsOf(name).some((word) => percent.test(word));

const percent =
  /^(pct|perc|percent(age|ual|uale)?|prozent|prozentual|pourcent(age)?|porcentaje|porcentual|percentuale|procent(ow[ya])?|protsent|процент\w*)$/;

/** Taken off each row alike, whether it stands on the row or on its order. */
export const isShare = (column: ColumnProfile): boolean => isRate(column) || isPercent(column);

/** What it cost the business itself. */
export const isCost = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) =>
    /^(costs?|cogs|kosten|couts?|costos?|costes?|custos?|costi|koszty?|cost(ul|uri)|kostprijs|себестоимость)$/.test(
      word,
    ),
  );

export const comesOnTop = (column: ColumnProfile): boolean =>
  amountFit(column) === 0 &&
  !saysGross(column) &&
  !saysNet(column) &&
  wordsOf(column.name).some((word) => onTop.test(word));

/** `Total incl. tax` is no tax. */
export const isWhole = (column: ColumnProfile): boolean =>
  saysGross(column) ||
  saysNet(column) ||
  wordsOf(column.name).some((word) => /^(total|totale|amount|sum)$/.test(word));

const most = 3;

/**
 * A sum that is another with tax, carriage or a tip on top, and with or without a discount taken off: what was sold is the
 * other, less the discount.
 */
export function withoutExtras(
  relations: Relations,
  money: readonly ColumnProfile[],
  rare: readonly ColumnProfile[],
): ChosenAmount | null {
  const extras = [...money, ...rare].filter((column) => isDiscount(column) || comesOnTop(column));
  const sums = money.filter((column) => !extras.includes(column));
  for (const parts of subsets(extras))
    for (const whole of sums)
      for (const base of sums) {
        const found = whole === base ? null : madeOf(relations, { whole, base, parts });
        if (found) return found;
      }
  return null;
}

interface Equation {
  readonly whole: ColumnProfile;
  readonly base: ColumnProfile;
  readonly parts: readonly ColumnProfile[];
}

function madeOf(relations: Relations, { whole, base, parts }: Equation): ChosenAmount | null {
  const less = parts.filter(isDiscount);
  if (less.length > 1) return null;
  const names = [whole, base, ...parts].map(({ name }) => name);
  const signs = parts.map((one) => (isDiscount(one) ? -1 : 1));
  const test = ([w = 0, b = 0, ...others]: readonly number[]) =>
    w - b - others.reduce((sum, value, i) => sum + (signs[i] ?? 1) * Math.abs(value), 0);
  if (holds(relations, names, test) < 0.95 || !holdsWhere(relations, { names, parts, test })) return null;
  const said = parts.map(({ name }, i) => ` ${signs[i] === -1 ? '−' : '+'} ${name}`);
  const equation = `${base.name}${said.join('')} = ${whole.name}`;
  return less.length === parts.length
    ? { amount: whole, why: equation, rivals: [], less: null }
    : { amount: base, why: `${equation}: what was sold`, rivals: [], less: less[0] ?? null };
}

/** Where nearly all of the parts are 0 the sums are equal anyway: the rows on which one is not decide. */
function holdsWhere(
  { rows }: Relations,
  {
    names,
    parts,
    test,
  }: {
    readonly names: readonly string[];
    readonly parts: readonly ColumnProfile[];
    readonly test: (values: readonly number[]) => number;
  },
): boolean {
  const telling = rows.filter(({ numbers }) => parts.every(({ name }) => (numbers[name] ?? 0) !== 0));
  const good = telling.filter(
    ({ numbers }) => Math.abs(test(names.map((name) => numbers[name] ?? 0))) < 0.02,
  );
  return telling.length > 0 && good.length > 0.9 * telling.length;
}

/** Of one, two or three columns, the smaller sets first. */
function subsets(columns: readonly ColumnProfile[]): ColumnProfile[][] {
  let sets: ColumnProfile[][] = [[]];
  for (const column of columns.slice(0, 6)) sets = [...sets, ...sets.map((set) => [...set, column])];
  return sets.filter(({ length }) => length > 0 && length <= most).sort((a, b) => a.length - b.length);
}

/**
 * Of sums that are called alike, the one without tax where they differ by rates as taxes have, and their names say which is
 * which; else it is asked about.
 */
export function ofLikeNamed(
  { rows }: Relations,
  chosen: ColumnProfile,
  candidates: readonly ColumnProfile[],
): Omit<ChosenAmount, 'less'> {
  const alike = candidates.filter(
    (other) =>
      other !== chosen &&
      !speaksOfRefund(other.name) &&
      !comesOnTop(other) &&
      !isCost(other) &&
      areAlike(chosen, other),
  );
  const pairs = alike.map((other) => ({ other, ratios: ratiosOf(rows, chosen.name, other.name) }));
  const differing = pairs.filter(
    ({ ratios }) => ratios.filter((ratio) => ratio !== 1).length > 0.05 * ratios.length,
  );
  if (differing.length === 0) return { amount: chosen, why: '', rivals: [] };
  const [only] = differing;
  if (differing.length === 1 && only && areTaxed(only.ratios)) {
    const larger = (only.ratios.find((ratio) => ratio !== 1) ?? 1) > 1;
    const [net, gross] = larger ? [chosen, only.other] : [only.other, chosen];
    const why = `${gross.name} is ${net.name} with tax`;
    const isSaid = (saysGross(gross) || saysNet(net)) && !saysNet(gross) && !saysGross(net);
    return { amount: net, why, rivals: isSaid ? [] : [gross.name] };
  }
  return { amount: chosen, why: '', rivals: differing.map(({ other }) => other.name) };
}

function areAlike(a: ColumnProfile, b: ColumnProfile): boolean {
  const [own, others] = [wordsOf(a.name), wordsOf(b.name)];
  const within = (some: readonly string[], all: readonly string[]) =>
    some.length > 0 && some.every((word) => all.includes(word));
  const bare = (words: readonly string[]) => words.filter((word) => !/^(net|netto|gross|brutto)$/.test(word));
  return (
    within(bare(own), others) ||
    within(bare(others), own) ||
    (amountFit(b) > 0 && amountFit(b) >= 0.8 * amountFit(a))
  );
}

/** How many times the one the other is, to half a percent, on rows of sums that are not small. */
function ratiosOf(rows: Relations['rows'], name: string, other: string): number[] {
  return rows.flatMap(({ numbers }) => {
    const [a, b] = [numbers[name], numbers[other]];
    return a == null || b == null || Math.abs(a) < 5 ? [] : [Math.round((200 * b) / a) / 200];
  });
}

/** By few rates, none above a third, always the same way. */
function areTaxed(ratios: readonly number[]): boolean {
  const rates = new Set(ratios);
  const isUp = [...rates].some((ratio) => ratio > 1);
  return (
    ratios.length >= 10 &&
    rates.size <= 6 &&
    [...rates].every((ratio) => (isUp ? ratio >= 1 && ratio <= 1.33 : ratio <= 1 && ratio >= 0.75))
  );
}
