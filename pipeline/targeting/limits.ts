import { consentChannels } from '../../contracts/channels.ts';
import type { Config } from '../../contracts/config/config.ts';
import { defaultPlays } from '../../contracts/config/default-plays.ts';
import { noChannel } from '../../contracts/config/plays.ts';
import type { SuppressionLimits } from './suppress.ts';

/** Useful messages to a customer, whoever sends them: one a week, and twelve a quarter, unless the config says otherwise. */
const usual = { minDaysBetweenTouches: 7, maxTouchesPer90Days: 12 };

type Said = Pick<Config, 'targeting'> & {
  readonly business: Pick<Config['business'], 'timeZone'>;
  readonly sources: Pick<Config['sources'], 'customers'>;
};

/** The channels that plays contact by. */
export const channelsOf = (plays: readonly { readonly channel: string }[]): string[] =>
  [...new Set(plays.map(({ channel }) => channel))].filter((name) => name !== noChannel);

/** Whom to leave alone, as the config says. */
export function limitsOf({
  targeting,
  business: { timeZone },
  sources: { customers },
}: Said): SuppressionLimits {
  const plays = targeting.plays ?? defaultPlays;
  return {
    minDaysBetweenTouches: targeting.minDaysBetweenTouches ?? usual.minDaysBetweenTouches,
    maxTouchesPer90Days: targeting.maxTouchesPer90Days ?? usual.maxTouchesPer90Days,
    quietDaysAfterComplaint: targeting.quietDaysAfterComplaint,
    consent: targeting.consent,
    recorded: consentChannels.filter((channel) => customers?.columns[`${channel}_consent`] !== undefined),
    addressed: (['email', 'phone'] as const).filter((name) => customers?.columns[name] !== undefined),
    channels: channelsOf(plays),
    exclude: targeting.exclude,
    quiet: targeting.quiet,
    timeZone,
  };
}
