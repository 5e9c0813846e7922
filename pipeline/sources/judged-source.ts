import type { ReasonCount, Rhythm, SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { DayCount } from '../recognise/day-count.ts';
import type { MappedSource } from './map-source.ts';
import type { RuleSetting } from './row-rules.ts';

/** A source that is to be checked: where its rows are and by what they are judged. */
export interface SourceCheck {
  readonly source: MappedSource;
  /** Table or parenthesised query to read, and how a person calls it. */
  readonly from: string;
  readonly input: string;
  /** Tables of lines that could not be read as rows. */
  readonly malformed: readonly string[];
  readonly run: string;
  readonly config: Config;
  readonly setting: RuleSetting;
}

/** A source whose rows are all judged, bad ones set aside. */
export interface JudgedSource extends SourceCheck {
  /** Table of the rows that were looked at closely, with their reasons; null where every row is good at first sight. */
  readonly flagged: string | null;
  readonly read: number;
  /** Good rows written; null where they are still to be. */
  readonly kept: number | null;
  readonly bad: number;
  readonly lines: number;
  readonly later: number;
  /** Good rows that say what another of their key says. */
  readonly repeated: number;
  readonly reasons: readonly ReasonCount[];
  readonly days: readonly DayCount[];
  readonly rhythm: Rhythm | null;
  readonly sums: SourceReport['sums'];
}
