import { type Config, configSchema } from '../../contracts/config/config.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import type { Proposal, ProposedSource } from './proposal.ts';

export type ConfigParts = Pick<Proposal, 'inputs' | 'sources' | 'churn' | 'clv' | 'training'> & {
  readonly business: Pick<Proposal['business'], 'name' | 'currency' | 'timeZone' | 'dataUntil'> & {
    readonly rates?: Readonly<Record<string, number>>;
  };
};

/**
 * The config that a proposal amounts to.
 * @param fileOf Path of an input as the config has to write it.
 */
export function configOf(parts: ConfigParts, fileOf: (input: InputProfile) => string): Config {
  const { name, currency, timeZone, dataUntil, rates } = parts.business;
  const { kind, by, horizonDays, lookbackDays, graceDays, lagDays } = parts.churn;
  const { clv, training } = parts;
  return configSchema.parse({
    version: 1,
    business: { name, currency, timeZone, dataUntil, ...(rates ? { rates } : {}) },
    inputs: Object.fromEntries(
      parts.inputs.map((input) => [input.name, { file: fileOf(input), ...input.reading }]),
    ),
    sources: Object.fromEntries(parts.sources.map((source) => [source.name, sourceOf(source)])),
    churn: { kind, by, horizonDays, lookbackDays, graceDays, lagDays },
    clv: { horizonDays: clv.horizonDays, observedDays: clv.observedDays },
    training: {
      origins: training.origins,
      everyDays: training.everyDays,
      minHistoryDays: training.minHistoryDays,
    },
  });
}

function sourceOf({ from, query, timeZone, duplicates, maxBadShare, columns }: ProposedSource): unknown {
  return {
    ...(query === undefined ? { from } : { query }),
    timeZone,
    duplicates,
    maxBadShare,
    columns: Object.fromEntries(columns.map(({ name, map }) => [name, map])),
  };
}
