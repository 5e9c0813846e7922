import type { SourceName } from '../../contracts/sources/column.ts';
import { write } from '../../pipeline/reports/format.ts';
import { find } from '../columns/propose-columns.ts';
import { localDay, typedRows } from '../read/measure.ts';
import type { Question } from '../write/proposal.ts';
import type { Settled } from './settled.ts';

const fewestRows = 100;
const oneDay = 0.5;

/** When customers were seen, wrote or answered, by which column. */
const times: readonly (readonly [SourceName, string])[] = [
  ['events', 'happened_at'],
  ['tickets', 'opened_at'],
  ['surveys', 'answered_at'],
];

/** What cases, answers and events come to, and businesses do not show. */
export async function serviceOutcomes(settled: Settled): Promise<Question[]> {
  const questions: Question[] = [];
  for (const [source, at] of times) {
    const found = settled.found.find((one) => one.source === source);
    const column = found && find(found, at)?.column.name;
    if (column) questions.push(...(await outcomeOf(settled, { source, at, column })));
  }
  return questions;
}

interface Timed {
  readonly source: SourceName;
  readonly at: string;
  readonly column: string;
}

async function outcomeOf({ warehouse, draft }: Settled, { source, at, column }: Timed): Promise<Question[]> {
  const day = localDay(at, draft.business.timeZone);
  const [row] = await warehouse.rows(
    `with days as (
       select count(*) as n from (${await typedRows(warehouse, draft, source)}) t
       where customer_id is not null and ${at} is not null group by ${day}
     )
     select sum(n) as n, max(n) as top from days`,
  );
  const [n, top] = [Number(row?.n ?? 0), Number(row?.top ?? 0)];
  if (n < fewestRows || top <= oneDay * n) return [];
  return [
    {
      key: `sources.${source}.columns.${at}`,
      text: `${write.percent(top / n, 0)} of the rows of ${source} lie on one day of ${column}: is that when they were written? Which column says when each was? Otherwise delete the line.`,
      candidates: [`${at}: …`],
      decides: true,
    },
  ];
}
