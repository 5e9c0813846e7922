import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, ValueCount } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import type { WordedScale } from '../../pipeline/recognise/worded-scale.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { nameFit } from '../columns/match-columns.ts';
import { pointsSql, scaleOf } from '../read/read-column.ts';
import { shapeOf } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import type { Question } from '../write/proposal.ts';
import { type RelatedInput, readFrom, relatedQuery } from './related-input.ts';

/** A question that is answered by a point of a scale. */
interface Scored {
  readonly column: ColumnProfile;
  readonly kind: 'nps' | 'csat' | 'ces';
  /** Its words say which kind it is. */
  readonly isSaid: boolean;
  readonly highest: number;
  readonly points: readonly ValueCount[];
  /** The answer as points. */
  readonly sql: string;
}

/**
 * Tools for forms export an answer on each row, with whole questions for the names of columns. Such a table becomes a row
 * for each question with a scale, what was written in full beside the first; any other is as it was.
 */
export async function answersOf(warehouse: Warehouse, input: RelatedInput): Promise<RelatedInput> {
  const questions = input.columns.filter(isQuestion);
  const others = input.columns.filter((column) => !questions.includes(column));
  const scored = scoredIn(questions);
  const at = answeredAt(others);
  const who = others.filter(
    (column) => isAddress(column) || namesCustomer(column) || shapeOf(column) === 'id',
  );
  if (input.query !== undefined || scored.length === 0 || at === undefined || who.length === 0) return input;
  const columns = { who, at, written: questions.filter(isWritten).sort((a, b) => b.filled - a.filled)[0] };
  const query = scored.map((_, i) => selectAnswers(input, scored, { ...columns, i })).join('\nunion all\n');
  const profile = {
    ...input,
    rows: scored.reduce((sum, { column }) => sum + column.filled, 0),
    columns: profilesOf(scored, columns),
    remarks: [
      ...input.remarks,
      `each answer to a question with a scale is a row: ${scored.map(({ column, kind }) => `"${column.name}" (${kind})`).join(', ')}`,
    ],
    questions: [
      ...scored.filter(({ isSaid }) => !isSaid).map(kindQuestion),
      ...questions
        .filter((column) => isInWords(column) && scaleOf(column) === null && !isGroupOf(column, scored))
        .map(wordsQuestion),
    ],
  };
  return relatedQuery(warehouse, profile, query, input.parts);
}

/** A sentence. */
const isQuestion = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).length >= 4 && /\S\s+\S+\s/.test(name.trim());

const isAddress = ({ sample }: ColumnProfile): boolean =>
  sample.length > 0 && sample.filter((value) => /^\S+@\S+\.\S+$/.test(value)).length > 0.9 * sample.length;

const namesCustomer = (column: ColumnProfile): boolean => nameFit('surveys', 'customer_id', column) > 0.75;

/** Sent rather than begun. */
const answeredAt = (columns: readonly ColumnProfile[]): ColumnProfile | undefined => {
  const times = columns.filter((column) => shapeOf(column) === 'time' && column.filled >= 0.9 * column.rows);
  const isSent = ({ name }: ColumnProfile) =>
    wordsOf(name).some((word) => /^(submit|submitted|end|ended|complet|recorded|finish)/.test(word));
  return times.find(isSent) ?? times[0];
};

/** Sentences, on some rows at least. */
const isWritten = ({ sample }: ColumnProfile): boolean =>
  sample.filter((value) => /\S\s+\S+\s+\S/.test(value) && !/^\s*\d/.test(value)).length > 0.2 * sample.length;

const recommends =
  /^(re)?(recomm?[ae]nd|recomen|raccomand|consigli|empfehl|empfohl|weiterempf|polec|poleca|recoman|порекоменд|рекоменд|посовет)/;
const satisfies =
  /^(dis|in|un|nie|ne)?(satisf|satysf|soddisf|insatisf|happy|pleased|zufried|zadowol|content|multumi|довол|удовлетв)/;
const eases =
  /^(easy|ease|easily|easier|effort|einfach|leicht|aufwand|muhe|facile?|facil|facilement|sforzo|esfuerzo|esforco|latw|wysil|usor|efort|легк|прост|усил)/;

function scoredIn(questions: readonly ColumnProfile[]): Scored[] {
  const scored = questions.flatMap(scoredBy);
  const said = scored.filter(({ isSaid }) => isSaid);
  return said.length > 0 ? said : scored;
}

/** Whole points, alone or with what they mean behind: `5 - Very satisfied`. */
function scoredBy(column: ColumnProfile): Scored[] {
  const scale = scaleOf(column);
  return scale ? [inWords(column, scale)] : byPoints(column);
}

/** The words of a usual scale; of agreement the question says to what. */
function inWords(column: ColumnProfile, scale: WordedScale): Scored {
  const { highest, points, of } = scale;
  const kind =
    of === 'agreement'
      ? kindOf(column, highest)
      : { kind: of === 'ease' ? ('ces' as const) : ('csat' as const), isSaid: true };
  const counts = column.common.map(({ value, rows }) => ({ value: `${points.get(value)}`, rows }));
  return { column, ...kind, highest, points: counts, sql: pointsSql(column, scale) };
}

function byPoints(column: ColumnProfile): Scored[] {
  const counts = new Map<string, number>();
  for (const { value, rows } of column.common) {
    const [, point] = /^\s*(\d{1,2})(?:\.0+)?(?:\s*[-–—=:.(].*|\s*)$/.exec(value) ?? [];
    if (point === undefined) return [];
    counts.set(point, (counts.get(point) ?? 0) + rows);
  }
  const points = [...counts].map(([value, rows]) => ({ value, rows }));
  const [, said] = /\b[01]\D{1,8}(\d{1,2})\b/.exec(column.name) ?? [];
  const seen = Math.max(...points.map(({ value }) => Number(value)));
  const highest = Math.max(Number(said ?? 0), [5, 7, 10].find((most) => seen <= most) ?? seen);
  if (points.length < 3 || points.length < column.distinct / 3 || ![5, 7, 10].includes(highest)) return [];
  const sql = `nullif(regexp_extract(${sqlText(column)}, '^ *([0-9]+)', 1), '')`;
  return [{ column, ...kindOf(column, highest), highest, points, sql }];
}

function kindOf({ name }: ColumnProfile, highest: number): Pick<Scored, 'kind' | 'isSaid'> {
  const says = (test: RegExp) => wordsOf(name).some((word) => test.test(word));
  if (says(recommends) && highest === 10) return { kind: 'nps', isSaid: true };
  if (says(satisfies)) return { kind: 'csat', isSaid: true };
  if (says(eases)) return { kind: 'ces', isSaid: true };
  return { kind: highest === 10 ? 'nps' : 'csat', isSaid: false };
}

const kindQuestion = ({ column, kind, highest }: Scored): Question => ({
  key: 'sources.surveys.columns.kind',
  text: `"${column.name}" is answered by points up to ${highest}, so it is taken for ${kind.toUpperCase()}. Does it ask for ${kind === 'nps' ? 'a recommendation' : 'satisfaction'}? Otherwise name the right kind in the query (nps, csat, ces), or delete the source.`,
  decides: true,
});

/** A scale whose points are words: what each is worth only a person can tell. */
const isInWords = (column: ColumnProfile): boolean =>
  shapeOf(column) === 'words' &&
  column.distinct >= 3 &&
  column.distinct <= 7 &&
  column.common.every(({ value }) => !/\d/.test(value)) &&
  kindOf(column, 10).isSaid;

/** The group of a score, `… - Group`, is in words and says nothing more. */
const isGroupOf = ({ name }: ColumnProfile, scored: readonly Scored[]): boolean =>
  scored.some(({ column }) => name.startsWith(column.name));

const wordsQuestion = (column: ColumnProfile): Question => ({
  key: 'sources.surveys.query',
  text: `"${column.name}" is answered in words and left out. To count it, add a part to the query that gives each of its words a point, from 1 up`,
  candidates: [
    `case ${sqlName(column.name)} ${column.common.map(({ value }) => `when ${literal(value)} then '…'`).join(' ')} end as score`,
  ],
});

interface Columns {
  readonly who: readonly ColumnProfile[];
  readonly at: ColumnProfile;
  readonly written: ColumnProfile | undefined;
}

/** What an answer is numbered by: its form's number where there is one, and the question's. */
const numberOf = ({ who, at }: Columns): ColumnProfile[] => {
  const own = who.find(
    (column) => column.distinct === column.rows && !isAddress(column) && !namesCustomer(column),
  );
  return own ? [own] : [at, ...who];
};

function selectAnswers(
  input: RelatedInput,
  scored: readonly Scored[],
  { i, ...columns }: Columns & { readonly i: number },
): string {
  const { kind, highest, sql: score } = scored[i] as Scored;
  const number = numberOf(columns).map((one) => `coalesce(${sqlText(one)}, '')`);
  const written = i === 0 && columns.written ? sqlText(columns.written) : 'cast(null as varchar)';
  const selected = [
    `${number.join(" || '/' || ")} || '/${i + 1}' as survey_id`,
    ...columns.who.map(({ name }) => sqlName(name)),
    `${sqlText(columns.at)} as answered_at`,
    `${literal(kind)} as kind`,
    `${score} as score`,
    `'${highest}' as scale_max`,
    ...(columns.written ? [`${written} as comment`] : []),
  ];
  return `select ${selected.join(', ')}\nfrom ${readFrom(input)} r where ${score} is not null`;
}

function profilesOf(scored: readonly Scored[], { who, at, written }: Columns): ColumnProfile[] {
  const rows = scored.reduce((sum, { column }) => sum + column.filled, 0);
  const of = (name: string, counts: readonly ValueCount[]): ColumnProfile => {
    const merged = new Map<string, number>();
    for (const { value, rows: n } of counts) merged.set(value, (merged.get(value) ?? 0) + n);
    const common = [...merged].map(([value, n]) => ({ value, rows: n })).sort((a, b) => b.rows - a.rows);
    const sample = common.map(({ value }) => value);
    return { name, type: 'varchar', rows, filled: rows, distinct: sample.length, sample, common };
  };
  const each = (value: (one: Scored) => string): ValueCount[] =>
    scored.map((one) => ({ value: value(one), rows: one.column.filled }));
  const number = { ...of('survey_id', []), distinct: rows, sample: at.sample.map((value) => `${value}/1`) };
  const carried = (column: ColumnProfile, name: string): ColumnProfile => ({
    ...column,
    name,
    rows,
    filled: Math.round((rows * column.filled) / Math.max(1, column.rows)),
  });
  return [
    number,
    ...who.map((column) => carried(column, column.name)),
    { ...carried(at, 'answered_at'), type: 'varchar' },
    of(
      'kind',
      each(({ kind }) => kind),
    ),
    of(
      'score',
      scored.flatMap(({ points }) => points),
    ),
    of(
      'scale_max',
      each(({ highest }) => `${highest}`),
    ),
    ...(written ? [{ ...written, name: 'comment', type: 'varchar', rows }] : []),
  ];
}
