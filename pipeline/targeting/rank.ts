import type { TargetingConfig } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { double, identifier } from '../sql/sql-text.ts';
import { type LearnedRanking, profitSql, withGains } from './rank-by-gain.ts';
import { type KeptBorders, keptBorders, type SavePrior } from './save-prior.ts';

/** Where a customer stands before anyone is left alone: a candidate for the list, or why not. */
export const standings = [
  'candidate',
  'below_risk',
  'below_value',
  'nothing_at_risk',
  'not_worth_contact',
  'above_gone_probability',
  'beyond_lookback',
] as const;

export type Standing = (typeof standings)[number];

/** Why a customer counts as gone: for win-back, never for the list of those at risk. */
export type WhyGone = Extract<Standing, 'beyond_lookback' | 'above_gone_probability'>;

/** The borders that the config or the customers themselves set, for the manifest. */
export interface RankThresholds extends KeptBorders {
  /** Mean chance of leaving of active customers; null where there are none. */
  readonly baseRate: number | null;
  /** Candidates have a chance of leaving above this; null: any. */
  readonly atRiskAbove: number | null;
  /** Candidates are worth this or more if kept, in the reporting currency; null: whatever they are worth. */
  readonly highValueFrom: number | null;
  /** Candidates have a higher priority than this: below, even the cheapest contact costs more than it can save. */
  readonly priorityAbove: number;
}

export interface RankRequest
  extends Pick<TargetingConfig, 'atRiskAbove' | 'highValueShare' | 'goneAbove' | 'savePrior' | 'savedShare'> {
  /** Of the plays that contact; null where there is none. */
  readonly cheapestContact: number | null;
  /** What finished campaigns taught; null or left out: value at risk ranks. */
  readonly learned?: LearnedRanking | null;
  /** Whether the scores say the chance that a customer who is gone comes back (`return_chance`). */
  readonly returning?: boolean;
}

/**
 * Reads the borders off the scores: the mean chance of leaving of active customers (summed as decimals, so that no order
 * of rows changes it), and the worth from which the most valuable share of them begins where the config wants one.
 * @param scores table of the scores file
 */
export async function findThresholds(
  warehouse: Warehouse,
  scores: string,
  { cheapestContact, learned = null, ...targeting }: RankRequest,
): Promise<RankThresholds> {
  const [active] = await warehouse.rows(
    `select count(*) as n, cast(sum(cast(churn as decimal(12,9))) as double) as churn
     from ${identifier(scores)} where active`,
  );
  const n = Number(active?.n ?? 0);
  const baseRate = n === 0 ? null : Number(active?.churn) / n;
  const { highValueShare: share } = targeting;
  return {
    baseRate,
    atRiskAbove: targeting.atRiskAbove ?? null,
    highValueFrom: share === undefined ? null : await worthOfFirst(warehouse, scores, Math.ceil(share * n)),
    ...keptBorders(targeting, baseRate ?? 0),
    priorityAbove: cheapestContact === null || learned !== null ? 0 : cheapestContact / targeting.savedShare,
  };
}

/** Makes the scores the table `ranked_scores`, each with where it stands. */
export async function createRanked(
  warehouse: Warehouse,
  scores: string,
  request: RankRequest,
): Promise<RankThresholds> {
  const { learned, returning } = request;
  const thresholds = await findThresholds(warehouse, scores, request);
  await warehouse.create('ranked_scores', rankedSelect(scores, thresholds, learned, returning));
  return thresholds;
}

/** Worth if kept of the active customer in that place by it; of none where there is no such place. */
async function worthOfFirst(warehouse: Warehouse, scores: string, place: number): Promise<number | null> {
  const [last] = await warehouse.rows(
    `select clv_if_kept from (
       select clv_if_kept, row_number() over (order by clv_if_kept desc, customer_id) as place
       from ${identifier(scores)} where active
     ) ordered where place = ${place}`,
  );
  return last === undefined ? null : Number(last.clv_if_kept);
}

/**
 * SELECT of the scores with where each customer stands and the priority that orders them: value at risk × prior share
 * who can still be kept, which is what can be saved, for those who can be kept; for those gone the worth if kept, times the chance
 * that they come back where that is known. A candidate
 * is active, not gone, has something to be saved that is worth a contact, and lies within the borders that the config sets.
 * Where finished campaigns have taught who gains, the priority is the profit expected of the best contact.
 */
export function rankedSelect(
  scores: string,
  thresholds: RankThresholds,
  learned: LearnedRanking | null = null,
  returning = false,
): string {
  const { atRiskAbove, highValueFrom, goneAbove, priorityAbove, savePrior } = thresholds;
  const outside = [
    ...(atRiskAbove === null ? [] : [`when not (churn > ${double(atRiskAbove)}) then 'below_risk'`]),
    ...(highValueFrom === null
      ? []
      : [`when not (clv_if_kept >= ${double(highValueFrom)}) then 'below_value'`]),
  ];
  const savable = `value_at_risk * (${savePriorSql(savePrior)})`;
  return `select p.*,
    case
      when not active then 'beyond_lookback'
      when churn > ${double(goneAbove)} then 'above_gone_probability'
      when not (value_at_risk > 0) then 'nothing_at_risk'
      ${outside.join('\n      ')}
      when not (priority > ${double(priorityAbove)}) then 'not_worth_contact'
      else 'candidate'
    end as standing
  from (
    select s.*,
      case
        when not active or churn > ${double(goneAbove)} then clv_if_kept${returning ? ' * return_chance' : ''}
        else ${learned === null ? savable : profitSql(learned)}
      end as priority
    from ${learned === null ? identifier(scores) : withGains(scores, learned, savable)} s
  ) p`;
}

/** `savePrior` as SQL over `churn`: straight lines between the points, level beyond the first and the last. */
function savePriorSql(points: SavePrior): string {
  const sorted = [...points].sort(([a], [b]) => a - b);
  const pieces = sorted.slice(1).map(([x1, y1], i) => {
    const [x0, y0] = sorted[i]!;
    const along = `(churn - ${double(x0)}) / ${double(x1 - x0)} * ${double(y1 - y0)}`;
    return `when churn < ${double(x1)} then ${double(y0)} + ${along}`;
  });
  const [[x, y], [, last]] = [sorted[0]!, sorted.at(-1)!];
  return `case when churn <= ${double(x)} then ${double(y)} ${pieces.join(' ')} else ${double(last)} end`;
}
