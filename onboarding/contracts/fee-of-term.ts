import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { find } from '../columns/propose-columns.ts';
import { sqlName } from '../read/sql-of-column.ts';
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

/** A price of contracts that mostly last for one term, a year say, may be that of the term: value would be twelve times too large. */
export async function termQuestions(warehouse: Warehouse, contracts: Recognised): Promise<Question[]> {
  const [fee, start, end] = ['monthly_amount', 'started_at', 'ended_at'].map(
    (name) => find(contracts, name)?.column,
  );
  if (!fee || !start || !end || find(contracts, 'period_months')) return [];
  if (wordsOf(fee.name).some((word) => ofMonth.test(word))) return [];
  const term = await termDays(warehouse, contracts, { start, end });
  if (term === null || term.median < severalMonths || term.atMedian < usual) return [];
  const months = Math.round(term.median / (365.25 / 12));
  return [
    {
      key: 'sources.subscriptions.columns.monthly_amount',
      text: `${fee.name} is taken for what each pays a month, but most contracts last ${term.median} days. Is it the price of the whole term? Then divide it; otherwise delete the line.`,
      candidates: [`monthly_amount: { sql: "try_cast(${sqlName(fee.name)} as decimal(18,4)) / ${months}" }`],
      decides: true,
    },
  ];
}
