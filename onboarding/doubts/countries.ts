import type { ColumnProfile } from '../../contracts/profile.ts';
import { write } from '../../pipeline/reports/format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { nameFit } from '../columns/match-columns.ts';
import { sqlOfAmount } from '../orders/order-amount.ts';
import { ofShape } from '../read/shape.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type OrderFindings, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import type { Doubted } from './settled.ts';

/** In one currency, what is bought in one country is hardly so many times as dear as in another. */
const another = 20;
const fewestRows = 30;

/** Amounts of one country that are far larger than those of another, as where each is in its own currency and no column says so. */
export async function countryDoubts(doubted: Doubted): Promise<Question[]> {
  const { order, input } = doubted.found;
  if (!order || order.amount.told || 'currency' in (doubted.draft.sources.orders?.columns ?? {})) return [];
  const country = ofShape(input, 'words').find(
    (column) => column.distinct > 1 && isCountry(column) && !doubted.isAsked(column.name),
  );
  return country ? inAnotherUnit(doubted, order, country) : [];
}

/** Between goods, channels and kinds of customers amounts may differ as much, and between countries hardly. */
const isCountry = (column: ColumnProfile): boolean => nameFit('customers', 'country', column) > 0.75;

async function inAnotherUnit(
  { warehouse, found }: Doubted,
  { amount }: OrderFindings,
  column: ColumnProfile,
): Promise<Question[]> {
  const value = `cast(abs(${sqlOfAmount(amount.role, null)}) as double)`;
  const rows = await warehouse.rows(
    `select word, count(*) as n, avg(ln(value)) as middle, stddev_pop(ln(value)) as spread
     from (select ${sqlText(column)} as word, ${value} as value from ${tableOf(found)}) a
     where value > 0 and nullif(trim(word), '') is not null group by 1 order by 3, 1`,
  );
  const kinds = rows
    .map((row) => ({
      word: String(row.word),
      n: Number(row.n),
      middle: Number(row.middle),
      spread: Number(row.spread),
    }))
    .filter(({ n }) => n >= fewestRows);
  const [least, most] = [kinds[0], kinds.at(-1)];
  if (!least || !most) return [];
  const apart = most.middle - least.middle;
  if (apart < Math.log(another) || apart < 2 * Math.max(least.spread, most.spread)) return [];
  return [
    {
      key: 'sources.orders',
      text: `amounts are about ${write.count(Math.round(Math.exp(apart)))} times as large where ${column.name} is "${most.word}" as where it is "${least.word}", and all are added up. Is each in its own currency? Then map currency; otherwise delete the line.`,
      candidates: [
        `currency: { sql: "case ${sqlText(column)} when ${literal(most.word)} then '…' else '…' end" }`,
      ],
      decides: true,
    },
  ];
}
