import type { CxIndexReport, CxIndexVersion, IndexPeriod } from '../../../contracts/artefacts/cx-index.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { ConfigError } from '../../../contracts/errors.ts';
import type { BuiltMetrics, MetricRow } from '../build-metrics.ts';
import type { Passage } from '../count-cells.ts';
import type { Metric } from '../metric.ts';
import { fourWeeks, periodsUntil } from '../periods.ts';
import { isSettled } from '../settled.ts';
import { type ScaledMetric, scaledMetrics } from './index-part.ts';
import { changeOf, type IndexMaking, indexPeriod } from './index-periods.ts';
import { definitionOf, keepVersion, readVersions, versionOf } from './index-versions.ts';
import { learnWeights } from './learn-weights.ts';
import { rowValues } from './row-values.ts';
import { sharedCustomers } from './shared-customers.ts';
import { readStayers } from './stayers.ts';

/** What an index is built of. */
export interface IndexRequest extends Pick<BuiltMetrics, 'rows' | 'metrics' | 'missing'> {
  readonly config: Config;
  readonly asOf: string;
  readonly passage: Passage;
}

export interface BuiltIndex {
  readonly report: CxIndexReport;
  /** The index of every block of four weeks as figures of a metric, and that metric: what a target is judged by. */
  readonly rows: readonly MetricRow[];
  readonly metric: Metric;
}

/**
 * The business's own index at the as-of date; null where the config declares none. Reads the tables of records, which stand once
 * the metrics are built, and the versions in the store.
 * @throws ConfigError for parts that cannot be
 */
export async function buildIndex(request: IndexRequest): Promise<BuiltIndex | null> {
  const { config, passage } = request;
  const { index } = config.cx;
  if (index === undefined) return null;
  const scaled = scaledMetrics(index);
  if (index.weights === 'learned') mustBeLearnable(scaled);
  const versions = await readVersions(passage.store);
  const definition = definitionOf(index, scaled, config);
  const found = await weighed({ ...request, scaled, definition, versions });
  const metric = metricOf(scaled, request);
  if ('refused' in found) return { report: { ...nothing, refused: found.refused }, rows: [], metric };
  const version = await keepVersion(passage.store, found);
  const before = versions.findLast(
    ({ version: other, since }) => other !== version.version && since <= version.since,
  );
  const making = await makingOf(request, scaled, version);
  const all = blocksOf(request, metric, scaled).map((first) => indexPeriod(first, making));
  const periods = all.filter((_, i) => (all.length - 1 - i) % weeksOfBlock === 0);
  const report = {
    version,
    refused: null,
    before: before === undefined ? null : { version: before.version, since: before.since },
    periods,
    change: changeOf(periods),
  };
  return { report, rows: all.flatMap(rowOf), metric };
}

/**
 * The index of the business as a metric, with no figures; null where the config declares none.
 * @throws ConfigError for parts that cannot be
 */
export const indexMetric = (at: Pick<IndexRequest, 'config' | 'asOf'>): Metric | null =>
  at.config.cx.index === undefined ? null : metricOf(scaledMetrics(at.config.cx.index), at);

/** Blocks begin a week apart. */
const weeksOfBlock = fourWeeks / 7;

/** The index as a metric, which is settled when the last of its parts is. */
function metricOf(
  scaled: readonly ScaledMetric[],
  { config, asOf }: Pick<IndexRequest, 'config' | 'asOf'>,
): Metric {
  const blocks = blocksUntil(asOf, config);
  const settled = (metric: Metric) =>
    blocks.filter((block) => isSettled(metric, block, { config, asOf })).length;
  const slowest = scaled.map(({ metric }) => metric).reduce((a, b) => (settled(b) < settled(a) ? b : a));
  const statistic = { kind: 'mean', value: 'cx_index', bounds: [0, 100] } as const;
  return { ...slowest, name: 'cx_index', title: 'CX index', unit: 'score', better: 'higher', statistic };
}

const blocksUntil = (asOf: string, { cx }: Config) =>
  periodsUntil(asOf, cx).filter(({ grain }) => grain === 'four weeks');

const rowOf = ({ first, last, index, parts }: IndexPeriod): MetricRow[] =>
  index === null
    ? []
    : [
        {
          metric: 'cx_index',
          grain: 'four weeks',
          first,
          last,
          dimension: 'all',
          value: null,
          n: Math.min(...parts.map(({ n }) => n)),
          interval: index,
          shown: 'full',
        },
      ];

const nothing = { version: null, before: null, periods: [], change: null } as const;

interface Weighing extends IndexRequest {
  readonly scaled: readonly ScaledMetric[];
  readonly definition: string;
  readonly versions: readonly CxIndexVersion[];
}

/** The weights as they are declared, as they were learned once, or learned now. */
async function weighed(request: Weighing): Promise<CxIndexVersion | { readonly refused: string }> {
  const { config, asOf, scaled, definition, versions, missing, passage } = request;
  const index = config.cx.index!;
  const made = (parts: CxIndexVersion['parts'], learned: CxIndexVersion['learned']): CxIndexVersion => ({
    version: versionOf({ definition, parts }),
    definition,
    since: asOf,
    parts,
    learned,
  });
  if (index.weights === 'declared') {
    const all = index.parts.reduce((sum, { weight }) => sum + weight!, 0);
    return made(
      scaled.map(({ metric: { name: metric }, worst, best }, i) => ({
        metric,
        weight: index.parts[i]!.weight! / all,
        worst,
        best,
      })),
      null,
    );
  }
  const learnedOn = index.learnedOn!;
  // before weights that stand: a past date must not be told by what was learned later
  if (learnedOn > asOf)
    return { refused: `weights are to be learned on ${learnedOn}, which is after ${asOf}` };
  const stands = versions.find((one) => one.definition === definition);
  if (stands !== undefined) return stands;
  const lacking = missing.filter(({ metric }) => scaled.some((one) => one.metric.name === metric));
  const standing = missing.find(({ metric }) => metric === 'churn_rate');
  for (const { metric, needs } of standing === undefined ? lacking : [standing, ...lacking])
    return { refused: `weights cannot be learned: ${metric} needs ${needs.join(', ')}` };
  const stayers = await readStayers(scaled, learnedOn, { config, passage });
  const learning = learnWeights(scaled, stayers, { learnedOn, horizonDays: config.churn.horizonDays });
  return learning.refused === null ? made(learning.parts, learning.learned) : { refused: learning.refused };
}

function mustBeLearnable(scaled: readonly ScaledMetric[]): void {
  const not = scaled.filter(({ metric }) => rowValues(metric) === null).map(({ metric }) => metric.name);
  if (not.length === 0) return;
  throw new ConfigError(
    `cx.index: the weight of ${not.join(', ')} cannot be learned, since it is not a mean over the rows of a customer; declare weights, or take a share or a mean`,
  );
}

async function makingOf(
  { rows, missing, passage }: IndexRequest,
  scaled: readonly ScaledMetric[],
  { parts }: CxIndexVersion,
): Promise<IndexMaking> {
  const needs = (metric: string) => missing.find((one) => one.metric === metric)?.needs ?? [];
  const figures = new Map<string, MetricRow>();
  for (const row of rows)
    if (row.dimension === 'all' && row.grain === 'four weeks') figures.set(`${row.metric} ${row.first}`, row);
  const counted = scaled.every(({ metric }) => needs(metric.name).length === 0);
  return {
    scaled,
    parts,
    figure: (metric, first) => figures.get(`${metric} ${first}`),
    shared: counted
      ? await sharedCustomers(passage.warehouse, scaled)
      : () => ({ correlation: () => 1, clustering: () => 1 }),
    needs,
  };
}

/** First days of the blocks that are settled for every part, from the first in which anything was counted. */
function blocksOf(
  { rows, config, asOf }: IndexRequest,
  metric: Metric,
  scaled: readonly ScaledMetric[],
): string[] {
  const names = new Set(scaled.map((one) => one.metric.name));
  const counted = new Set<string>();
  for (const row of rows) if (row.grain === 'four weeks' && names.has(row.metric)) counted.add(row.first);
  const firsts = blocksUntil(asOf, config)
    .filter((block) => isSettled(metric, block, { config, asOf }))
    .map(({ first }) => first);
  const from = firsts.findIndex((first) => counted.has(first));
  return from < 0 ? firsts.slice(-1) : firsts.slice(from);
}
