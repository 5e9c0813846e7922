import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { find } from '../columns/propose-columns.ts';
import { ofShape } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { termDays } from './term-days.ts';

/** Called what is paid a month. */
const ofMonth =
  /^(month(ly)?|months|mrr|mo|monat(s|lich)?|mensuel(le)?|mensual|mensile|mensal|miesieczn\w*|lunar\w*|месяц\w*|ежемесячн\w*|maand(elijks)?)$/;
/** A term longer than a month and a few days may be paid for at once. */
const severalMonths = 45;
/** So many of the contracts end as long after they began. */
const usual = 0.5;

const lengths: readonly (readonly [RegExp, number])[] = [
  [/^(months?|monthly|monat(lich)?|mensuel(le)?|mensual|mensile|mensal|miesieczn\w*|lunar|maandelijks)$/, 1],
  [/^(quarters?|quarterly|vierteljahrlich|trimestriel(le)?|trimestral\w*|kwartaln\w*)$/, 3],
  [
    /^(half|semi)(years?|yearly|annual(ly)?)$|^(halbjahrlich|semestriel(le)?|semestral\w*|polroczn\w*|halfjaarlijks)$/,
    6,
  ],
  [/^(years?|yearly|annual(ly)?|jahrlich|annuel(le)?|anual|annuale|roczn\w*|jaarlijks)$/, 12],
];

const monthsOf = (value: string): number | undefined => {
  const words = wordsOf(value);
  const word = /^(half|semi|bi)$/.test(words[0] ?? '') ? words.join('') : words.length === 1 ? words[0] : '';
  return lengths.find(([test]) => test.test(word ?? ''))?.[1];
};

/** Some are billed by the month and some by the year, say; of a word that is not known it is asked as well. */
const saysInterval = ({ common, distinct }: ColumnProfile): boolean => {
  const known = common.filter(({ value }) => monthsOf(value) !== undefined);
  return (
    distinct <= 6 &&
    common.length === distinct &&
    known.length > 0.5 * distinct &&
    known.some(({ value }) => monthsOf(value) !== 1)
  );
};

function intervalQuestion(fee: string, interval: ColumnProfile): Question {
  const whens = interval.common.map(({ value }) => `when ${literal(value)} then ${monthsOf(value) ?? '…'}`);
  return {
    key: 'sources.subscriptions.columns.monthly_amount',
    text: `${fee} is taken for what each pays a month, but ${interval.name} says that not all are billed by the month. Is ${fee} what is billed each time? Then divide it; otherwise delete the line.`,
    candidates: [
      `monthly_amount: { sql: "try_cast(${sqlName(fee)} as decimal(18,4)) / case ${sqlText(interval)} ${whens.join(' ')} end" }`,
    ],
    decides: true,
  };
}

/** Beside a price of a month stands that of a year, and a column says who pays which. */
function yearQuestions({ input }: Recognised, fee: ColumnProfile, interval: ColumnProfile): Question[] {
  const yearly = ofShape(input, 'number', 'count').find(
    (column) =>
      column !== fee && wordsOf(column.name).some((word) => monthsOf(word) === 12) && column.distinct > 1,
  );
  const words = interval.common
    .filter(({ value }) => monthsOf(value) === 12)
    .map(({ value }) => literal(value));
  if (!yearly || words.length === 0) return [];
  const [month, year] = [fee, yearly].map(({ name }) => `try_cast(${sqlName(name)} as decimal(18,4))`);
  return [
    {
      key: 'sources.subscriptions.columns.monthly_amount',
      text: `${fee.name} is taken for what each pays a month, but ${interval.name} says that some are billed by the year, and ${yearly.name} what for. Do they pay that? Then take a twelfth of it; otherwise delete the line.`,
      candidates: [
        `monthly_amount: { sql: "case when ${sqlText(interval)} in (${words.join(', ')}) then ${year} / 12 else ${month} end" }`,
      ],
      decides: true,
    },
  ];
}

/** A price of contracts that mostly last for one term, a year say, may be that of the term, and beside seats that of one. */
export async function termQuestions(warehouse: Warehouse, contracts: Recognised): Promise<Question[]> {
  const [fee, start, end] = ['monthly_amount', 'started_at', 'ended_at'].map(
    (name) => find(contracts, name)?.column,
  );
  if (!fee || find(contracts, 'period_months')) return [];
  return [
    ...seatQuestions(contracts, fee),
    ...(await lengthQuestions(warehouse, contracts, { fee, start, end })),
  ];
}

/** Called how many may use what is paid for. */
const ofSeats =
  /^(seats?|licen[sc]es?|users?|members?|units?|quantity|qty|lizenzen|platze|nutzer|sieges?|licencias?|asientos?|usuarios?|licencas?|assentos?|postazioni|licenze|stanowiska?|licencje|места|лицензии)$/;

/** A price beside how many there are of it may be the price of one. */
function seatQuestions({ input }: Recognised, fee: ColumnProfile): Question[] {
  const seats = ofShape(input, 'count', 'id').find(
    (column) =>
      column.distinct > 1 &&
      column.sample.every((value) => /^\d{1,5}$/.test(value)) &&
      wordsOf(column.name).some((word) => ofSeats.test(word)) &&
      !wordsOf(column.name).some((word) => /^(id|key|max|limit|no|nr)$/.test(word)),
  );
  if (!seats || !(wordsOf(fee.name).some((word) => ofOne.test(word)) || isOfList(fee, seats))) return [];
  const product = [fee, seats].map(({ name }) => `try_cast(${sqlName(name)} as decimal(18,4))`).join(' * ');
  return [
    {
      key: 'sources.subscriptions.columns.monthly_amount',
      text: `${fee.name} is taken for what each contract pays, and ${seats.name} says how many each has. Is it the price of one? Then multiply; otherwise delete the line.`,
      candidates: [`monthly_amount: { sql: "${product}" }`],
      decides: true,
    },
  ];
}

const mostOnList = 12;

/** Prices on a list, which do not grow with how many there are. */
const isOfList = (fee: ColumnProfile, seats: ColumnProfile): boolean =>
  fee.distinct <= mostOnList && seats.distinct > fee.distinct;

const ofOne =
  /^(price|rate|preis|satz|prix|tarif|precio|tarifa|preco|prezzo|cena|pret|prijs|per|pro|par|por|цена)$/;

interface Term {
  readonly fee: ColumnProfile;
  readonly start: ColumnProfile | undefined;
  readonly end: ColumnProfile | undefined;
}

async function lengthQuestions(
  warehouse: Warehouse,
  contracts: Recognised,
  { fee, start, end }: Term,
): Promise<Question[]> {
  const interval = contracts.input.columns.find(saysInterval);
  if (wordsOf(fee.name).some((word) => ofMonth.test(word)))
    return interval ? yearQuestions(contracts, fee, interval) : [];
  if (interval) return [intervalQuestion(fee.name, interval)];
  const named = wordsOf(fee.name)
    .map(monthsOf)
    .find((months) => months !== undefined);
  if (named !== undefined)
    return [ofTermQuestion(fee, `its name speaks of ${named} months. Is it the price of so many?`, named)];
  if (!start || !end) return [];
  const term = await termDays(warehouse, contracts, { start, end });
  const isUsual = term !== null && (term.atMedian >= usual || isPremium(fee));
  if (term === null || term.median < severalMonths || !isUsual) return [];
  const months = Math.round(term.median / (365.25 / 12));
  return [
    ofTermQuestion(
      fee,
      `most contracts last ${term.median} days. Is it the price of the whole term?`,
      months,
    ),
  ];
}

/** Premiums are of the whole term sooner than of a month, however long each is. */
const isPremium = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) =>
    /^(premiums?|prima|primes?|pramien?|praemien?|premie|premio|skladka)$/.test(word),
  );

const ofTermQuestion = (fee: ColumnProfile, but: string, months: number): Question => ({
  key: 'sources.subscriptions.columns.monthly_amount',
  text: `${fee.name} is taken for what each pays a month, but ${but} Then divide it; otherwise delete the line.`,
  candidates: [`monthly_amount: { sql: "try_cast(${sqlName(fee.name)} as decimal(18,4)) / ${months}" }`],
  decides: true,
});
