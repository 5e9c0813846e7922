import { describe, expect, it } from 'vitest';
import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { keys } from '../../../contracts/keys.ts';
import { stages } from '../../../contracts/stages.ts';
import { randomStream } from '../../../models/numerics.ts';
import { plannedMatrix } from '../../../pipeline/features/create-matrix.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { declaredConfig } from '../../../pipeline/stages/declared-config.ts';
import { readParquet, writeParquet } from '../../../pipeline/tables/parquet.ts';
import { listParquet } from '../../../pipeline/targeting/list-files.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { learnGains } from '../../../pipeline/uplift/learn-gains.ts';
import { writeGains } from '../../../pipeline/uplift/write-gains.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { emptyBusiness, loadBusiness, openBusiness, smallConfig } from '../features/business.ts';
import { predicted } from '../targeting/fixtures.ts';

const drawnOn = '2025-08-04';
const horizonDays = 60;
const midnight = Date.parse(`${drawnOn}T00:00:00+02:00`) / 1000;
const at = (days: number) => midnight + days * 86_400 + 43_200;

/** A customer of a made-up campaign: who bought much before the draw, what arm it was, and whether an order came at its end. */
interface Made {
  readonly id: string;
  readonly often: boolean;
  readonly arm: 'contact' | 'control';
  readonly play: string;
  readonly stays: boolean;
}

interface Options {
  readonly customers?: number;
  /** Chance of staying. */
  readonly stays?: (often: boolean, contacted: boolean, play: string) => number;
  readonly play?: (i: number) => string;
  /** Chance of being held out that the ledger tells. */
  readonly share?: number;
  readonly asOf?: string;
}

/** Contact keeps those who bought often; nobody else. */
const persuadable = (often: boolean, contacted: boolean) => (often ? (contacted ? 0.9 : 0.3) : 0.5);

function madeUp({ customers = 700, stays = persuadable, play = () => 'note' }: Options): Made[] {
  return Array.from({ length: customers }, (_, i) => {
    const random = randomStream(3, `uplift ${i}`);
    const arm = random.uniform() < 0.5 ? 'control' : 'contact';
    const [often, own] = [random.uniform() < 0.5, play(i)];
    const kept = random.uniform() < stays(often, arm === 'contact', own);
    return { id: `C${String(i).padStart(5, '0')}`, often, arm, play: own, stays: kept };
  });
}

async function taught(options: Options = {}) {
  const made = madeUp(options);
  const config = declaredConfig(smallConfig(), stages.uplift.config);
  const { warehouse, store } = await openBusiness(emptyBusiness);
  const business = {
    ...emptyBusiness,
    customers: made.map(({ id }) => ({
      customer_id: id,
      joined_at: at(-300),
      known_at: at(-300),
      segment: null,
      acquisition_channel: null,
      country: null,
      language: null,
    })),
    orders: made.flatMap(({ id, often, stays }) =>
      [-250, ...(often ? [-80, -60, -45, -30, -20, -10] : [-40]), ...(stays ? [50] : [])].map((day, k) => ({
        order_id: `${id}-${k}`,
        customer_id: id,
        ordered_at: at(day),
        known_at: at(day),
        kind: 'sale' as const,
        amount: 20,
        margin: 8,
        quantity: 1,
        product_id: null,
        category: null,
        channel: null,
        delivered_late: null,
      })),
    ),
  };
  const rows = made.map(({ id, arm, play }) => ({
    campaign: 'spring',
    customer_id: id,
    term: 1,
    arm,
    as_of: drawnOn,
    arm_until: addDays(drawnOn, horizonDays),
    stratum: 1,
    share: options.share ?? 0.5,
    churn: 0.5,
    clv_if_kept: 100,
    clv_if_lost: 10,
    play,
    channel: 'email',
    cost: 1,
    run: 'r',
    draw: 1,
  }));
  await store.put(keys.arms(1), listParquet(listTable('assignments', assignmentColumns, rows)));
  const mapped = (source: string): readonly string[] =>
    source === 'customers'
      ? ['customer_id', 'joined_at']
      : source === 'orders'
        ? ['order_id', 'customer_id', 'ordered_at', 'kind', 'amount', 'margin', 'quantity']
        : [];
  const { features } = plannedMatrix({ config, mapped }).available;
  let attached = false;
  const texts = new Set<string>();
  const learned = await learnGains(recordingWarehouse(warehouse, texts), store, {
    config,
    asOf: options.asOf ?? '2025-12-01',
    mapped,
    features,
    prefix: 'lessons/',
    ledgerGaps: 0,
    seed: 1,
    attachTables: async () => {
      attached = true;
      await loadBusiness(warehouse, business);
      return false;
    },
  }).finally(() => warehouse.close());
  expect(await store.list('lessons/')).toEqual([]);
  return { ...learned, made, store, features, attached, texts };
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('a finished randomised campaign', () => {
  it('teaches who gains from contact, by what was known at the draw', async () => {
    const { campaigns, plays, made, store, features } = await taught();
    expect(campaigns).toMatchObject([{ name: 'spring', fault: null, first: drawnOn, horizonDays }]);
    const [{ taught: play, assessment }] = plays as [(typeof plays)[number]];
    expect(play.gate.open).toBe(true);
    expect(play.autoc.low).toBeGreaterThan(0);
    expect([...play.plays, play.contact + play.control]).toEqual(['note', made.length]);
    const gains = (often: boolean) => mean([...assessment.gain].filter((_, i) => made[i]!.often === often));
    expect(gains(true)).toBeGreaterThan(gains(false) + 0.3);
    await predicts({ plays, store, features });
  });

  it('without anything to gain keeps value at risk', async () => {
    const { plays } = await taught({ customers: 300, stays: () => 0.5 });
    expect(plays.map(({ taught: { gate } }) => gate.open)).toEqual([false]);
  });

  it('compares a play with those held out to whom it would have been proposed', async () => {
    const stays = (_: boolean, contacted: boolean, play: string) =>
      play === 'call' ? (contacted ? 0.9 : 0.6) : 0.2;
    const { plays } = await taught({ stays, play: (i) => (i % 20 === 0 ? 'gift' : i % 2 ? 'call' : 'note') });
    const effects = Object.fromEntries(plays.map(({ taught: one }) => [one.plays.join(), one.effect.value]));
    expect(Object.keys(effects)).toEqual(['call', 'note']); // the gift had too few customers to teach
    expect(effects.call).toBeCloseTo(0.3, 0);
    expect(Math.abs(effects.note!)).toBeLessThan(0.15);
  });

  it('is asked for in texts that Trino’s grammar reads', async () => {
    const { texts } = await taught({ customers: 120 });
    const problems = await trinoGrammar();
    expect(texts.size).toBeGreaterThan(15);
    expect([...texts].flatMap((text) => problems(text))).toEqual([]);
  });

  it('teaches nothing before its horizon is over, and asks for no table', async () => {
    const { campaigns, attached } = await taught({ customers: 60, asOf: '2025-09-15' });
    expect({ campaigns, attached }).toEqual({ campaigns: [], attached: false });
  });

  it('with arms that are not as they were drawn teaches nothing, and says why', async () => {
    const { campaigns, plays } = await taught({ customers: 200, share: 0.2 });
    expect(campaigns.map(({ fault }) => fault)).toEqual(['sample-ratio']);
    expect(plays).toEqual([]);
  });
});

/** Gains of today's customers stand in the order of their ids, within what is at risk; whoever is gone has none. */
async function predicts({
  plays,
  store,
  features,
}: Pick<Awaited<ReturnType<typeof taught>>, 'plays' | 'store' | 'features'>) {
  const today = ['b', 'a', 'gone'];
  await store.put(
    'matrix/part-0.parquet',
    writeParquet([
      { name: 'customer_id', type: 'text', values: today },
      { name: 'active', type: 'flag', values: [true, true, false] },
      ...features.map(({ name, kind }) =>
        kind === 'number'
          ? ({ name, type: 'number', values: [null, null, null] } as const)
          : ({ name, type: 'text', values: [null, null, null] } as const),
      ),
    ]),
  );
  const churnOf: Readonly<Record<string, number>> = { a: 0.03, b: 0.6, gone: 0.6 };
  const people = today.map((id) => ({ id, churn: churnOf[id]!, kept: 100, active: id !== 'gone' }));
  await store.put('scores/part-0.parquet', writeScores(predicted(people)));
  const places = { matrix: 'matrix/', scores: 'scores/', gains: 'gains/' };
  expect(await writeGains(store, plays, { features, ...places })).toBe(2);
  const [file] = await store.list('gains/');
  const rows = await readParquet((await store.get(file!.key))!);
  expect(rows.map(({ customer_id: id }) => id)).toEqual(['a', 'b']);
  expect(rows.map(({ harm_0: harm }) => harm)).toEqual([false, false]);
  const [safe, doubtful] = rows.map(({ gain_0: gain }) => Number(gain));
  expect(safe).toBeCloseTo(0.03, 6); // the learned gain is ten times that, but no more can be saved than is at risk
  expect(doubtful).toBeGreaterThan(0.1);
  expect(doubtful).toBeLessThanOrEqual(0.6);
}
