import type { DateLevel } from './date-level.ts';

/** Which dates set the level, how each rule did from one past date to the next, and so how far the next may lie. */
export interface LevelChoice {
  readonly rule: LevelRule;
  /** Root mean square of what each rule missed the next level by, as logit or log; with what is usual. */
  readonly missed: Readonly<Record<LevelRule, number>>;
  /** Past dates whose level was told from dates before it; windows that share days count for less. */
  readonly dates: number;
  /** Dates that the level is of. */
  readonly learnedFrom: number;
}

export type LevelRule = (typeof levelRules)[number];
/** All dates by their customers, the newest alone, or half of each. */
export const levelRules = ['all', 'half', 'newest'] as const;

/** How much of the level is the newest date's alone. */
export const shareOfNewest: Readonly<Record<LevelRule, number>> = { all: 0, half: 0.5, newest: 1 };

/** Mean squares by which each rule missed the next window of other businesses. */
export type UsualMisses = Readonly<Record<LevelRule, number>>;

/** Windows that what is usual counts for: as many as it was measured on. Counting it for four missed more than no choice at all. */
const usualWorth = 10;

/**
 * Chooses the rule that did best from dates to the next one, a window later: rolling, each date told by those whose outcomes were
 * known then. Few dates say little, so that each rule starts from what it missed in other businesses; and the fewer customers a
 * rule's level comes from today, the more chance adds.
 * @param levels two or more, oldest first
 * @param apart days from which on two dates share no day of their windows; 0 where no two do
 */
export function chooseDates(levels: readonly DateLevel[], apart: number, usual: UsualMisses): LevelChoice {
  const told = apart > 0 ? levels.flatMap((level) => tellFromBefore(level, levels, apart)) : [];
  const worth = worthOf(told, apart);
  const missedBy = (rule: LevelRule) => {
    const mean = told.reduce((total, { squares }) => total + squares[rule] / told.length, 0);
    const expected = (usualWorth * usual[rule] + worth * mean) / (usualWorth + worth);
    return Math.sqrt(Math.max(0, expected) + levelBy(rule, levels).variance);
  };
  const missed = { all: missedBy('all'), half: missedBy('half'), newest: missedBy('newest') };
  const rule = levelRules.reduce((best, other) => (missed[other] < missed[best] ? other : best));
  return { rule, missed, dates: told.length, learnedFrom: levels.length };
}

interface Told {
  readonly asOf: number;
  /** Of what each rule missed the date by, without what chance explains. */
  readonly squares: Readonly<Record<LevelRule, number>>;
}

/** One date as told from those a window before it; nothing where there are no two of these. */
function tellFromBefore(next: DateLevel, levels: readonly DateLevel[], apart: number): Told[] {
  const before = levels.filter(({ asOf }) => asOf <= next.asOf - apart);
  if (before.length < 2) return [];
  const square = (rule: LevelRule) => {
    const { level, variance } = levelBy(rule, before);
    return (next.level - level) ** 2 - next.variance - variance;
  };
  return [
    { asOf: next.asOf, squares: { all: square('all'), half: square('half'), newest: square('newest') } },
  ];
}

/** The level that a rule makes of dates, oldest first. */
function levelBy(rule: LevelRule, dates: readonly DateLevel[]): Pick<DateLevel, 'level' | 'variance'> {
  const rows = dates.reduce((total, date) => total + date.rows, 0);
  const share = shareOfNewest[rule];
  const weights = dates.map(
    (date, d) => ((1 - share) * date.rows) / rows + (d === dates.length - 1 ? share : 0),
  );
  return {
    level: dates.reduce((total, date, d) => total + weights[d] * date.level, 0),
    variance: dates.reduce((total, date, d) => total + weights[d] ** 2 * date.variance, 0),
  };
}

/** So many windows stand beside each other from the first date that was told to the end of the last one's. */
const worthOf = (told: readonly Told[], apart: number): number =>
  told.length === 0 ? 0 : Math.min(told.length, 1 + (told.at(-1)!.asOf - told[0].asOf) / apart);
