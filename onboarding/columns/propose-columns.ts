import type { ColumnMap } from '../../contracts/config/config.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { scaleOf } from '../read/read-column.ts';
import { ofShape } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { ProposedColumn } from '../write/proposal.ts';
import type { Match } from './match-columns.ts';
import { isOneOf, sendLogOf } from './sends.ts';

/** Required names that no column bears get a stand-in where an honest one can be made of other columns. */
export function proposeColumns(found: Recognised): ProposedColumn[] {
  const direct = found.matches.map(fromMatch);
  const standIns = (Object.entries(standInsOf[found.source] ?? {}) as [string, StandIn][])
    .filter(([name]) => !found.matches.some((match) => match.name === name))
    .flatMap(([name, make]) => {
      const made = make(found);
      return made === null ? [] : [{ name, ...made }];
    });
  const all = [...direct, ...standIns].map((column) => endless(column, found));
  return withEventKind(withRefusals(all, found), found);
}

function fromMatch({ name, map, column, note, doubt, rivals, score }: Match): ProposedColumn {
  const guess = score < 0.75 ? 'guessed from its name' : undefined;
  const rival = rivals.length === 0 ? undefined : `could also be ${rivals.join(', ')}`;
  const said = [note, guess, rival].filter((text) => text !== undefined).join('; ');
  const open = [doubt, rival].filter((text) => text !== undefined).join('; ');
  return {
    name,
    map,
    reads: [column.name],
    ...(said === '' ? {} : { note: said }),
    ...(open === '' ? {} : { doubt: open }),
  };
}

export const find = (found: Recognised, name: string): Match | undefined =>
  found.matches.find((match) => match.name === name);

/** The SQL of a mapping, as text. */
export const sqlOf = (map: ColumnMap, type = 'varchar'): string => {
  if (typeof map === 'string') return sqlText({ name: map, type });
  return map.sql === undefined ? sqlText({ name: map.column ?? '', type }) : map.sql;
};

type StandIn = (found: Recognised) => Omit<ProposedColumn, 'name'> | null;

const joined =
  (of: string): StandIn =>
  (found) => {
    const customer = find(found, 'customer_id');
    const at = find(found, of);
    if (!customer || !at) return null;
    return {
      map: { sql: `${sqlText(customer.column)} || '-' || ${sqlText(at.column)}` },
      reads: [],
      note: 'guessed: no column numbers these rows; customer and time are used instead',
    };
  };

const standInsOf: Partial<Record<SourceName, Record<string, StandIn>>> = {
  tickets: { ticket_id: joined('opened_at') },
  touches: { touch_id: joined('touched_at'), delivered: whenNotRefused, opted_out_at: whenRefused },
  subscriptions: {
    subscription_id: subscriptionId,
    monthly_amount: () => ({ map: { sql: "'0'" }, reads: [], note: 'nothing gives the fee' }),
  },
  surveys: {
    survey_id: (found) => joined(find(found, 'invited_at') ? 'invited_at' : 'answered_at')(found),
    invited_at: sameAsAnswered,
    answered_at: whenScored,
    kind: surveyKind,
    scale_max: scaleMax,
  },
  reviews: {
    platform: () => ({
      map: { sql: "'own'" },
      reads: [],
      note: 'guessed: no column says where they were published, so they are taken for those of your own shop or app',
    }),
  },
  events: {
    kind: () => ({
      map: { sql: "'feature'" },
      reads: [],
      note: 'guessed: no column tells views, errors and steps apart',
    }),
  },
};

/** The row that says that a customer wants no more messages is dated when they said so. */
function whenRefused(found: Recognised): ReturnType<StandIn> {
  const at = find(found, 'touched_at');
  const log = sendLogOf(found.input.columns);
  if (!at || log === null || log.refused.length === 0) return null;
  const format = typeof at.map === 'object' && at.map.format ? { format: at.map.format } : {};
  const refuses = isOneOf(log.column, log.refused);
  return {
    map: { sql: `case when ${refuses} then ${sqlOf(at.map, at.column.type)} end`, ...format },
    reads: [log.column.name],
  };
}

/** Rows that say so are read first where a column of their own says who opted out, or what was delivered. */
function withRefusals(columns: ProposedColumn[], found: Recognised): ProposedColumn[] {
  if (found.source !== 'touches') return columns;
  const ofRows: Readonly<Record<string, ReturnType<StandIn>>> = {
    opted_out_at: whenRefused(found),
    delivered: whenNotRefused(found),
  };
  const log = sendLogOf(found.input.columns);
  return columns.map((column) => {
    const [own, match] = [ofRows[column.name], find(found, column.name)];
    if (!own || !match || log === null) return column;
    if (formatOf(own.map) !== formatOf(column.map))
      return { ...column, ...own, note: `${match.column.name} is written in another way, and not read` };
    const [first, other] = [sqlOf(own.map), sqlOf(column.map, match.column.type)];
    const sql = `case when ${isOneOf(log.column, log.refused)} then ${first} else ${other} end`;
    const format = formatOf(own.map);
    return { ...column, map: { sql, ...(format ? { format } : {}) }, reads: [...own.reads, ...column.reads] };
  });
}

const formatOf = (map: ColumnMap): string | undefined => (typeof map === 'object' ? map.format : undefined);

/** It is no message that reached anybody. */
function whenNotRefused(found: Recognised): ReturnType<StandIn> {
  const log = sendLogOf(found.input.columns);
  if (log === null || log.refused.length === 0) return null;
  const refuses = isOneOf(log.column, log.refused);
  return { map: { sql: `case when ${refuses} then 'false' else 'true' end` }, reads: [log.column.name] };
}

/** The number of the rows, under a name of their own; where nothing numbers contracts, a customer has one: its terms belong together. */
function subscriptionId(found: Recognised): ReturnType<StandIn> {
  const customer = find(found, 'customer_id');
  const own = ofShape(found.input, 'id').find(
    (column) =>
      column.distinct >= 0.999 * column.rows &&
      column.name !== customer?.column.name &&
      column.rows > 1.02 * (customer?.column.distinct ?? 0) &&
      wordsOf(column.name).some((word) => saysNumber.test(word)),
  );
  if (own) return { map: own.name, reads: [own.name], note: 'guessed from what it holds' };
  return customer
    ? {
        map: customer.map,
        reads: [],
        note: 'guessed: no column numbers contracts, so each customer is taken to have one',
      }
    : null;
}

/** Called the number of something. */
const saysNumber = /^(id|key|no|nr|num|number|numero|nummer|code|codigo|numer|номер)$/;

function sameAsAnswered(found: Recognised): ReturnType<StandIn> {
  const answered = find(found, 'answered_at');
  return answered
    ? {
        map: answered.map,
        reads: [],
        note: 'guessed: the time of asking is not in the file; that of the answer is used',
      }
    : null;
}

/** A score is an answer: where its time is not in the file, that of the invitation stands in. */
function whenScored(found: Recognised): ReturnType<StandIn> {
  const invited = find(found, 'invited_at');
  const score = find(found, 'score');
  if (!invited || !score) return null;
  const scored = `nullif(trim(${sqlText(score.column)}), '') is not null`;
  const format = typeof invited.map === 'object' && invited.map.format ? { format: invited.map.format } : {};
  return {
    map: { sql: `case when ${scored} then ${sqlOf(invited.map, invited.column.type)} end`, ...format },
    reads: [],
    note: 'guessed: the time of answering is not in the file; that of asking is used where there is a score',
  };
}

const surveyKinds = ['nps', 'csat', 'ces', 'csi', 'loyalty'];

/** A scale in words says how many points it has. */
function scaleMax(found: Recognised): ReturnType<StandIn> {
  const score = find(found, 'score')?.column;
  const scale = score && scaleOf(score);
  return scale ? { map: { sql: `'${scale.highest}'` }, reads: [] } : null;
}

const kindOfScale = { satisfaction: 'csat', ease: 'ces', agreement: 'ces' } as const;

/** From the name of the file or of the score, else from the scale that the scores use. */
function surveyKind(found: Recognised): ReturnType<StandIn> {
  const score = find(found, 'score');
  const scale = score && scaleOf(score.column);
  if (scale)
    return {
      map: { sql: `'${kindOfScale[scale.of]}'` },
      reads: [],
      note: `guessed from the words of the scale, which are of ${scale.of}`,
    };
  const names = `${found.input.name} ${score?.column.name ?? ''}`.toLowerCase();
  const said = surveyKinds.find((kind) => names.includes(kind));
  const highest = Math.max(0, ...(score?.column.sample ?? []).map(Number).filter(Number.isFinite));
  const kind = said ?? (highest > 10 ? 'csi' : highest > 7 ? 'nps' : 'csat');
  const note = said
    ? `guessed from the name ${found.input.name}`
    : `guessed from the highest score, ${highest}: nps is 0–10, csat 1–5 or 1–7, csi 0–100`;
  return { map: { sql: `'${kind}'` }, reads: [], note };
}

/** An end far in the future stands for none. */
function endless(column: ProposedColumn, found: Recognised): ProposedColumn {
  const match = column.name === 'ended_at' ? find(found, 'ended_at') : undefined;
  const never =
    found.never ??
    match?.column.common.find(({ value }) => /(^|\D)(9999|2999|2[1-9]\d\d)(\D|$)/.test(value))?.value;
  if (match === undefined || never === undefined) return column;
  const text = sqlText(match.column);
  const ends = `nullif(${text}, '${never}')`;
  const format = typeof column.map === 'object' && column.map.format ? { format: column.map.format } : {};
  const sql = sqlOf(column.map, match.column.type).replaceAll(text, ends);
  return {
    ...column,
    map: { sql, ...format },
    note:
      found.never === undefined
        ? `${never} means no end`
        : `${never} stands where a contract goes on, by its state`,
  };
}

/** Event types by the business's own words are sorted into the four kinds by what the words say. */
function withEventKind(columns: ProposedColumn[], found: Recognised): ProposedColumn[] {
  if (found.source !== 'events' || find(found, 'kind')) return columns;
  const type = find(found, 'name')?.column;
  if (!type || type.distinct > 30) return columns;
  const values = type.common.map(({ value }) => value);
  const when = (kind: string, test: RegExp) => {
    const list = values
      .filter((value) => test.test(value))
      .map((value) => `'${value.replaceAll("'", "''")}'`);
    return list.length === 0 ? '' : `when ${sqlName(type.name)} in (${list.join(', ')}) then '${kind}' `;
  };
  const whens = when('error', /error|exception|crash|fail|404|500/i) + when('view', viewWords);
  if (whens === '') return columns;
  const kind = {
    name: 'kind',
    map: { sql: `case ${whens}else 'feature' end` },
    reads: [type.name],
    note: `guessed from the words in ${type.name}; steps of a journey (kind step) need a journey_id`,
  };
  return [...columns.filter(({ name }) => name !== 'kind'), kind];
}

const viewWords = /view|visit|page|screen|open|login|log_in|session|impression|search/i;
