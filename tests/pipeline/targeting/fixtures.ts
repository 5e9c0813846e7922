import type { Campaign } from '../../../contracts/campaign.ts';
import { type Config, configSchema, type TargetingConfig } from '../../../contracts/config/config.ts';
import { defaultPlays } from '../../../contracts/config/default-plays.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Scalar } from '../../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../../contracts/sources/column.ts';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import type { Scores } from '../../../pipeline/scoring/scores.ts';
import { sqlType } from '../../../pipeline/sources/map-source.ts';
import { campaignsOn, globalControlOf } from '../../../pipeline/targeting/campaign.ts';
import type { ListBefore } from '../../../pipeline/targeting/changes/list-before.ts';
import { pricePlays } from '../../../pipeline/targeting/contact-cost.ts';
import { type DrawnSelection, drawListed } from '../../../pipeline/targeting/draw-listed.ts';
import type { FillRequest } from '../../../pipeline/targeting/fill-list.ts';
import { type CampaignCounts, nextFile } from '../../../pipeline/targeting/ledger.ts';
import { limitsOf } from '../../../pipeline/targeting/limits.ts';
import { type Lists, makeLists } from '../../../pipeline/targeting/make-lists.ts';
import type { Standing } from '../../../pipeline/targeting/rank.ts';
import { keptBorders } from '../../../pipeline/targeting/save-prior.ts';
import type { Selection } from '../../../pipeline/targeting/select-customers.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { nothingSpent } from '../../../pipeline/targeting/spend.ts';
import type { SeenLists } from '../../../pipeline/targeting/stage-lists.ts';
import type { SuppressionLimits } from '../../../pipeline/targeting/suppress.ts';
import { memoryStore } from '../../support/memory-store.ts';

/** A targeting config with its defaults filled in. */
export const targeting = (over: Record<string, unknown> = {}): TargetingConfig =>
  configSchema.shape.targeting.parse(over);

/** The standing campaign of a targeting config, its arms binding for so many days. */
export const standing = (over: Record<string, unknown> = {}, horizonDays = 90): Campaign =>
  campaignsOn(
    { campaigns: [], targeting: targeting(over), churn: { horizonDays } as Config['churn'] },
    '2026-01-01',
  )[0]!;

/** Whom to leave alone under a targeting config, and columns of customers that are mapped. */
export const limits = (
  over: Record<string, unknown> = {},
  { timeZone = 'UTC', mapped = ['contact_consent'] } = {},
): SuppressionLimits =>
  limitsOf({
    targeting: targeting(over),
    business: { timeZone },
    sources: { customers: { columns: Object.fromEntries(mapped.map((name) => [name, name])) } as never },
  });

/** How a list is filled under a targeting config. */
export const filling = (over: Record<string, unknown> = {}, asOf = '2026-01-01'): FillRequest => {
  const config = targeting(over);
  return {
    campaign: standing(over),
    asOf,
    limits: limits(over),
    plays: pricePlays(config.plays ?? defaultPlays, standing(over), 'EUR'),
    savedShare: config.savedShare,
    spent: nothingSpent,
  };
};

/** Draws and makes the lists of a selection as a run does; `explain` gives no reasons: those who are to have some, have. */
export async function draw(
  chosen: Selection,
  over: Record<string, unknown> = {},
  {
    store = memoryStore(),
    asOf = '2026-01-01',
    run = 'abc123',
    before = null,
    counts = new Map(),
    room = undefined,
  }: {
    store?: ObjectStore;
    asOf?: string;
    run?: string;
    before?: ListBefore | null;
    counts?: CampaignCounts;
    room?: FillRequest['room'];
  } = {},
): Promise<{ lists: Lists; drawn: DrawnSelection; store: ObjectStore }> {
  const fill = { ...filling(over, asOf), ...(room === undefined ? {} : { room }) };
  const [fills, globalControl] = [[fill], globalControlOf({ targeting: targeting(over) })];
  const drawn = await drawListed(store, chosen, {
    asOf,
    run,
    fills,
    globalControl,
    file: await nextFile(store),
    counts,
    refill: async (selection) => selection,
  });
  const { savePrior } = keptBorders(targeting(over), 0.3);
  const lists = makeLists(drawn.selection, {
    asOf,
    fills: drawn.fills,
    globalControl,
    winBackSize: targeting(over).listSize,
    counts: drawn.counts,
    savePrior,
    language: 'en',
    seed: 1,
    before,
  });
  return { lists, drawn, store };
}

/** A candidate whom no rule leaves alone, unless said otherwise. */
export function candidate(over: Partial<SelectedCustomer> & { customer_id: string }): SelectedCustomer {
  const { churn = 0.5, clv_if_kept = 100, clv_if_lost = 10 } = over;
  const value_at_risk = (churn ?? 0) * (clv_if_kept - clv_if_lost);
  return {
    standing: 'candidate',
    priority: value_at_risk,
    name: 'Ann',
    segment: 'home',
    country: 'IE',
    language: 'en',
    email: null,
    phone: null,
    external_id: null,
    churn,
    churn_low: churn === null ? null : churn * 0.8,
    churn_high: churn === null ? null : 1 - (1 - churn) * 0.8,
    clv: 60,
    clv_p10: 0.5 * clv_if_kept,
    clv_p50: clv_if_kept,
    clv_p90: 1.5 * clv_if_kept,
    clv_if_kept,
    clv_if_lost,
    value_at_risk,
    reasons: [
      { group: 'support', feature: 'open_tickets', text: '3 open cases; usual is 0', contribution: 1 },
    ],
    time_zone: null,
    consent: true,
    email_consent: null,
    sms_consent: null,
    phone_consent: null,
    push_consent: null,
    post_consent: null,
    email_refused: false,
    has_email: true,
    has_phone: true,
    phone_refused: false,
    opted_out_at: null,
    escalated_at: null,
    escalation_ages_at: null,
    last_touch_at: null,
    last_touch_days: null,
    touches_90d: 0,
    touched_by: new Map(),
    limiting_touch_at: null,
    complained_at: null,
    complained_days: null,
    last_nps: 4,
    last_csat: null,
    last_ces: null,
    sentiment: 'negative',
    open_tickets: 3,
    open_ticket_days: 12,
    last_order_days: 40,
    past_margin_365d: 80,
    draws: [],
    ...over,
  };
}

/** A selection in which the customers given are all candidates and all gone that there are. */
export function selection(
  candidates: readonly SelectedCustomer[],
  gone: readonly SelectedCustomer[] = [],
): Selection {
  const count = (standing: Standing) => gone.filter((customer) => customer.standing === standing).length;
  return {
    standings: {
      candidate: candidates.length,
      below_risk: 70,
      below_value: 30,
      nothing_at_risk: 5,
      not_worth_contact: 7,
      above_gone_probability: count('above_gone_probability'),
      beyond_lookback: count('beyond_lookback'),
    },
    notEligible: 0,
    candidates,
    isWhole: true,
    gone,
  };
}

/** Predicted scores from a few numbers per customer; clv parts and intervals follow from them. */
export function predicted(
  rows: readonly { id: string; churn: number; kept: number; lost?: number; active?: boolean }[],
): Scores {
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  const whileActive = (of: (row: (typeof rows)[number]) => number) =>
    column((row) => (row.active === false ? Number.NaN : of(row)));
  const clv = column(({ churn, kept, lost = 0 }) => (1 - churn) * kept + churn * lost);
  return {
    customerIds: rows.map(({ id }) => id),
    active: Uint8Array.from(rows, ({ active = true }) => (active ? 1 : 0)),
    churn: whileActive(({ churn }) => churn),
    churnLow: whileActive(({ churn }) => churn * 0.9),
    churnHigh: whileActive(({ churn }) => Math.min(1, churn * 1.1)),
    clv,
    clvObserved: clv.map((value) => value / 2),
    clvExtrapolated: clv.map((value) => value / 2),
    clvP10: clv.map((value) => value / 4),
    clvP50: clv,
    clvP90: clv.map((value) => value * 2),
    clvIfKept: column(({ kept }) => kept),
    clvIfLost: column(({ lost = 0 }) => lost),
    valueAtRisk: whileActive(({ churn, kept, lost = 0 }) => churn * (kept - lost)),
  };
}

/** SELECT of rows under a source's contract; columns not given are null. */
export function sourceRows(source: SourceName, rows: readonly Record<string, Scalar>[]): string {
  const columns = Object.entries(sourceContracts[source].columns);
  const one = (row: Record<string, Scalar>) =>
    `select ${columns.map(([name, column]) => `cast(${sqlValue(row[name] ?? null)} as ${sqlType(column)}) as ${name}`).join(', ')}`;
  return rows.length === 0 ? `${one({})} where false` : rows.map(one).join(' union all ');
}

const sqlValue = (value: Scalar): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** Lists of which nothing has been worked out that their comparisons can show. */
export const unseen = (lists: Lists): SeenLists => ({
  ...lists,
  campaigns: lists.campaigns.map(({ stayingByModel, ...one }) => ({
    ...one,
    expectedRetention: stayingByModel,
    detectableDifference: null,
  })),
});
