import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { keys } from '../../../contracts/keys.ts';
import { stages } from '../../../contracts/stages.ts';
import { randomStream } from '../../../models/numerics.ts';
import { measureEffects } from '../../../pipeline/effects/measure-effects.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { declaredConfig } from '../../../pipeline/stages/declared-config.ts';
import { listParquet } from '../../../pipeline/targeting/list-files.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { emptyBusiness, openBusiness, smallConfig, type Term } from '../features/business.ts';
import { predicted } from '../targeting/fixtures.ts';

export const asOf = '2025-12-01';
export const drawnOn = '2025-08-04';
export const horizonDays = 60;
const midnight = Date.parse(`${drawnOn}T00:00:00+02:00`) / 1000;
const day = 86_400;

/** A customer of a made-up campaign. Days count from the draw; those before it are negative. */
export interface Drawn {
  readonly id: string;
  readonly arm: 'contact' | 'control';
  readonly stratum: number;
  readonly segment: string;
  readonly score: number;
  readonly orders: readonly { readonly day: number; readonly margin: number; readonly late?: boolean }[];
  readonly reached: boolean;
  readonly cost: number;
}

/** So many customers, `share` of them held out; contact adds to what each order brings. */
export function drawnCustomers(
  n: number,
  { share = 0.3, lift = 4, seed = 1 }: { share?: number; lift?: number; seed?: number } = {},
): Drawn[] {
  return Array.from({ length: n }, (_, i): Drawn => {
    const random = randomStream(seed, `customer ${i}`);
    const arm = random.uniform() < share ? 'control' : 'contact';
    const rate = 0.5 + random.uniform();
    const size = 20 * Math.exp(0.5 * random.normal());
    const orders = Array.from({ length: 8 }, (_, k) => {
      const at = -100 + 20 * k + Math.floor(19 * random.uniform());
      const extra = at >= 0 && arm === 'contact' ? lift : 0;
      return random.uniform() < rate / 1.5
        ? { day: at, margin: Math.round(100 * (size + extra)) / 100 }
        : null;
    }).filter((order) => order !== null);
    const reached = arm === 'contact' && random.uniform() < 0.9;
    return {
      id: `C${String(i).padStart(5, '0')}`,
      arm,
      stratum: 1 + (i % 3),
      segment: i % 5 < 2 ? 'trade' : 'retail',
      score: Math.round(size * 10),
      orders: [{ day: -200, margin: 5 }, ...orders],
      reached,
      cost: arm === 'contact' ? (i % 2 === 0 ? 1.5 : 2) : 0,
    };
  });
}

export interface CampaignOptions {
  readonly config?: Record<string, unknown>;
  /** Changes the rows of the ledger. */
  readonly ledger?: (rows: Record<string, unknown>[]) => Record<string, unknown>[];
  /** Changes the rows of touches. */
  readonly touches?: (rows: Record<string, unknown>[]) => Record<string, unknown>[];
  readonly campaign?: string;
  readonly pastCampaigns?: Config['pastCampaigns'];
  readonly exposures?: Config['exposures'];
  readonly terms?: readonly Term[];
  readonly asOf?: string;
  readonly gaps?: number;
  readonly customers?: (id: string, i: number) => Record<string, unknown>;
}

/** Measures a made-up campaign by the warehouse; answers the texts that were asked as well. */
export async function measured(drawn: readonly Drawn[], options: CampaignOptions = {}) {
  const config: Config = {
    ...smallConfig({
      churn: { kind: 'non-contractual', horizonDays: 30, lookbackDays: 120 },
      ...options.config,
    }),
    pastCampaigns: options.pastCampaigns ?? [],
    exposures: options.exposures ?? [],
  };
  const at = (days: number, hours = 9) => midnight + days * day + hours * 3600;
  const touches = drawn.map(({ id, arm, reached, cost }, i) => ({
    touch_id: `t${i}`,
    customer_id: id,
    touched_at: at(0),
    known_at: at(0),
    campaign: options.campaign ?? 'spring',
    arm,
    channel: 'email',
    play: 'note',
    cost,
    delivered: reached,
  }));
  const { warehouse, store } = await openBusiness({
    ...emptyBusiness,
    customers: drawn.map(({ id, segment }, i) => ({
      customer_id: id,
      joined_at: at(-300),
      known_at: at(-300),
      segment,
      acquisition_channel: null,
      country: null,
      language: null,
      ...options.customers?.(id, i),
    })) as never,
    orders: drawn.flatMap(({ id, orders }) =>
      orders.map(({ day: on, margin, late }, k) => ({
        order_id: `${id}-${k}`,
        customer_id: id,
        ordered_at: at(on, 12),
        known_at: at(on, 12),
        kind: 'sale' as const,
        amount: Math.abs(margin) * 2,
        margin,
        quantity: 1,
        product_id: null,
        category: null,
        channel: null,
        delivered_late: late ?? null,
      })),
    ),
    touches: (options.touches?.(touches) ?? touches) as never,
    subscriptions: options.terms ?? [],
  });
  const rows = drawn.map(({ id, arm, stratum, score, cost }) => ({
    campaign: options.campaign ?? 'spring',
    customer_id: id,
    term: 1,
    arm,
    as_of: drawnOn,
    arm_until: addDays(drawnOn, horizonDays),
    stratum,
    share: 0.3,
    churn: 0,
    clv_if_kept: score,
    clv_if_lost: 0,
    play: 'note',
    channel: 'email',
    cost,
    run: 'r',
    draw: 1,
  }));
  const ledger = options.ledger?.(rows) ?? rows;
  if (options.pastCampaigns === undefined && options.exposures === undefined && ledger.length > 0)
    await store.put(keys.arms(1), listParquet(listTable('assignments', assignmentColumns, ledger)));
  await store.put(
    `${keys.scores('s')}a.parquet`,
    writeScores(predicted(drawn.map(({ id, score }) => ({ id, churn: 0, kept: score })))),
  );
  const texts = new Set<string>();
  try {
    const found = await measureEffects(recordingWarehouse(warehouse, texts), store, {
      config: declaredConfig(config, [...stages.roi.config, ...stages.roi.shows]),
      asOf: options.asOf ?? asOf,
      level: 0.95,
      key: 'key',
      model: 'm',
      scores: keys.scores('s'),
      scratch: 'scratch/',
      ledgerFiles: 1,
      ledgerGaps: options.gaps ?? 0,
    });
    return { ...found, texts };
  } finally {
    await warehouse.close();
  }
}
