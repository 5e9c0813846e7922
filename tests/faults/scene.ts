import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../../contracts/config/config.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { keys } from '../../contracts/keys.ts';
import type { Call } from '../../tools/aws/endpoint/calls.ts';
import type { S3Object } from '../../tools/aws/s3/objects.ts';
import type { Aws } from '../../tools/aws/start-aws.ts';
import { startLake } from '../platform/warehouses.ts';
import { freshHands } from './hands.ts';
import { trainSmall } from './small-champion.ts';
import { asOf, type StepName, stepNames, steps } from './steps.ts';

/** Every object of the lake, by its key. */
export type Lake = ReadonlyMap<string, S3Object>;

export interface Scene {
  readonly aws: Aws;
  readonly config: Config;
  /** What is in the lake before a step of an undisturbed run, and after it. */
  readonly before: Readonly<Record<StepName, Lake>>;
  readonly after: Readonly<Record<StepName, Lake>>;
  /** How many calls each step makes. */
  readonly calls: Readonly<Record<StepName, number>>;
  /** How many of them are listings. */
  readonly listings: Readonly<Record<StepName, number>>;
  /** Complete manifests of lists as they came into the place that readers look. */
  readonly published: string[];
  /** Puts the lake back as it was. */
  readonly restore: (lake: Lake) => void;
}

/** A business in a lake with a champion that a laptop trained, and an undisturbed run of every step over it. */
export async function setScene(mergeBytes?: number): Promise<Scene> {
  const aws = await startLake();
  const config = await layBusiness(aws);
  const { objects } = aws.s3.shelf.bucket('lake');
  const published = watchManifest(aws);
  const [before, after] = [new Map<StepName, Lake>(), new Map<StepName, Lake>()];
  const [calls, listings] = [new Map<StepName, number>(), new Map<StepName, number>()];
  for (const name of stepNames) {
    before.set(name, new Map(objects));
    aws.faults.clear();
    const made = aws.calls.length;
    await steps[name](await freshHands(aws, mergeBytes), config);
    calls.set(name, aws.faults.count());
    listings.set(name, aws.calls.slice(made).filter(isListing).length);
    after.set(name, new Map(objects));
  }
  const restore = (lake: Lake) => {
    objects.clear();
    for (const [key, object] of lake) objects.set(key, object);
  };
  const byName = <T>(map: Map<StepName, T>) => Object.fromEntries(map) as Record<StepName, T>;
  return {
    aws,
    config,
    before: byName(before),
    after: byName(after),
    calls: byName(calls),
    listings: byName(listings),
    published,
    restore,
  };
}

function watchManifest({ s3: { shelf } }: Aws): string[] {
  const published: string[] = [];
  const place = shelf.place.bind(shelf);
  shelf.place = (bucket, key, object) => {
    const text = key.endsWith(keys.listManifest(asOf)) ? readFileSync(object.file, 'utf8') : '{}';
    if (JSON.parse(text).state === 'complete') published.push(object.etag);
    return place(bucket, key, object);
  };
  return published;
}

async function layBusiness({ s3 }: Aws): Promise<Config> {
  const { config, models } = await trainSmall();
  for (const [key, bytes] of models) s3.shelf.put('lake', `holdfast/${key}`, bytes);
  for (const file of ['customers.csv', 'orders.csv', 'touches.csv'])
    s3.shelf.put('lake', `raw/${file}`, readFileSync(join(dirname(config), file)));
  return readConfig(readFileSync(config, 'utf8'), 'holdfast.yaml');
}

export const isListing = ({ operation }: Call): boolean => operation === 'ListObjectsV2';

/** What readers and later steps see, by content: all but what only this process needed. */
export const kept = (lake: Lake): Record<string, string> =>
  Object.fromEntries(
    [...lake]
      .filter(([key]) => key.startsWith('holdfast/'))
      .map(([key, { etag }]): [string, string] => [key, etag])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
