import type { Config } from '../../contracts/config/config.ts';
import { locateInput } from '../../platform/local/inputs.ts';
import { type Finding, fault, fine, type Look, warning } from './finding.ts';

const dayMs = 86_400_000;
/** A config that looks from further back makes lists about customers as they were. */
const freshDays = 7;

/** What of a business's config decides whether its lists can be of use. */
export const businessLooks = (config: Config, today: string): Look[] => [
  { about: 'last day', at: async () => [lastDay(config, today)] },
  consentLook(config),
];

/** Consent is looked at wherever the run is: without it nobody is listed. */
export const consentLook = (config: Config): Look => ({
  about: 'consent',
  at: async () => [consent(config)],
});

/** The inputs of a config on this machine. */
export const fileLooks = (config: Config, configFile: string): Look[] =>
  Object.entries(config.inputs).map(([name, input]) => ({
    about: `inputs.${name}`,
    at: async () => {
      const files = await locateInput(name, input, configFile);
      return [fine(`inputs.${name}`, files.length === 1 ? files[0]! : `${files.length} files`)];
    },
  }));

function consent({ sources, targeting }: Config): Finding {
  const about = 'consent';
  const columns = Object.keys(sources.customers?.columns ?? {}).filter((name) => name.endsWith('_consent'));
  if (columns.length > 0)
    return fine(about, `from sources.customers.columns.${columns.join(', ')}; unknown is no`);
  const assumed = targeting.consent?.assumed;
  if (assumed !== undefined) return fine(about, `assumed, and every list says so: ${assumed}`);
  return warning(
    about,
    'no column says who may be contacted, so nobody will be listed for contact',
    'Map sources.customers.columns.contact_consent, or write targeting.consent.assumed with your reason.',
  );
}

function lastDay({ business: { dataUntil } }: Config, today: string): Finding {
  const about = 'last day';
  const age = Math.floor((Date.parse(today) - Date.parse(dataUntil)) / dayMs);
  if (age < 0)
    return fault(
      about,
      `business.dataUntil is ${dataUntil}, which is in the future: days without data would count as silence`,
      'Write the first day that the data does not hold.',
    );
  if (age <= freshDays) return fine(about, `the data reaches ${dataUntil}`);
  return warning(
    about,
    `the data ends ${age} days ago (business.dataUntil: ${dataUntil})`,
    'Export again and move business.dataUntil, unless you look at the past deliberately.',
  );
}
