import type { Breach } from '../../../models/alerts.ts';
import type { Figure } from '../estimate.ts';

/** A breach by its days. */
export interface FoundBreach {
  readonly since: string;
  readonly opened: string;
  readonly closed: string | null;
  readonly because: Breach['because'];
  /** Of an open one. */
  readonly now: FigureOfDays | null;
  readonly usual: FigureOfDays | null;
}

export interface FigureOfDays extends Figure {
  readonly first: string;
  readonly last: string;
}
