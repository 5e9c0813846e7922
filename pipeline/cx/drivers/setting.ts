import type { Config } from '../../../contracts/config/config.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import type { DaySpan } from '../../sql/local-day.ts';
import { fillSlots } from '../records/fill-slots.ts';
import type { Driver } from './driver.ts';

/** What drivers are measured with. */
export interface Setting {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  /** Files on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
  readonly config: Pick<Config, 'business' | 'churn' | 'cx' | 'training'>;
  readonly asOf: string;
  /** Those that the mapped columns can give. */
  readonly drivers: readonly Driver[];
}

/** The zone's changes of clocks are told from here on. */
const firstDay = '2015-01-01';

export const spanOf = ({ asOf, config }: Pick<Setting, 'asOf' | 'config'>): DaySpan => ({
  from: firstDay,
  until: asOf,
  timeZone: config.business.timeZone,
});

/** Creates a table of a text that names facts and has slots. */
export const createFrom = (
  { warehouse }: Pick<Setting, 'warehouse'>,
  table: string,
  sql: string,
  slots: Readonly<Record<string, string | number>> = {},
): Promise<void> => warehouse.create(table, inlineFacts(fillSlots(sql.replace(/^(--.*\n)+/, ''), slots)));
