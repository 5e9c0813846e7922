import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { BehaviourColumns } from '../../models/buying.ts';
import { historyFeatures } from './purchase-histories.ts';

/** Where the matrix tells how customers buy, or how long they have stayed, for the model that helps where they are few. */
export function behaviourColumns({ churn }: Config, schedule: Schedule): BehaviourColumns {
  const ahead = { churnDays: schedule.churnDays, valueDays: schedule.observedDays };
  if (churn.kind === 'contractual') {
    return { kind: 'staying', tenureDays: 'subscription_tenure_days', monthly: 'monthly_margin', ...ahead };
  }
  const [orders, firstOrderDays, recencyDays] = historyFeatures;
  return { kind: 'buying', orders, firstOrderDays, recencyDays, spend: 'margin_per_order', ...ahead };
}
