import { daysBetween } from '../../contracts/business-day.ts';
import type { ColumnMap, Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import type { DayCount } from '../../pipeline/recognise/day-count.ts';
import { write } from '../../pipeline/reports/format.ts';
import { nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { countDays } from '../read/measure.ts';
import { readColumn } from '../read/read-column.ts';
import { ofShape } from '../read/shape.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { isOfAnother } from './explained.ts';
import type { Doubted } from './settled.ts';

/** What happens on its own days does not happen so often on one of them. */
const written = 0.3;
const spread = 0.1;
/** Steps of one order, such as paying and shipping, lie within so many days. */
const steps = 31;
const fewestRows = 50;
/** Of a name that says less plainly that it is the time, a difference in days is that of another step, such as the last update. */
const asPlainly = 0.1;

interface Spread {
  readonly rows: number;
  /** Share of the rows on the day that has most of them. */
  readonly top: number;
  readonly days: readonly [tenth: string, half: string, ninetieth: string];
}

/** Another time of the same rows, with which they would lie on other days: when they were written, or joined, is not when it was. */
export async function timeDoubts({ warehouse, found, draft, isSettled }: Doubted): Promise<Question[]> {
  const at = sourceContracts[found.source].happenedAt;
  const own = at === undefined ? undefined : find(found, at);
  if (at === undefined || !own || found.input.answers.date !== undefined) return [];
  const rivals = ofShape(found.input, 'time').filter(
    (column) =>
      column !== own.column &&
      !isSettled(column.name) &&
      column.filled > 0.9 * column.rows &&
      !isOfAnother(column, found, found.order),
  );
  if (rivals.length === 0) return [];
  const taken = await spreadOf(warehouse, draft, found, at);
  if (taken === null) return [];
  const called = (column: ColumnProfile): number => nameFit(found.source, at, column);
  const questions: Question[] = [];
  for (const column of rivals) {
    const read = readColumn(column, { type: 'time', means: '' });
    if (!('map' in read)) continue;
    const other = await spreadOf(warehouse, draft, found, at, read.map);
    const isCalledSo = called(column) > called(own.column) - asPlainly;
    if (other === null || !isAnother({ taken, other, mayDiffer: found.source === 'orders' && isCalledSo }))
      continue;
    questions.push(question({ source: found.source, at, own: own.column, taken }, column, other));
  }
  return questions;
}

interface Compared {
  readonly taken: Spread;
  readonly other: Spread;
  /** Both are orders' own times, by their names. */
  readonly mayDiffer: boolean;
}

function isAnother({ taken, other, mayDiffer }: Compared): boolean {
  if (other.rows < 0.8 * taken.rows) return false;
  if (taken.top > written && other.top < spread) return true;
  if (!mayDiffer || other.top > written) return false;
  const apart = taken.days.map((day, i) => daysBetween(day, other.days[i] ?? day));
  const [least, most] = [Math.min(...apart), Math.max(...apart)];
  // the same days, so much later: when it is due, or over
  return most - least > steps;
}

/** On which days the rows lie, by the time that is taken or another of their columns. */
async function spreadOf(
  warehouse: Warehouse,
  draft: Config,
  { source }: Recognised,
  ...[at, map]: readonly [at: string, map?: ColumnMap]
): Promise<Spread | null> {
  const own = draft.sources[source];
  if (own === undefined) return null;
  const mapped = map === undefined ? own : { ...own, columns: { ...own.columns, [at]: map } };
  const days = await countDays(
    warehouse,
    { ...draft, sources: { ...draft.sources, [source]: mapped } },
    source,
  );
  return summed(days);
}

function summed(days: readonly DayCount[]): Spread | null {
  const rows = days.reduce((sum, { rows: n }) => sum + n, 0);
  if (rows < fewestRows) return null;
  const top = Math.max(...days.map(({ rows: n }) => n)) / rows;
  const dayAt = (share: number): string => {
    let seen = 0;
    for (const { day, rows: n } of days) {
      seen += n;
      if (seen >= share * rows) return day;
    }
    return days.at(-1)?.day ?? '';
  };
  return { rows, top, days: [dayAt(0.1), dayAt(0.5), dayAt(0.9)] };
}

interface Taken {
  readonly source: Recognised['source'];
  readonly at: string;
  readonly own: ColumnProfile;
  readonly taken: Spread;
}

function question({ source, at, own, taken }: Taken, column: ColumnProfile, other: Spread): Question {
  const lie = ({ days: [from, , until] }: Spread) => `from ${from} to ${until}`;
  return {
    key: `sources.${source}.columns.${at}`,
    text: `by ${own.name}, which is taken, most rows of ${source} lie ${lie(taken)}${taken.top > written ? `, ${write.percent(taken.top, 0)} of them on one day` : ''}; by ${column.name} they lie ${lie(other)}. Which says when it was? Write that; otherwise delete the line.`,
    candidates: [`${at}: ${column.name}`],
    decides: true,
  };
}
