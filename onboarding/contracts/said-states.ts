import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { find } from '../columns/propose-columns.ts';
import { ofShape } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { saysEnd } from './contract-parts.ts';

/** This share of the contracts on one last day is that of those that go on. */
const many = 0.3;
/** Fewer could be any. */
const fewest = 20;
const nearly = 0.98;

/** Words for what is over that are no words for an end by themselves. */
const over =
  /^(inactive|closed|stopped|former|past|inaktiv|beendet|geschlossen|inactif|inactive|clos|ferme|inactivo|inactiva|cerrado|cerrada|finalizad[oa]|inativ[oa]|encerrad[oa]|inattiv[oa]|chius[oa]|nieaktywn[ya]|zakonczon[ya]|inactiv|inchis|terminat|beeindigd|gesloten|неактивн\w*|закрыт\w*)$/;

const isOver = (value: string): boolean => saysEnd(value) || wordsOf(value).some((word) => over.test(word));

/**
 * Contracts as their state tells: those that go on may all bear one day as their end, that of the export, and those that
 * are over may bear none.
 */
export async function asTheyStand(warehouse: Warehouse, contracts: Recognised): Promise<Recognised> {
  const end = find(contracts, 'ended_at')?.column;
  if (!end) return contracts;
  const state = ofShape(contracts.input, 'words').find(
    ({ common, distinct }) =>
      common.length === distinct &&
      common.some(({ value }) => isOver(value)) &&
      !common.every(({ value }) => isOver(value)),
  );
  const last = await commonEnd(warehouse, contracts, { end, state });
  const never = state && last?.alive ? last.day : undefined;
  return {
    ...contracts,
    ...(never === undefined ? {} : { never }),
    questions: [
      ...(contracts.questions ?? []),
      ...(last === null || never !== undefined ? [] : [lastDayQuestion(end, last.day, last.rows)]),
      ...(state ? await endlessQuestions(warehouse, contracts, { end, state }) : []),
    ],
  };
}

interface Told {
  readonly end: ColumnProfile;
  readonly state: ColumnProfile;
}

const overIn = (state: ColumnProfile): string =>
  `${sqlText(state)} in (${state.common
    .map(({ value }) => value)
    .filter(isOver)
    .map(literal)
    .join(', ')})`;

interface CommonEnd {
  readonly day: string;
  readonly rows: number;
  /** A state says of nearly all of these contracts, and of no others, that they go on. */
  readonly alive: boolean;
}

/** A day on which many contracts end, where the others end on many days and none later. */
async function commonEnd(
  warehouse: Warehouse,
  contracts: Recognised,
  { end, state }: Pick<Told, 'end'> & { readonly state: ColumnProfile | undefined },
): Promise<CommonEnd | null> {
  const [top] = end.common;
  if (top === undefined || top.rows < fewest || top.rows < many * end.rows) return null;
  const ended = sqlText(end);
  const isDay = `trim(${ended}) = ${literal(top.value)}`;
  const isAlive = state ? `not coalesce(${overIn(state)}, false)` : 'false';
  const [row] = await warehouse.rows(
    `select count(distinct case when not (${isDay}) then ${ended} end) as others, count_if(${isDay}) as n,
       count_if(${isDay} and ${isAlive}) as alive, count_if(${isAlive}) as all_alive
     from ${tableOf(contracts)} where nullif(trim(${ended}), '') is not null`,
  );
  const [n, alive, all] = [row?.n, row?.alive, row?.all_alive].map(Number) as [number, number, number];
  if (Number(row?.others) < 5) return null;
  return { day: top.value, rows: n, alive: alive >= nearly * n && alive >= nearly * all };
}

const lastDayQuestion = (end: ColumnProfile, day: string, rows: number): Question => ({
  key: 'sources.subscriptions.columns.ended_at',
  text: `${end.name} is ${day} for ${rows} contracts, and they all end on that day here. Is it the day of the export, and they go on? Then leave it out; otherwise delete the line.`,
  candidates: [`ended_at: { sql: "nullif(${sqlText(end)}, ${literal(day)})" }`],
  decides: true,
});

/** A few of so many are mistakes. */
const some = 0.005;

async function endlessQuestions(
  warehouse: Warehouse,
  contracts: Recognised,
  { end, state }: Told,
): Promise<Question[]> {
  const blank = `nullif(trim(${sqlText(end)}), '') is null`;
  const times = ofShape(contracts.input, 'time').filter(
    (column) => column !== end && column !== find(contracts, 'started_at')?.column,
  );
  const known = times.map(
    (column, i) => `count_if(nullif(trim(${sqlText(column)}), '') is not null) as t_${i}`,
  );
  const words = state.common.map(({ value }) => value).filter(isOver);
  const said = words.map((word, i) => `count_if(${sqlText(state)} = ${literal(word)}) as w_${i}`);
  const [row] = await warehouse.rows(
    `select ${['count(*) as n', ...known, ...said].join(', ')} from ${tableOf(contracts)} where ${overIn(state)} and ${blank}`,
  );
  const n = Number(row?.n ?? 0);
  if (n <= some * end.rows) return [];
  const shown = words.filter((_, i) => Number(row?.[`w_${i}`] ?? 0) > 0).map((word) => `"${word}"`);
  return [
    {
      key: 'sources.subscriptions.columns.ended_at',
      text: `${state.name} says ${shown.join(', ')} of ${n} contracts without ${end.name}, and they count as going on. When did they end? Map it, or leave them out in the query.`,
      candidates: times
        .filter((_, i) => Number(row?.[`t_${i}`] ?? 0) > 0.9 * n)
        .map(
          (column) =>
            `ended_at: { sql: "case when ${overIn(state)} then coalesce(${sqlName(end.name)}, ${sqlName(column.name)}) else ${sqlName(end.name)} end" }`,
        ),
      decides: true,
    },
  ];
}
