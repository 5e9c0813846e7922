import type { SourceContract, SourceName } from './column.ts';
import { customers } from './sources/customers.ts';
import { events } from './sources/events.ts';
import { identities } from './sources/identities.ts';
import { orders } from './sources/orders.ts';
import { subscriptions } from './sources/subscriptions.ts';
import { surveys } from './sources/surveys.ts';
import { tickets } from './sources/tickets.ts';
import { touches } from './sources/touches.ts';

/** Every source table Holdfast understands, in the order in which checks run: customers and identities first. */
export const sourceContracts: Readonly<Record<SourceName, SourceContract>> = {
  identities,
  customers,
  orders,
  subscriptions,
  events,
  tickets,
  surveys,
  touches,
};
