/** Rows of one day (`YYYY-MM-DD`). */
export interface DayCount {
  readonly day: string;
  readonly rows: number;
  /** Time of the last of them, `HH:MM`; 00:00 throughout where times have no clock, absent where it was not asked for. */
  readonly latest?: string;
}
