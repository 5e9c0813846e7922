import type { TargetingConfig } from '../../contracts/config/config.ts';
import type { SuppressionLimits } from './suppress.ts';

/** Useful messages to a customer, whoever sends them: one a week, and twelve a quarter, unless the config says otherwise. */
const usual = { minDaysBetweenTouches: 7, maxTouchesPer90Days: 12 };

/** Whom to leave alone, as the config says. */
export const limitsOf = (targeting: TargetingConfig, timeZone: string): SuppressionLimits => ({
  minDaysBetweenTouches: targeting.minDaysBetweenTouches ?? usual.minDaysBetweenTouches,
  maxTouchesPer90Days: targeting.maxTouchesPer90Days ?? usual.maxTouchesPer90Days,
  quietDaysAfterComplaint: targeting.quietDaysAfterComplaint,
  consent: targeting.consent,
  exclude: targeting.exclude,
  timeZone,
});
