import type { Config } from '../../../../contracts/config/config.ts';
import type { Row } from '../../../../contracts/ports/warehouse.ts';
import { type BuiltDrivers, buildDrivers } from '../../../../pipeline/cx/drivers/build-drivers.ts';
import { recordingWarehouse } from '../../../support/recording-warehouse.ts';
import { silence } from '../../../support/silence.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../../features/business.ts';
import { asOf, createMoods, everything, type ReadMood } from '../figures.ts';

interface Asked {
  readonly config?: Config;
  readonly mapped?: typeof everything;
  readonly texts?: Set<string>;
  readonly threads?: number;
  readonly moods?: readonly ReadMood[];
}

export interface MeasuredBusiness extends BuiltDrivers {
  /** `driver_data` as the warehouse holds it. */
  readonly data: readonly Row[];
}

/** The drivers of a hand-made business. */
export async function measured(business: Partial<Business>, asked: Asked = {}): Promise<MeasuredBusiness> {
  const { config = smallConfig(), mapped = everything, texts = new Set(), threads = 1, moods } = asked;
  const { warehouse, store } = await openBusiness({ ...emptyBusiness, ...business }, threads);
  const passage = { warehouse: recordingWarehouse(warehouse, texts), store, prefix: 'rows/' };
  try {
    const withMoods = await createMoods(warehouse, moods);
    const built = await buildDrivers({ config, asOf, mapped, withMoods }, passage, silence);
    const data =
      built.drivers.length + built.tooFew.length === 0
        ? []
        : await warehouse.rows('select * from driver_data order by row_id');
    return { ...built, data };
  } finally {
    await warehouse.close();
  }
}
