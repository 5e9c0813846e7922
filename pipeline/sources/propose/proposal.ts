import type { SourceName } from '../../contracts/column.ts';
import type { ColumnMap } from '../../contracts/config.ts';
import type { InputProfile } from '../../contracts/profile.ts';

/** A proposed holdfast.yaml: what to write, and beside each thing why, as comments. */
export interface Proposal {
  readonly business: ProposedBusiness;
  readonly inputs: readonly InputProfile[];
  readonly sources: readonly ProposedSource[];
  readonly churn: ProposedChurn;
  readonly clv: ProposedClv;
  readonly training: ProposedTraining;
  readonly leftOut: readonly LeftOut[];
  /** What a person has to settle before the config can be used, or had better look at first. */
  readonly open: readonly string[];
}

export interface ProposedBusiness {
  readonly name: string;
  /** Null where nothing tells: the person has to write it. */
  readonly currency: string | null;
  readonly currencyNote: string;
  /** Other currencies found, each of which needs a rate. */
  readonly otherCurrencies: readonly string[];
  readonly timeZone: string;
  readonly timeZoneNote: string;
  readonly dataUntil: string;
  readonly dataUntilNote: string;
}

export interface ProposedSource {
  readonly name: SourceName;
  readonly from?: string;
  readonly query?: string;
  readonly timeZone?: string;
  readonly duplicates?: 'keep';
  readonly maxBadShare?: number;
  readonly columns: readonly ProposedColumn[];
  readonly notes: readonly string[];
}

export interface ProposedColumn {
  readonly name: string;
  readonly map: ColumnMap;
  /** Columns of the input that it reads. */
  readonly reads: readonly string[];
  readonly note?: string;
}

export interface ProposedChurn {
  readonly kind: 'contractual' | 'non-contractual';
  readonly by: 'orders' | 'activity';
  readonly horizonDays: number;
  readonly lookbackDays: number;
  readonly graceDays: number;
  readonly lagDays: number;
  readonly notes: Readonly<Record<'kind' | 'horizonDays' | 'lookbackDays' | 'graceDays' | 'lagDays', string>>;
}

export interface ProposedClv {
  readonly horizonDays: number;
  readonly observedDays: number;
  readonly note: string;
}

export interface ProposedTraining {
  readonly origins: number;
  readonly everyDays: number;
  readonly minHistoryDays: number;
  readonly note: string;
}

export interface LeftOut {
  readonly input: string;
  readonly column: string;
  readonly why: string;
}
