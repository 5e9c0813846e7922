import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { ProposedSource, Question } from '../write/proposal.ts';

/** A proposal that is whole, and what is asked about it so far. */
export interface Settled {
  readonly warehouse: Warehouse;
  readonly found: readonly Recognised[];
  readonly sources: readonly ProposedSource[];
  readonly draft: Config;
  /** Columns that conditions on rows read. */
  readonly reads: readonly string[];
  readonly open: readonly Question[];
}

export interface Doubts {
  readonly questions: readonly Question[];
  /** What agrees with the sums, by source. */
  readonly notes: readonly string[];
}

/** What the doubts look at: a source, and which of its columns are neither read nor asked about. */
export interface Doubted {
  readonly warehouse: Warehouse;
  readonly found: Recognised;
  readonly draft: Config;
  /** Read by a source, or named in a question. */
  readonly isSettled: (column: string) => boolean;
  /** Named in a question. */
  readonly isAsked: (column: string) => boolean;
}
