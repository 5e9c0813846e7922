import { armOf, isEligible } from '../campaigns/arms.ts';
import type { Campaign } from '../campaigns/campaigns.ts';
import { activity, type Life, type Setting } from '../customer/life.ts';
import type { TruthPlan } from '../plan.ts';
import type { Cells, TableDescription } from '../tables/table.ts';
import { futureOf } from './future.ts';

const number = (name: string) => ({ name, type: 'number' as const });
const flag = (name: string) => ({ name, type: 'flag' as const });
const text = (name: string) => ({ name, type: 'text' as const });

/** Both potential outcomes of every customer that a campaign considered. Margins are before the campaign's cost. */
export const outcomesTruth: TableDescription = {
  name: 'truth/outcomes',
  columns: [
    text('campaign'),
    text('customer_id'),
    text('arm'),
    text('segment'),
    text('stratum'),
    text('contact_kind'),
    flag('kept_contact'),
    flag('kept_control'),
    number('margin_contact'),
    number('margin_control'),
  ],
};

/** @returns The row of a customer on the day of a campaign, before that day is lived; null if not eligible. */
export function outcomesOf(
  campaign: Campaign,
  life: Life,
  setting: Setting,
  { churnDays }: TruthPlan,
): Cells | null {
  if (!isEligible(campaign, life)) return null;
  const horizons = { churnDays, valueDays: churnDays };
  const under = (arm: 'contact' | 'control') =>
    futureOf(life, setting, horizons, { forced: { campaign: campaign.name, arm } });
  const contact = under('contact');
  const control = under('control');
  return {
    campaign: campaign.name,
    customer_id: life.traits.id,
    arm: armOf(campaign, life, setting.draws) ?? 'lost',
    segment: life.traits.segment,
    stratum: stratumOf(life),
    contact_kind: life.traits.contact,
    kept_contact: contact.kept,
    kept_control: control.kept,
    margin_contact: contact.margin,
    margin_control: control.margin,
  };
}

/** Strata of risk by the latent state: fading out, unhappy, or well. */
function stratumOf(life: Life): string {
  if (activity(life, life.day) < 1) return 'leaving';
  return life.satisfaction < -0.5 ? 'unhappy' : 'well';
}
