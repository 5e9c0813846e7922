import type { TargetVerdict } from '../../../contracts/artefacts/alerts-report.ts';
import type { ChangeVerdict } from '../verdict-of-change.ts';
import type { en } from './languages/en.ts';

/** A language's strings of the weekly page; `{name}` is a place to be filled. One file each in `languages/`. */
export interface WeeklyTexts {
  readonly words: Readonly<Record<keyof typeof en.words, string>>;
  readonly verdicts: Readonly<Record<Exclude<ChangeVerdict, ''>, string>>;
  readonly targets: Readonly<Record<TargetVerdict, string>>;
  /** How a watched metric has moved. */
  readonly moved: Readonly<Record<keyof typeof en.moved, string>>;
  readonly sources: Readonly<Record<keyof typeof en.sources, string>>;
  /** What metrics are called: all of the catalogue, and the index of the business. */
  readonly metrics: Readonly<Record<keyof typeof en.metrics, string>>;
  /** What drivers are called that are no metrics. */
  readonly drivers: Readonly<Record<keyof typeof en.drivers, string>>;
}
