/** One measurement of speed: our model on so many made rows, trained and judged, or used to score. */
export interface SpeedTask {
  readonly name: string;
  readonly train: number;
  readonly later: number;
  /** Rows scored with the fitted model, and how many of them are explained. */
  readonly score: number;
  readonly explain: number;
  /** Goals in seconds and megabytes (modelling goals of the project). */
  readonly goal: { readonly train: number; readonly score?: number; readonly peakMegabytes: number };
}

export const speedTasks: readonly SpeedTask[] = [
  {
    name: '20k customers',
    train: 20_000,
    later: 20_000,
    score: 20_000,
    explain: 500,
    goal: { train: 15, peakMegabytes: 1536 },
  },
  {
    name: '200k rows',
    train: 200_000,
    later: 50_000,
    score: 1_000_000,
    explain: 500,
    goal: { train: 60, score: 60, peakMegabytes: 1536 },
  },
];

/** Takes minutes: measured with --million. */
export const millionTask: SpeedTask = {
  name: '1M rows',
  train: 1_000_000,
  later: 100_000,
  score: 1_000_000,
  explain: 500,
  goal: { train: 240, score: 60, peakMegabytes: 1536 },
};
