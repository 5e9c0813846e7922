import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { nameFit, type Settled } from '../columns/match-columns.ts';
import { numberOf, scaleOf } from '../read/read-column.ts';
import { ofShape, shapeOf } from '../read/shape.ts';

/** Tables of service by content, where their names tell nothing: what each customer asked, and how they judged it. */

const timeIn: Readonly<Partial<Record<SourceName, string>>> = {
  tickets: 'opened_at',
  surveys: 'answered_at',
  reviews: 'written_at',
  touches: 'touched_at',
};
const scoreIn: Readonly<Partial<Record<SourceName, string>>> = { surveys: 'score', reviews: 'rating' };

/** The columns of a table that is called tickets, surveys, reviews or touches: its only time, its only score. */
export function namedServiceRoles(source: SourceName, input: InputProfile): Settled | null {
  const at = timeIn[source];
  if (at === undefined) return null;
  const times = ofShape(input, 'time');
  const score = scoreIn[source];
  const scores = score === undefined ? [] : scoresIn(input);
  const settled = {
    ...(times.length === 1 &&
    nameFit(source, at, times[0] as ColumnProfile) === 0 &&
    !isNamed(source, times[0])
      ? { [at]: times[0] as ColumnProfile }
      : {}),
    ...(score && scores.length === 1 ? { [score]: scores[0] as ColumnProfile } : {}),
  };
  return Object.keys(settled).length === 0 ? null : settled;
}

const isNamed = (source: SourceName, column: ColumnProfile | undefined): boolean =>
  column !== undefined &&
  ['opened_at', 'invited_at', 'answered_at', 'written_at', 'touched_at', 'resolved_at'].some(
    (name) => nameFit(source, name, column) > 0,
  );

/** Whole points of a scale: few, from 0 or 1 to no more than 10, and most of them used. */
export function scoresIn(input: InputProfile): ColumnProfile[] {
  const isScore = (column: ColumnProfile) => {
    if (scaleOf(column) !== null) return true;
    const points = column.common.map(({ value }) => Number(value.replace(/\.0$/, '')));
    const highest = Math.max(...points);
    return (
      numberOf(column) !== null &&
      column.distinct >= 3 &&
      column.distinct <= 11 &&
      points.every((point) => Number.isInteger(point) && point >= 0) &&
      highest <= 10 &&
      highest >= 3 &&
      column.distinct >= 0.6 * highest
    );
  };
  return input.columns.filter(isScore);
}

/** As often there as each other, but for one row in fifty. */
const goTogether = (a: ColumnProfile, b: ColumnProfile): boolean =>
  Math.abs(a.filled - b.filled) <= 0.02 * a.rows;

/** Some of the cases are rated once they are closed: the score lacks on rows that have both times. */
const isRating = (score: ColumnProfile, closed: ColumnProfile): boolean =>
  score.filled < 0.95 * score.rows && score.filled < closed.filled && !goTogether(score, closed);

/** A time that is called one of an answer. */
export const isOfAnswer = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) => /^(answer|respon[ds])/.test(word));

/** Of two times one is called that of the answer, or is blank where the score is: then the score was given, and asked for at the other. */
function whenAnswered(
  first: ColumnProfile,
  second: ColumnProfile | undefined,
  score: ColumnProfile,
): Settled {
  if (second && isOfAnswer(first) !== isOfAnswer(second))
    return isOfAnswer(second)
      ? { invited_at: first, answered_at: second }
      : { invited_at: second, answered_at: first };
  const isLater = second !== undefined && !goTogether(first, second) && goTogether(second, score);
  return isLater ? { invited_at: first, answered_at: second } : { answered_at: first };
}

export interface Service {
  readonly source: 'tickets' | 'surveys';
  readonly settled: Settled;
  /** Two times that lie days apart where it is what it seems, in either order. */
  readonly days?: readonly [ColumnProfile, ColumnProfile];
  /** How some of the cases were rated. */
  readonly rating?: ColumnProfile;
}

/**
 * What a table of somebody's customers may be: a case each, numbered, with a time, mostly a later one, and words; or an
 * answer each, with a time and a score.
 * @param customer the column whose ids are those of the customers
 */
export function serviceRoles(input: InputProfile, customer: ColumnProfile): Service | null {
  const times = ofShape(input, 'time');
  if (times.length === 0 || ofShape(input, 'number').some((column) => column.distinct > 11)) return null;
  const scores = scoresIn(input).filter((column) => column.name !== customer.name);
  const [first, second] = [...times].sort((a, b) => b.filled - a.filled);
  const number = input.columns.find(
    (column) =>
      column.name !== customer.name &&
      shapeOf(column) === 'id' &&
      column.distinct === column.rows &&
      column.rows > 1,
  );
  const words = ofShape(input, 'words', 'text').filter((column) => !scores.includes(column));
  const rated = scores.length === 1 && second !== undefined && isRating(scores[0] as ColumnProfile, second);
  if (number && first && second && words.length > 0 && (scores.length === 0 || rated))
    return {
      source: 'tickets',
      settled: {
        ticket_id: number,
        customer_id: customer,
        opened_at: first,
        resolved_at: second,
        ...(words[0] ? { reason: words[0] } : {}),
      },
      days: [first, second],
      ...(rated && scores[0] ? { rating: scores[0] } : {}),
    };
  if (first && scores.length === 1)
    return {
      source: 'surveys',
      settled: {
        customer_id: customer,
        ...whenAnswered(first, second, scores[0] as ColumnProfile),
        score: scores[0] as ColumnProfile,
        ...(number ? { survey_id: number } : {}),
      },
    };
  return null;
}
