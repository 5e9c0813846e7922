import type { SourceContract, SourceName } from './column.ts';
import { customers } from './customers.ts';
import { events } from './events.ts';
import { identities } from './identities.ts';
import { orders } from './orders.ts';
import { reviews } from './reviews.ts';
import { subscriptions } from './subscriptions.ts';
import { surveys } from './surveys.ts';
import { tickets } from './tickets.ts';
import { touches } from './touches.ts';

/** Every source table Holdfast understands, in the order in which checks run: customers and identities first. */
export const sourceContracts: Readonly<Record<SourceName, SourceContract>> = {
  identities,
  customers,
  orders,
  subscriptions,
  events,
  tickets,
  surveys,
  reviews,
  touches,
};
