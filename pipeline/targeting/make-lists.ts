import {
  assignmentColumns,
  atRiskColumns,
  suppressedColumns,
  winBackColumns,
} from '../../contracts/artefacts/list-columns.ts';
import type { TargetingConfig } from '../../contracts/config/config.ts';
import { detectableDifference } from './detectable-difference.ts';
import { type FilledList, fillList, type SuppressedCustomer } from './fill-list.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import { type Assignment, drawHoldout } from './holdout.ts';
import { type ListTable, listTable } from './list-table.ts';
import { choosePlay, defaultPlays } from './plays.ts';
import { rankStability, type UncertainCustomer } from './rank-stability.ts';
import type { Selection } from './select-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { type WinBackCounts, winBackList } from './win-back.ts';

export interface ListRequest {
  readonly asOf: string;
  readonly run: string;
  readonly targeting: TargetingConfig;
  /** The business's, for the dates in explanations. */
  readonly timeZone: string;
  readonly seed: number;
}

/** Who is held out, stratum by stratum, and what a comparison of the arms will be able to see. */
export interface HoldoutSummary {
  readonly share: number;
  readonly strata: readonly { readonly stratum: number; readonly listed: number; readonly heldOut: number }[];
  /** Retention expected of the listed without contact: 1 − mean P(churn). */
  readonly expectedRetention: number | null;
  /** Smallest difference in retention found with 80% power at 5%; null where an arm is empty. */
  readonly detectableDifference: number | null;
}

export interface Lists {
  readonly atRisk: ListTable;
  readonly winBack: ListTable;
  readonly suppressed: ListTable;
  readonly winBackSuppressed: ListTable;
  readonly assignments: ListTable;
  readonly funnel: Funnel;
  readonly winBackCounts: WinBackCounts;
  readonly holdout: HoldoutSummary;
  readonly notes: readonly string[];
}

/** Makes every list from the customers selected. The order of the customers changes nothing. */
export function makeLists(selection: Selection, request: ListRequest): Lists {
  const { targeting, timeZone } = request;
  const limits = { ...targeting, timeZone };
  const filled = fillList(selection.candidates, targeting.listSize, limits);
  const drawn = drawHoldout(filled.listed, targeting.holdout);
  const listed = describeListed(filled, drawn, request);
  const contacted = listed.filter(({ arm }) => arm === 'contact');
  const gone = winBackList(selection, targeting.listSize, limits);
  return {
    atRisk: listTable('at-risk', atRiskColumns, contacted.map(withRank)),
    winBack: listTable('win-back', winBackColumns, gone.listed.map(withRank)),
    suppressed: listTable('suppressed', suppressedColumns, filled.suppressed.map(withRule)),
    winBackSuppressed: listTable('win-back-suppressed', suppressedColumns, gone.suppressed.map(withRule)),
    assignments: listTable('assignments', assignmentColumns, listed),
    funnel: funnelOf(selection.standings, {
      suppressed: filled.suppressed.length,
      listed: listed.length,
      heldOut: listed.length - contacted.length,
    }),
    winBackCounts: gone.counts,
    holdout: summarise(listed, targeting.holdout.share),
    notes: notesOn(filled.listed),
  };
}

type ListedCustomer = SelectedCustomer &
  Assignment & {
    readonly as_of: string;
    readonly run: string;
    readonly rank: number;
    readonly rank_stability: number;
    readonly play: string | null;
    readonly channel: string | null;
  };

function describeListed(
  { listed, next }: FilledList,
  drawn: ReadonlyMap<string, Assignment>,
  { asOf, run, targeting, seed }: ListRequest,
): ListedCustomer[] {
  const pool = [...listed, ...next].map(uncertain);
  const stability = rankStability(pool, { ...targeting, seed });
  return listed.map((customer, i) => {
    const reasons = customer.reasons ?? [];
    const play = choosePlay(
      reasons.map(({ group }) => group),
      targeting.plays ?? defaultPlays,
    );
    return {
      ...customer,
      ...drawn.get(customer.customer_id)!,
      as_of: asOf,
      run,
      rank: i + 1,
      rank_stability: stability[i]!,
      reason_1: reasons[0]?.text,
      reason_2: reasons[1]?.text,
      reason_3: reasons[2]?.text,
      play: play?.name ?? null,
      channel: play?.channel ?? null,
    };
  });
}

/** A candidate is active, so its churn and interval are known. */
const uncertain = (customer: SelectedCustomer): UncertainCustomer => ({
  ...customer,
  churn: customer.churn!,
  churn_low: customer.churn_low!,
  churn_high: customer.churn_high!,
});

const withRank = <Customer>(customer: Customer, i: number) => ({ ...customer, rank: i + 1 });

const withRule = ({ customer, suppression }: SuppressedCustomer) => ({ ...customer, ...suppression });

function summarise(listed: readonly ListedCustomer[], share: number): HoldoutSummary {
  const strata = new Map<number, { stratum: number; listed: number; heldOut: number }>();
  for (const { stratum, arm } of listed) {
    const counts = strata.get(stratum) ?? { stratum, listed: 0, heldOut: 0 };
    counts.listed += 1;
    counts.heldOut += arm === 'control' ? 1 : 0;
    strata.set(stratum, counts);
  }
  const heldOut = listed.filter(({ arm }) => arm === 'control').length;
  const churn = listed.reduce((sum, customer) => sum + customer.churn!, 0);
  const expectedRetention = listed.length === 0 ? null : 1 - churn / listed.length;
  return {
    share,
    strata: [...strata.values()].sort((a, b) => a.stratum - b.stratum),
    expectedRetention,
    detectableDifference:
      expectedRetention === null
        ? null
        : detectableDifference(expectedRetention, listed.length - heldOut, heldOut),
  };
}

function notesOn(listed: readonly SelectedCustomer[]): string[] {
  const unspoken = listed.filter(({ reasons }) => reasons === null || reasons.length === 0).length;
  return [
    ...(listed.length === 0 ? ['Nobody is listed: no candidate may be contacted.'] : []),
    ...(unspoken > 0
      ? [
          `${unspoken} listed customers have no reasons: nothing that raises their score can be said in words.`,
        ]
      : []),
  ];
}
