import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Measurement } from '../measure.ts';
import { trials } from '../measure.ts';
import type { Speed } from '../speed/measure-speed.ts';
import { costTable, speedPeerTable, speedTable } from './cost-tables.ts';
import { qualityGoalTable, speedGoalTable } from './goals.ts';
import { qualitySection } from './quality-tables.ts';

/** All that a run of the bench found. */
export interface Found {
  readonly measurements: readonly Measurement[];
  readonly speeds: readonly Speed[];
  /** Data sets that could not be measured here, and why. */
  readonly skipped: readonly string[];
}

/** `docs/results.md`. */
export function report({ measurements, speeds, skipped }: Found): string {
  const backend = speeds[0]?.ours.backend ?? 'wasm';
  return [
    '# Results',
    '',
    'Our models against tuned XGBoost and LightGBM, on the same rows and splits, by the same metrics.',
    'Written by `npm run bench:models`',
    `(Node ${process.versions.node}, TensorFlow.js on ${backend}, ${availableParallelism()} cores).`,
    '',
    ...skipped.map((what) => `- **Skipped:** ${what}.`),
    '',
    '## Goals',
    '',
    '*Ahead*: the whole 95% interval of the paired difference is on our side; *level*: zero is within it; *behind*: the whole',
    'interval is on theirs, and the goal is missed. Each difference is against the best of four peers: either library,',
    'stopped early on the later rows, or refitted with them.',
    '',
    ...qualityGoalTable(measurements),
    '',
    ...speedGoalTable(speeds),
    '',
    ...notes(),
    '',
    '## Quality',
    '',
    'Means over the origins or splits; intervals are 95%, from a bootstrap of customers over all of them. For log loss and decile error less',
    'is better. Decile error is the mean gap between predicted and realised value by tenth, over the mean realised value.',
    '',
    ...measurements.flatMap(qualitySection),
    '## Time and memory',
    '',
    'Each contestant runs in its own process and reads the same files. CPU seconds are the sum over all threads. Ours include blending, calibration and intervals; theirs',
    'cover churn and a two-stage value without any of these.',
    '',
    ...costTable(measurements),
    '',
    ...speedTable(speeds),
    '',
    ...speedPeerTable(speeds),
    '',
    '## How it is measured',
    '',
    ...protocol,
    '',
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

const protocol = [
  '- **Three steps in time.** A model is fitted on training dates, tuned and calibrated on a later date, and judged on a date later',
  '  still. No label window of one reaches the first day of the next. Features are the product’s own, as known on their date.',
  '- **Ours**: `fitEnsembleModel` with one recipe, nothing tuned per data set. Members learn from the training rows; the later',
  '  rows weight and calibrate them and set their level: *as judged*. Then the members are refitted on both together: *as published*,',
  '  which is what scores customers. Until 30 November 2026 both were the same beyond 200,000 rows.',
  `- **Theirs**: ${trials} trials of random search for churn and ${trials / 2} for each of two value models, judged by their loss on later rows`,
  '  with early stopping on them (on at most 20,000 training rows, whole customers); then fitted on all training rows and stopped',
  '  by the later ones, and refitted on both together for that number of rounds. Value in two stages: the probability of any value, times the amount,',
  '  by a log model with Duan’s smearing or a gamma mean, whichever orders the later rows better. Categories are handled natively.',
  '- **Rules** (recency; recency, frequency, money; past value) are fitted on the later rows. BG/NBD and Gamma-Gamma are',
  '  fitted on all purchases before the test date.',
  '- **Versions** of the peers: `bench/requirements.txt`. Without Python they are skipped, and the page says so.',
  '',
  '```bash',
  'npm run bench:models                    # all of it',
  'npm run bench:models -- --only CDNOW    # one data set, printed; this page is not changed',
  'npm run bench:models -- --million       # with a million rows to train on',
  'npm run bench:models -- --again         # rewrites this page from the last measurements',
  '```',
  '',
  'The public data sets are not part of the repository: they are read from `../shared/data` next to it. `HOLDFAST_PYTHON` names a Python that has the',
  'peers; otherwise they are installed into `bench/.venv`.',
];

/** What a person wrote about the goals that are missed. */
function notes(): string[] {
  return readFileSync('bench/notes.md', 'utf8').trimEnd().split('\n');
}
