import type { Metric } from '../metric.ts';
import { newcomers } from '../records/newcomers.ts';

export const referralRate: Metric = {
  name: 'referral_rate',
  title: 'Referral rate',
  unit: 'share',
  better: 'higher',
  formula:
    'new customers referred by another customer (`cx.referralChannels`) ÷ new customers whose channel is known',
  published: 'Schmitt, Skiera and Van den Bulte 2011, Journal of Marketing 75(1)',
  needs: ['customers.acquisition_channel'],
  records: newcomers,
  statistic: { kind: 'share', of: 'has_channel = 1', hit: 'is_referred = 1' },
};
