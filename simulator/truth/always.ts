import { addDays } from '../../contracts/business-day.ts';
import type { Life } from '../customer/life.ts';
import type { Cells, TableDescription } from '../tables/table.ts';
import type { World } from '../world/world.ts';

const text = (name: string) => ({ name, type: 'text' as const });
const number = (name: string) => ({ name, type: 'number' as const });
const flag = (name: string) => ({ name, type: 'flag' as const });

/** What each customer really is, and when and why they left. */
export const customersTruth: TableDescription = {
  name: 'truth/customers',
  columns: [
    text('customer_id'),
    text('decided_on'),
    text('left_on'),
    flag('sudden'),
    text('cause'),
    text('contact_kind'),
    flag('one_time'),
    flag('bulk'),
    number('orders_a_day'),
    number('log_spend'),
    number('level'),
    number('orders'),
  ],
};

/** What each text was meant to say. */
export const textsTruth: TableDescription = {
  name: 'truth/texts',
  columns: [text('source'), text('row'), text('language'), text('theme'), number('feeling')],
};

/** Each bad row and the rule that must catch it. */
export const dirtTruth: TableDescription = {
  name: 'truth/dirt',
  columns: [text('source'), text('row'), text('rule')],
};

export function customerTruth(life: Life, { calendar }: World): Cells {
  const { traits } = life;
  const dateOf = (day: number) => (day >= 0 && day < calendar.days ? addDays(calendar.first, day) : null);
  return {
    customer_id: traits.id,
    decided_on: dateOf(life.decidedOn),
    left_on: dateOf(life.leavesOn),
    sudden: life.decidedOn >= 0 ? life.decidedOn === life.leavesOn : null,
    cause: life.causeOfDecision,
    contact_kind: traits.contact,
    one_time: traits.oneTime,
    bulk: traits.bulk,
    orders_a_day: traits.rate,
    log_spend: traits.logSpend,
    level: traits.level,
    orders: life.orders,
  };
}
