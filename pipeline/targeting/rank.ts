import type { TargetingConfig } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier } from '../sql/sql-text.ts';

/** Where a customer stands before anyone is left alone: a candidate for the list, or why not. */
export const standings = [
  'candidate',
  'below_risk',
  'below_value',
  'above_gone_probability',
  'beyond_lookback',
] as const;

export type Standing = (typeof standings)[number];

/** Why a customer counts as gone: for win-back, never for the list of those at risk. */
export type WhyGone = Extract<Standing, 'beyond_lookback' | 'above_gone_probability'>;

/** The borders that the config or the customers themselves set, for the manifest. */
export interface RankThresholds {
  /** Candidates have a chance of leaving above this. */
  readonly atRiskAbove: number;
  /** Candidates are worth this or more if kept, in the reporting currency; null where no customer is active. */
  readonly highValueFrom: number | null;
}

/**
 * Reads the borders off the scores: the mean chance of leaving of active customers where the config sets none (summed as
 * decimals, so that no order of rows changes it), and the worth from which the most valuable share of them begins.
 * @param scores table of the scores file
 */
export async function findThresholds(
  warehouse: Warehouse,
  scores: string,
  targeting: Pick<TargetingConfig, 'atRiskAbove' | 'highValueShare'>,
): Promise<RankThresholds> {
  const [active] = await warehouse.rows(
    `select count(*) as n, cast(sum(cast(churn as decimal(12,9))) as double) as churn
     from ${identifier(scores)} where active`,
  );
  const n = Number(active?.n ?? 0);
  const places = Math.ceil(targeting.highValueShare * n);
  const [last] = await warehouse.rows(
    `select clv_if_kept from (
       select clv_if_kept, row_number() over (order by clv_if_kept desc, customer_id) as place
       from ${identifier(scores)} where active
     ) ordered where place = ${places}`,
  );
  return {
    atRiskAbove: targeting.atRiskAbove ?? (n === 0 ? 1 : Number(active?.churn) / n),
    highValueFrom: last === undefined ? null : Number(last.clv_if_kept),
  };
}

/**
 * SELECT of the scores with where each customer stands and the priority that orders them: value at risk × prior share
 * who can still be kept for those who can be kept, worth if kept for those gone. A candidate is active, not gone, above
 * the risk border, within the most valuable share by worth if kept, and has value at risk.
 */
export function rankedSelect(
  scores: string,
  { atRiskAbove, highValueFrom }: RankThresholds,
  { goneAbove, savePrior }: Pick<TargetingConfig, 'goneAbove' | 'savePrior'>,
): string {
  const highValue = highValueFrom === null ? 'false' : `clv_if_kept >= ${double(highValueFrom)}`;
  return `select s.*,
    case
      when not active then 'beyond_lookback'
      when churn > ${double(goneAbove)} then 'above_gone_probability'
      when not (churn > ${double(atRiskAbove)}) then 'below_risk'
      when not (${highValue} and value_at_risk > 0) then 'below_value'
      else 'candidate'
    end as standing,
    case
      when not active or churn > ${double(goneAbove)} then clv_if_kept
      else value_at_risk * (${savePriorSql(savePrior)})
    end as priority
  from ${identifier(scores)} s`;
}

/** `savePrior` as SQL over `churn`: straight lines between the points, level beyond the first and the last. */
function savePriorSql(points: TargetingConfig['savePrior']): string {
  const sorted = [...points].sort(([a], [b]) => a - b);
  const pieces = sorted.slice(1).map(([x1, y1], i) => {
    const [x0, y0] = sorted[i]!;
    const along = `(churn - ${double(x0)}) / ${double(x1 - x0)} * ${double(y1 - y0)}`;
    return `when churn < ${double(x1)} then ${double(y0)} + ${along}`;
  });
  const [[x, y], [, last]] = [sorted[0]!, sorted.at(-1)!];
  return `case when churn <= ${double(x)} then ${double(y)} ${pieces.join(' ')} else ${double(last)} end`;
}

/** A literal that both engines read as the same double. */
const double = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
};
