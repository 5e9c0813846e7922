import type { CampaignCounts } from '../ledger.ts';
import { countDraws } from '../ledger.ts';
import type { Draw } from '../ledger-state.ts';
import { drawnOf, type Selection } from '../select-customers.ts';
import type { BesideList } from './beside-list.ts';

export interface LateRequest {
  /** What the campaigns had drawn when their lists were made, the draws for them included. */
  readonly counts: CampaignCounts;
  readonly selection: Pick<Selection, 'candidates' | 'barred' | 'lot'>;
  readonly beside: readonly Pick<BesideList, 'draws'>[];
  /** Number of the ledger's next file when it was read. */
  readonly file: number;
}

/**
 * The counts with what lists beside those of the campaigns have drawn since, so that a run that is done again after a kill, which
 * reads those draws from the ledger, counts the same.
 */
export function countLate({ counts, selection, beside, file }: LateRequest): CampaignCounts {
  const known = new Set<string>();
  for (const { draws } of drawnOf(selection)) for (const draw of draws) known.add(keyOf(draw));
  const late = new Map(beside.flatMap(({ draws }) => draws.map((draw) => [keyOf(draw), draw] as const)));
  return countDraws(
    counts,
    [...late].flatMap(([key, draw]) => (draw.draw < file || known.has(key) ? [] : [draw])),
  );
}

const keyOf = ({ draw, campaign, customer_id: id }: Draw): string => `${draw}/${campaign}/${id}`;
