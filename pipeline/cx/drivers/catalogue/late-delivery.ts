import { purchases } from '../../records/purchases.ts';
import type { Driver } from '../driver.ts';

/** When an order was found to be late has no time of its own: it is taken to have been lived with the order. */
export const lateDelivery: Driver = {
  name: 'late_delivery',
  title: 'Late delivery',
  kind: 'operational',
  unit: 'late order',
  better: 'lower',
  needs: ['orders.delivered_late'],
  records: purchases,
  of: 'is_late is not null',
  dose: 'is_late',
  settleDays: 14,
  about: ['channel'],
};
