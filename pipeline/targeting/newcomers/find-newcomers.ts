import { newcomerColumns } from '../../../contracts/artefacts/newcomer-columns.ts';
import type { Returning } from '../../../contracts/artefacts/returning.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { NewcomersConfig } from '../../../contracts/config/newcomers.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { write } from '../../reports/format.ts';
import { literal } from '../../sql/sql-text.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import { type BesideList, besideList } from '../beside/beside-list.ts';
import { besideSelect } from '../beside/beside-select.ts';
import { type BesideRequest, chooseBeside } from '../beside/choose-beside.ts';
import type { GoneDates } from '../returning/dated-select.ts';
import { goneDates } from '../returning/gone.ts';
import { judgeReturning, type LearnedReturning } from '../returning/judge-returning.ts';
import { newcomerCells, newcomerChance, newcomersSelect, signalNames, signalsOf } from './newcomers.ts';

export interface NewcomersRequest extends BesideRequest {
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  readonly config: Pick<Config, 'churn' | 'business'>;
  readonly newcomers: NewcomersConfig;
}

const [newcomers, chances, customers] = ['newcomers', 'newcomer_chances', 'newcomer_customers'];

/**
 * New customers of whom little is known yet, those first who are least likely to come again by early signals. They are listed only
 * where those signals told newcomers of a later date apart better than how long they had been away; else the list is empty and says so.
 */
export async function findNewcomers(
  warehouse: Warehouse,
  store: ObjectStore,
  request: NewcomersRequest,
): Promise<BesideList> {
  const { asOf, config, limits, prefix, ranked, newcomers: said } = request;
  const dates = goneDates(asOf, config.churn);
  await warehouse.create(newcomers, newcomersSelect(dates, config, said.withinDays));
  const learned = await learn(warehouse, store, { dates, prefix, config });
  await warehouse.create(chances, chancesSelect(learned?.beta ?? [], dates.list));
  const whom = `join ${chances} n on n.customer_id = s.customer_id where s.standing <> 'beyond_lookback'`;
  await warehouse.create(customers, besideSelect({ ranked, limits, priority: 'n.silent_chance', whom }));
  const form = { asOf, limits, name: 'newcomers', columns: newcomerColumns } as const;
  if (learned === null || !tells(learned.returning)) {
    const none = { found: 0, listed: [], suppressed: [] };
    return besideList(none, { ...form, saying: () => ({}), notes: [notTold(learned?.returning ?? null)] });
  }
  const chosen = await chooseBeside(warehouse, store, customers, request);
  const known = await readKnown(warehouse, store, prefix);
  const list = besideList(chosen, { ...form, saying: ({ customer_id: id }) => known.get(id)! });
  return { ...list, judged: learned.returning };
}

interface LearnRequest extends Pick<NewcomersRequest, 'config' | 'prefix'> {
  readonly dates: GoneDates;
}

async function learn(
  warehouse: Warehouse,
  store: ObjectStore,
  { dates, prefix, config }: LearnRequest,
): Promise<LearnedReturning | null> {
  const select = newcomerCells(newcomers);
  const rows = await unloadRows(warehouse, store, { select, prefix, orderBy: ['on_day', ...signalNames] });
  return judgeReturning(rows, dates, config.churn.horizonDays, {
    columnsOf: signalsOf,
    all: signalNames.length,
  });
}

/** More than the share that comes again, and more than how long they have been away, by customers who had not taught it. */
const tells = ({ by, auc }: Returning): boolean => by === 'model' && auc.low > 0.5;

const notTold = (returning: Returning | null): string =>
  returning === null
    ? 'New customers to watch: nobody is listed. Too few new customers came again to learn from.'
    : `New customers to watch: nobody is listed. Of ${write.count(returning.customers)} who were new on ${write.day(returning.judgedOn)}, early signals were not shown to predict who comes again better than chance and better than recency.`;

const chancesSelect = (beta: readonly number[], day: string): string =>
  `select customer_id, first_days, times, first_amount, is_late, cases, 1e0 - ${newcomerChance(beta)} as silent_chance
  from ${newcomers} where on_day = ${literal(day)}`;

async function readKnown(warehouse: Warehouse, store: ObjectStore, prefix: string) {
  const select = `select customer_id, silent_chance, cast(first_days as integer) as first_order_days, cast(times as integer) as times_seen,
    cast(first_amount as double) as first_amount, is_late = 1 as delivered_late, cast(cases as integer) as support_cases from ${chances}`;
  const rows = await unloadRows(warehouse, store, { select, prefix, orderBy: ['customer_id'] });
  return new Map(rows.map(({ customer_id: id, ...known }) => [String(id), known]));
}
