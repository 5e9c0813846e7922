import type { Config } from '../../../contracts/config/config.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
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

/** Creates a table of a text that names facts and has slots. */
export const createFrom = (
  { warehouse }: Pick<Setting, 'warehouse'>,
  table: string,
  sql: string,
  slots: Readonly<Record<string, string | number>> = {},
): Promise<void> => warehouse.create(table, inlineFacts(fillSlots(sql.replace(/^(--.*\n)+/, ''), slots)));
