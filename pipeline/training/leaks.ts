import type { Config } from '../../contracts/config/config.ts';
import { nearest } from '../../contracts/config/nearest.ts';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { Feature } from '../../contracts/feature.ts';
import { findLeaks, type Leak } from '../../models/quality.ts';
import type { LearningSet } from '../../models/types.ts';
import { outcomeLike } from '../recognise/outcome-columns.ts';
import { leakSentence } from '../reports/sentences/leak-sentences.ts';

/** Says the end itself, from the day on which the end was known: honest however strong it is. */
const honest = ['notice_given'];

/**
 * Stops a run whose features know what customers did afterwards, before anything is fitted or stored.
 *
 * Features of the customer table have no time of their own: they are judged by every rule, and by their name where that is
 * the name of an outcome. All others are made of dated facts, of which only the AUC is judged.
 * @throws DataRefusedError that names each such feature, its figures and the way out
 * @throws ConfigError where `training.allow` names no feature
 */
export function refuseLeaks(
  config: Config,
  features: readonly Feature[],
  train: LearningSet,
  later: LearningSet,
): void {
  const { allow } = config.training;
  const names = features.map(({ name }) => name);
  const unknown = allow.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError(
      `training.allow: "${unknown}" is not a feature of this run${nearest(unknown, names)}; the features stage lists them.`,
    );
  }
  const timeless = features.filter(isTimeless);
  const leaks = findLeaks(train, later, {
    allow: [...honest, ...allow],
    dated: names.filter((name) => !timeless.some((feature) => feature.name === name)),
    named: outcomeNames(timeless.map(({ name }) => [name, mappedColumn(config, name)] as const)),
  });
  if (leaks.length > 0) throw new DataRefusedError(refusal(config, leaks));
}

/**
 * Columns that are named like an outcome, with why.
 * @param columns pairs of a feature and the name of the user's column behind it
 */
export function outcomeNames(columns: readonly (readonly [string, string])[]): Map<string, string> {
  return new Map(
    columns.flatMap(([feature, column]) => {
      const why = outcomeLike(column);
      return why === null ? [] : [[feature, why] as const];
    }),
  );
}

/** A category of the customer table stands there as of the export. */
export const isTimeless = ({ kind, needs }: Feature): boolean =>
  kind === 'category' && needs.every((need) => need.startsWith('customers.'));

const own = 'dim_';

export function mappedColumn(config: Config, feature: string): string {
  if (feature.startsWith(own)) return feature.slice(own.length);
  const mapped = config.sources.customers?.columns[feature];
  return (typeof mapped === 'string' ? mapped : mapped?.column) ?? feature;
}

function refusal(config: Config, leaks: readonly Leak[]): string {
  const many = leaks.length > 1;
  const what = many ? `${leaks.length} features know` : 'A feature knows';
  const lines = leaks.map((leak) => `  ${leakSentence(leak)} ${wayOut(config, leak.column)}`);
  return `${what} what customers did after the as-of date, so nothing was trained:\n${lines.join('\n')}\nIf ${many ? 'one of them' : 'it'} was certainly known before the as-of date, add it to training.allow.`;
}

export function wayOut(config: Config, feature: string): string {
  if (feature.startsWith(own))
    return `Take ${mappedColumn(config, feature)} out of sources.customers.dimensions.`;
  return config.sources.customers?.columns[feature] === undefined
    ? 'Map known_at of its source to the time at which a row arrived.'
    : `Take ${feature} out of sources.customers.columns.`;
}
