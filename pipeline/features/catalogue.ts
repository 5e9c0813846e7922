import type { DroppedFeature } from '../../contracts/artefacts/feature-report.ts';
import type { Feature } from '../../contracts/feature.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { outcomeLike } from '../recognise/outcome-columns.ts';
import { channels } from './families/channels.ts';
import { deliveries } from './families/deliveries.ts';
import { events } from './families/events.ts';
import { identity } from './families/identity.ts';
import { journeys } from './families/journeys.ts';
import { margin } from './families/margin.ts';
import { orders } from './families/orders.ts';
import { products } from './families/products.ts';
import { profile } from './families/profile.ts';
import { rhythm } from './families/rhythm.ts';
import { sentiment } from './families/sentiment.ts';
import { subscription } from './families/subscription.ts';
import { support } from './families/support.ts';
import { surveys } from './families/surveys.ts';
import { touches } from './families/touches.ts';
import type { Family } from './family.ts';

/** Every family, in the order in which the model reads its features. */
export const families: readonly Family[] = [
  orders,
  rhythm,
  margin,
  products,
  channels,
  deliveries,
  events,
  journeys,
  support,
  surveys,
  sentiment,
  touches,
  subscription,
  profile,
  identity,
];

/** Every feature there is, in model order; the user's own dimensions of customers come on top. */
export const catalogue: readonly Feature[] = families.flatMap((family) => family.features);

export interface Availability {
  readonly features: readonly Feature[];
  readonly dropped: readonly DroppedFeature[];
}

/** Columns of a source's contract that the config maps; none where the source is not mapped. */
export type MappedColumns = (source: SourceName) => readonly string[];

/** Sentiment that the data do not bring is read from these words. Whether it was is no matter here: a model keeps its features. */
const readFrom: Readonly<Record<string, string>> = {
  'tickets.sentiment': 'tickets.text',
  'surveys.sentiment': 'surveys.comment',
};

/** Whether there are words whose mood features take from the stage `texts`. */
export const readsWords = (mapped: MappedColumns): boolean =>
  Object.values(readFrom).some((words) => isMapped(words, mapped));

function isMapped(need: string, mapped: MappedColumns): boolean {
  const [source, column] = need.split('.') as [SourceName, string];
  return mapped(source).includes(column);
}

/** The column that a feature needs, with what would do in its place. */
export const waysTo = (need: string): string =>
  readFrom[need] === undefined ? need : `${readFrom[need]} or ${need.split('.')[1]}`;

/**
 * Which features the mapped columns can give, in model order, and which they cost.
 * @param allow features that somebody vouches for, though they are named like an outcome
 */
export function availableFeatures(mapped: MappedColumns, allow: readonly string[] = []): Availability {
  const isGiven = (need: string) =>
    isMapped(need, mapped) || (readFrom[need] !== undefined && isMapped(readFrom[need], mapped));
  const judged = [
    ...catalogue.map((feature) => ({
      feature,
      missing: feature.needs.filter((need) => !isGiven(need)).map(waysTo),
    })),
    ...dimensionFeatures(mapped).map((feature) => ({
      feature,
      missing: allow.includes(feature.name) ? [] : outcomeOf(feature),
    })),
  ];
  return {
    features: judged.filter(({ missing }) => missing.length === 0).map(({ feature }) => feature),
    dropped: judged
      .filter(({ missing }) => missing.length > 0)
      .map(({ feature, missing }) => ({ feature: feature.name, needs: missing })),
  };
}

/** The user's own text columns of customers (`dim_…`), each a category that is never a reason. */
export function dimensionFeatures(mapped: MappedColumns): Feature[] {
  return mapped('customers')
    .filter((column) => column.startsWith('dim_'))
    .map((name) => ({
      name,
      family: 'dimensions',
      kind: 'category',
      means: `your column ${name.slice('dim_'.length)}`,
      unit: '',
      needs: [`customers.${name}`],
      group: 'profile',
      reason: null,
    }));
}

/** A column that tells what happened later must never teach a model; the metrics may still split by it. */
function outcomeOf({ name }: Feature): string[] {
  const why = outcomeLike(name.slice('dim_'.length));
  return why === null ? [] : [`a column that tells no outcome (${why})`];
}
