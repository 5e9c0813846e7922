import { attempts } from '../../records/attempts.ts';
import type { Driver } from '../driver.ts';

export const failedJourney: Driver = {
  name: 'failed_journey',
  title: 'Journey not completed',
  kind: 'operational',
  unit: 'attempt that failed',
  better: 'lower',
  needs: ['events.journey_id', 'events.journey', 'events.outcome'],
  records: attempts,
  of: 'is_completed is not null',
  dose: '1 - is_completed',
  settleDays: 7,
  about: ['journey', 'channel'],
};
