/** What rows of some days, together, say: their level, and the variance of one row around it. */
export interface Level {
  readonly n: number;
  readonly value: number;
  readonly spread: number;
}

/** A level day by day. */
export interface LevelSeries {
  readonly days: number;
  /** Of the days from one to another, both included; null where there are too few rows. */
  level(from: number, until: number): Level | null;
  /**
   * The exact chance of a level this far to a side or further where it truly is another; null where the normal tail has to do.
   * @param side 1: as high or higher; −1: as low or lower
   */
  readonly chance: ((seen: Level, truth: number, side: Side) => number) | null;
  /** How far the true level wanders by itself from one month to the next. */
  readonly drift: (usual: Level) => number;
  /** The level has no limits, so that rows of the days before may all be alike by luck: the wider spread of both counts. */
  readonly isOpen: boolean;
}

/** 1: a rise is watched for. −1: a fall. */
export type Side = 1 | -1;
