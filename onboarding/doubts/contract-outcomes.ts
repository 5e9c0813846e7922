import type { Row } from '../../contracts/ports/warehouse.ts';
import { write } from '../../pipeline/reports/format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { find } from '../columns/propose-columns.ts';
import { localDay, typedRows } from '../read/measure.ts';
import type { Question } from '../write/proposal.ts';
import type { Settled } from './settled.ts';
import { unevenStates } from './states.ts';

const fewest = 50;
const nearlyAll = 0.97;
const oneDay = 0.5;
/** What customers pay a month is between these times their fees. */
const paid = { least: 0.5, most: 2 };

/** What contracts come to, and businesses do not show. */
export async function contractOutcomes(settled: Settled): Promise<Question[]> {
  const contracts = settled.found.find(({ source }) => source === 'subscriptions');
  if (!contracts) return [];
  const [start, end, fee] = ['started_at', 'ended_at', 'monthly_amount'].map(
    (name) => find(contracts, name)?.column.name,
  );
  const row = await outcomeOf(settled);
  const n = (name: string) => Number(row[name] ?? 0);
  const all = n('contracts');
  if (all < fewest) return [];
  const share = (part: string, of: number) => n(part) / Math.max(1, of);
  const key = (name: string) => `sources.subscriptions.columns.${name}`;
  const asked = (name: string, text: string): Question => ({
    key: key(name),
    text,
    candidates: [`${name}: …`],
    decides: true,
  });
  return [
    ...(share('top_start', all) > oneDay
      ? [
          asked(
            'started_at',
            `${write.percent(share('top_start', all), 0)} of the contracts began on one day by ${start}: is that when they were written? Which column says when each began?`,
          ),
        ]
      : []),
    ...(end !== undefined && share('ended', all) > nearlyAll
      ? [
          asked(
            'ended_at',
            `${write.percent(share('ended', all), 0)} of the contracts have ended by ${end}, and hardly any goes on. Does ${end} say when a term is paid until, or when the file was made? Then leave it out; otherwise delete the line.`,
          ),
        ]
      : []),
    ...(n('all_ends') >= fewest && share('top_end', n('all_ends')) > oneDay
      ? [
          asked(
            'ended_at',
            `${write.percent(share('top_end', n('all_ends')), 0)} of the ends by ${end} are on one day. Did so many end then? Otherwise correct it.`,
          ),
        ]
      : []),
    ...(fee !== undefined ? await paidQuestions(settled, fee) : []),
    ...(end === undefined ? [] : await unevenStates(settled.warehouse, contracts, settled.open)),
  ];
}

async function outcomeOf({ warehouse, draft }: Settled): Promise<Row> {
  const rows = await typedRows(warehouse, draft, 'subscriptions');
  const [started, ended] = ['started_at', 'ended_at'].map((at) => localDay(at, draft.business.timeZone));
  const mapped = 'ended_at' in (draft.sources.subscriptions?.columns ?? {});
  const [row] = await warehouse.rows(
    `with rows_read as (
       select ${started} as started, ${mapped ? ended : 'cast(null as date)'} as ended
       from (${rows}) t where started_at is not null
     ), starts as (select count(*) as n from rows_read group by started
     ), ends as (select count(*) as n from rows_read where ended is not null group by ended)
     select count(*) as contracts,
       count_if(ended is not null and ended <= date ${literal(draft.business.dataUntil)}) as ended,
       (select max(n) from starts) as top_start,
       (select max(n) from ends) as top_end,
       (select sum(n) from ends) as all_ends
     from rows_read`,
  );
  return row ?? {};
}

/** What customers paid, where that is in another file, against the fees that their contracts come to over the same time. */
async function paidQuestions({ warehouse, draft, found }: Settled, fee: string): Promise<Question[]> {
  if (!found.some(({ source }) => source === 'orders')) return [];
  const [contracts, orders] = [
    await typedRows(warehouse, draft, 'subscriptions'),
    await typedRows(warehouse, draft, 'orders'),
  ];
  const mapped = 'ended_at' in (draft.sources.subscriptions?.columns ?? {});
  const until = `cast(timestamp ${literal(`${draft.business.dataUntil} 00:00:00`)} as timestamp)`;
  const over = mapped ? `least(coalesce(ended_at, ${until}), ${until})` : until;
  const rows = await warehouse.rows(
    `with due as (
       select customer_id, sum(cast(monthly_amount as double) * greatest(1, date_diff('day', started_at, ${over}) / 30.4)) as due
       from (${contracts}) t where started_at is not null group by customer_id
     ), bills as (
       select customer_id, cast(sum(amount) as double) as paid, count(*) as n from (${orders}) t group by customer_id
     )
     select d.due, b.paid from due d join bills b on b.customer_id = d.customer_id
     where d.due > 0 and b.n >= 3 order by d.customer_id limit 5000`,
  );
  const ratios = rows.map((row) => Number(row.paid) / Number(row.due)).sort((a, b) => a - b);
  const [least, middle, most] = [0.1, 0.5, 0.9].map((at) => ratios[Math.floor(at * ratios.length)] ?? 1);
  if (ratios.length < fewest || middle === undefined || (middle >= paid.least && middle <= paid.most))
    return [];
  return [
    {
      key: 'sources.subscriptions.columns.monthly_amount',
      text: `customers paid ${write.number(middle, 2)} times what their contracts come to by ${fee} (most between ${write.number(least ?? 0, 2)} and ${write.number(most ?? 0, 2)}). Is ${fee} the fee of one month for the whole contract, not of a seat, a year or a term, and do the days say how long each lasted?`,
      candidates: ['monthly_amount: …'],
      decides: true,
    },
  ];
}
