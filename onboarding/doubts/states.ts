import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { write } from '../../pipeline/reports/format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { find } from '../columns/propose-columns.ts';
import { ofShape } from '../read/shape.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';

/** A word goes with one side where so many of its rows lie there. */
const goesWith = 0.95;
const fewestRows = 20;

/** Said of contracts that go on, also while nobody pays. */
const goesOn =
  /^(active|aktiv\w*|acti[fv]\w*|ativ[oa]|attiv[oa]|actief|aktywn[ay]|активн\w*|live|open|current|running|ongoing|renew(ed|ing|s|al)?|trial\w*|past|due|unpaid|paused?|pending|hold|new|yes|true|laufend|pausiert|offen)$/;

const isKnown = ({ word }: { readonly word: string }): boolean =>
  wordsOf(word).some((one) => goesOn.test(one));

/**
 * A column whose words go with whether a contract has an end, whatever they are: where several of them stand on contracts that go
 * on, one that nobody knows may say that these are over too.
 */
export async function unevenStates(
  warehouse: Warehouse,
  contracts: Recognised,
  open: readonly Question[],
): Promise<Question[]> {
  const end = find(contracts, 'ended_at')?.column;
  if (!end || open.some(({ key, decides }) => decides && /subscriptions(\.columns\.ended_at)?$/.test(key)))
    return [];
  for (const column of ofShape(contracts.input, 'words').filter(({ distinct }) => distinct <= 8)) {
    const rows = await warehouse.rows(
      `select ${sqlText(column)} as word, count(*) as n, count_if(nullif(trim(${sqlText(end)}), '') is not null) as ended
       from ${tableOf(contracts)} where nullif(trim(${sqlText(column)}), '') is not null group by 1 order by 2 desc, 1`,
    );
    const words = rows.map((row) => ({
      word: String(row.word),
      rows: Number(row.n),
      ended: Number(row.ended) / Math.max(1, Number(row.n)),
    }));
    const counted = words.filter(({ rows: n }) => n >= fewestRows);
    const tells = counted.every(({ ended }) => ended > goesWith || ended < 1 - goesWith);
    const going = counted.filter(({ ended }) => ended < 1 - goesWith);
    if (!tells || going.length < 2 || going.length === counted.length || going.every(isKnown)) continue;
    const unknown = going.filter((one) => !isKnown(one));
    const said = going.map(({ word, rows: n }) => `"${word}" (${write.count(n)})`).join(', ');
    return [
      {
        key: 'sources.subscriptions.columns.ended_at',
        text: `${column.name} tells contracts with an end from others, and says ${said} of those that go on. Do all of these go on? Leave those out in the query that are over; otherwise delete the line.`,
        candidates: unknown.map(({ word }) => `where ${sqlText(column)} <> ${literal(word)}`),
        decides: true,
      },
    ];
  }
  return [];
}
