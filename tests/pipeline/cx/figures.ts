import type { Config } from '../../../contracts/config/config.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import { type BuiltMetrics, buildMetrics, type MetricRow } from '../../../pipeline/cx/build-metrics.ts';
import { catalogue } from '../../../pipeline/cx/catalogue.ts';
import type { Mapped } from '../../../pipeline/cx/dimensions.ts';
import type { Metric } from '../../../pipeline/cx/metric.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { silence } from '../../support/silence.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../features/business.ts';

export const asOf = '2025-12-01';
/** The last four weeks begin here. */
export const from = '2025-11-03';

type RowOf<Table extends Exclude<keyof Business, 'moods'>> = Business[Table][number];

/** An instant in UTC. */
export const at = (text: string): number => Date.parse(`${text}Z`) / 1000;

/** Rows of a hand-made business, nothing known but what is said. */
export const survey = (id: string, row: object): RowOf<'surveys'> => {
  const { invited_at = at('2025-11-10T10:00:00') } = row as { invited_at?: number };
  const times = { invited_at, known_at: invited_at, answered_at: invited_at + 60 };
  return { survey_id: id, customer_id: 'c1', ...times, ...row } as unknown as RowOf<'surveys'>;
};

export const ticket = (id: string, row: object): RowOf<'tickets'> => {
  const { opened_at = at('2025-11-10T10:00:00') } = row as { opened_at?: number };
  return {
    ticket_id: id,
    customer_id: 'c1',
    opened_at,
    known_at: opened_at,
    ...row,
  } as unknown as RowOf<'tickets'>;
};

export const review = (id: string, row: object): RowOf<'reviews'> => {
  const { written_at = at('2025-11-10T10:00:00') } = row as { written_at?: number };
  return { review_id: id, written_at, known_at: written_at, ...row } as unknown as RowOf<'reviews'>;
};

export const order = (id: string, customer: string, day: string, row: object = {}): RowOf<'orders'> => {
  const ordered_at = at(`${day}T12:00:00`);
  const facts = { kind: 'sale', amount: 10, ...row };
  return {
    order_id: id,
    customer_id: customer,
    ordered_at,
    known_at: ordered_at,
    ...facts,
  } as unknown as RowOf<'orders'>;
};

export const customer = (id: string, row: object = {}): RowOf<'customers'> => {
  const joined_at = at('2024-01-01T12:00:00');
  return { customer_id: id, joined_at, known_at: joined_at, ...row } as unknown as RowOf<'customers'>;
};

/** A mood that the texts stage says: of a source and its record, if anybody says one. */
export type ReadMood = readonly [
  source: 'ticket' | 'survey' | 'review',
  record: string,
  sentiment: number | null,
  by?: 'score',
];

/** Makes the table `moods_read`; nothing where there are no moods. Answers whether it stands. */
export async function createMoods(
  warehouse: Pick<Warehouse, 'create'>,
  moods: readonly ReadMood[] | undefined,
): Promise<boolean> {
  if (moods === undefined) return false;
  const rows = moods.map(
    ([source, id, mood, by]) => `('${source}', '${id}', cast(${mood} as double), '${by ?? 'own'}')`,
  );
  await warehouse.create(
    'moods_read',
    `select * from (values ${rows.join(', ')}) m (source, record_id, sentiment, said_by)`,
  );
  return true;
}

export interface Asked {
  readonly config?: Config;
  readonly metrics?: readonly Metric[];
  readonly mapped?: Mapped;
  /** Every text that asks the warehouse is put in here. */
  readonly texts?: Set<string>;
  readonly threads?: number;
  readonly moods?: readonly ReadMood[];
}

export interface Found extends BuiltMetrics {
  /** The figure of the last four weeks for everybody, unless said otherwise. */
  of(
    metric: string,
    where?: Partial<Pick<MetricRow, 'grain' | 'first' | 'dimension' | 'value'>>,
  ): MetricRow | undefined;
}

/** Every column of every source, none of the business's own. */
export const everything: Mapped = (source) => Object.keys(sourceContracts[source].columns);

/** The same, of the metrics that count some records alone: a business is counted in a tenth of the time. */
export const figuresOf =
  (...records: readonly string[]) =>
  (business: Partial<Business>, asked: Asked = {}): Promise<Found> =>
    figures(business, {
      metrics: catalogue.filter((metric) => records.includes(metric.records.name)),
      ...asked,
    });

/** The figures of a hand-made business. */
export async function figures(business: Partial<Business>, asked: Asked = {}): Promise<Found> {
  const {
    config = smallConfig(),
    mapped = everything,
    texts = new Set(),
    threads = 1,
    metrics,
    moods,
  } = asked;
  const { warehouse, store } = await openBusiness({ ...emptyBusiness, ...business }, threads);
  const passage = { warehouse: recordingWarehouse(warehouse, texts), store, prefix: 'cells/' };
  const withMoods = await createMoods(warehouse, moods);
  const request = { config, asOf, mapped, withMoods, ...(metrics === undefined ? {} : { metrics }) };
  const built = await buildMetrics(request, passage, silence).finally(() => warehouse.close());
  return {
    ...built,
    of: (metric, where = {}) => {
      const wanted = { grain: 'four weeks', first: from, dimension: 'all', value: null, ...where };
      return built.rows.find(
        (row) =>
          row.metric === metric &&
          row.grain === wanted.grain &&
          row.first === wanted.first &&
          row.dimension === wanted.dimension &&
          row.value === wanted.value,
      );
    },
  };
}
