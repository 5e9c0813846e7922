import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { ColumnMap } from '../../contracts/config/config.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';

/** A proposed holdfast.yaml: what to write, and beside each thing why, as comments. */
export interface Proposal {
  readonly business: ProposedBusiness;
  /** The inputs that the sources read. */
  readonly inputs: readonly InputProfile[];
  /** What serves as no source, and why. */
  readonly unused: readonly Unused[];
  readonly sources: readonly ProposedSource[];
  readonly churn: ProposedChurn;
  readonly clv: ProposedClv;
  readonly training: ProposedTraining;
  readonly leftOut: readonly LeftOut[];
  /** What a person has to settle before the lists can be relied on, weightiest first. */
  readonly open: readonly Question[];
  /** What the checks made of the inputs under this config. */
  readonly checked: readonly SourceReport[];
}

export interface Question {
  /** Key of the config that answers it, such as `business.currency`. */
  readonly key: string;
  readonly text: string;
  /** Lines to choose from, as they would stand in the config. */
  readonly candidates?: readonly string[];
  /** What may be said to it on a terminal, or with the option of its key, where that is no line of the config. */
  readonly answers?: readonly string[];
  /** What comes out depends on the answer: the config is not to be relied on before it is given. */
  readonly decides?: boolean;
}

export interface Unused {
  readonly path: string;
  readonly why: string;
  /** It seems to hold what the others lack. */
  readonly matters?: boolean;
}

export interface ProposedBusiness {
  readonly name: string;
  readonly currency: string;
  readonly currencyNote: string;
  /** Nothing tells the currency; one stands in. */
  readonly currencyUnknown: boolean;
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
  readonly maxBadShareNote?: string;
  readonly columns: readonly ProposedColumn[];
  readonly notes: readonly string[];
}

export interface ProposedColumn {
  readonly name: string;
  readonly map: ColumnMap;
  /** Columns of the input that it reads. */
  readonly reads: readonly string[];
  readonly note?: string;
  /** What it could be instead: for a person to settle. */
  readonly doubt?: string;
  /** What may be said to it. */
  readonly answers?: readonly string[];
  /** Of consent that says who refused and never who agreed: SQL of it where whoever did not refuse has agreed; null: none. */
  readonly unlessRefused?: string | null;
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
