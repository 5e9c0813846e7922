import { assumptions as a, prices } from './prices.ts';

/** Figures of `npm run bench:scale` as bench/scale/measured.json holds them. */
export interface Measured {
  /** Customers of the business whose queries were counted; and as many as it was multiplied to for score, health, list. */
  readonly customers: number;
  readonly grown: number;
  /** Bytes per customer. */
  readonly artefacts: Readonly<Record<'raw' | 'clean' | 'features' | 'scores', number>>;
  /** Queries counted: of a training run, and of a night. */
  readonly counted: readonly MeasuredStage[];
  readonly nightly: readonly MeasuredStage[];
  /** Work measured: features at all dates, and check and features of a night, of `customers`; the others of `grown`. */
  readonly trained: readonly MeasuredStage[];
  readonly small: readonly MeasuredStage[];
  readonly large: readonly MeasuredStage[];
}

/** Those that docs/scale.md shows besides. */
export interface MeasuredBesides extends Measured {
  /** Scoring as many customers as are scored at a time. */
  readonly onePart: MeasuredStage;
  readonly onePartOf: number;
  readonly read: {
    readonly rows: number;
    readonly columns: number;
    readonly parquetMegabytes: number;
    readonly cpuSeconds: number;
    readonly peakMegabytes: number;
  };
  /** Training on the rows that were read. */
  readonly million: MeasuredStage;
  readonly csv: { readonly megabytes: number; readonly cpuSeconds: number; readonly peakMegabytes: number };
}

interface MeasuredStage {
  readonly stage: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly meter: { readonly queries: number; readonly bytes: number };
}

/** What a run over so many customers takes. Bytes, seconds, dollars. */
export interface RunCost {
  readonly customers: number;
  readonly shards: number;
  readonly kept: Readonly<Record<'raw' | 'clean' | 'features' | 'scores', number>>;
  readonly scanned: number;
  readonly billed: number;
  /** Seconds on the clock. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly gigabyteSeconds: number;
  readonly transitions: number;
  readonly gets: number;
  readonly puts: number;
  readonly dollars: Readonly<Record<'athena' | 'lambda' | 'states' | 'requests', number>>;
  readonly total: number;
  /** Of what all nights keep, a month. */
  readonly storage: number;
}

/** A nightly run: the champion scores. */
export const nightlyCost = (measured: Measured, customers: number): RunCost =>
  runCost(measured, measured.nightly, customers, nightSeconds(measured, customers));

/** A training run: the queries at all as-of dates, and the fit; it scores nobody. */
export function trainingCost(measured: Measured, customers: number): RunCost {
  const queries = measured.counted.filter(({ stage }) => stage === 'check' || stage === 'features');
  const night = nightSeconds(measured, customers);
  const work = of(measured.trained, 'features').cpuSeconds * (customers / measured.customers);
  const seconds = {
    plan: night.plan!,
    check: night.check!,
    features: athenaSeconds(of(queries, 'features'), work),
    train: of(measured.counted, 'train').cpuSeconds * (a.rowsLearned / a.rowsTrained),
  };
  return runCost(measured, queries, customers, seconds);
}

/**
 * Check and features wait for Athena. Health and list also work themselves on as many customers as they ever hold; what
 * they were measured to take is counted as both, since the two cannot be told apart.
 */
function nightSeconds(measured: Measured, customers: number): Record<string, number> {
  const { small, large, nightly } = measured;
  const waiting = (stage: 'check' | 'features') =>
    athenaSeconds(of(nightly, stage), of(small, stage).cpuSeconds * (customers / measured.customers));
  const working = (stage: 'health' | 'list') => {
    const { cpuSeconds } = of(large, stage);
    return cpuSeconds + athenaSeconds(of(nightly, stage), cpuSeconds * (customers / measured.grown));
  };
  return {
    plan: a.startSeconds + (measured.artefacts.raw * customers) / a.streamBytes,
    check: waiting('check'),
    features: waiting('features'),
    train: 5,
    'score shards': shardSeconds(measured, customers).clock,
    score: athenaSeconds(of(nightly, 'score'), 0),
    health: working('health'),
    list: working('list'),
  };
}

/** What each query takes before it reads, and what DuckDB computed on one core, on Athena's cores. */
const athenaSeconds = ({ meter }: MeasuredStage, work: number): number =>
  a.secondsPerQuery * meter.queries + work / a.athenaCores;

function shardSeconds(measured: Measured, customers: number): { clock: number; computing: number } {
  const work = of(measured.large, 'score').cpuSeconds * (customers / measured.grown);
  const shards = shardsOf(measured, customers);
  const each = a.startSeconds + work / shards;
  return { clock: Math.ceil(shards / a.shardsAtOnce) * each, computing: shards * each };
}

function shardsOf({ artefacts }: Measured, customers: number): number {
  const bytes = artefacts.features * customers;
  return bytes <= a.oneFileBytes ? 1 : Math.ceil(bytes / a.shardBytes);
}

function runCost(
  measured: Measured,
  queries: readonly MeasuredStage[],
  customers: number,
  seconds: Readonly<Record<string, number>>,
): RunCost {
  const times = customers / measured.customers;
  const shards = 'score shards' in seconds ? shardsOf(measured, customers) : 0;
  const scanned = times * sum(queries.map(({ meter }) => meter.bytes));
  const billed = sum(queries.map(({ meter }) => Math.max(times * meter.bytes, 10e6 * meter.queries)));
  const kept = keptBytes(measured, customers);
  const gigabyteSeconds = sum(
    Object.entries(seconds).map(([stage, s]) => gigabyteSecondsOf(stage, s, measured, customers)),
  );
  const transitions = a.statesPerRun + a.statesPerShard * shards;
  const gets = Math.ceil(scanned / a.bytesPerGet) + a.getsPerShard * shards;
  const puts = Math.ceil((kept.clean + kept.features) / a.shardBytes) + a.putsPerShard * shards + 200;
  const dollars = {
    athena: (billed / 1e12) * prices.athenaTerabyte,
    lambda: gigabyteSeconds * prices.lambdaGigabyteSecond + (shards + 10) * prices.lambdaRequest,
    states: transitions * prices.stateTransition,
    requests: gets * prices.s3Get + puts * prices.s3Put,
  };
  const nightly = kept.clean + kept.features + kept.scores;
  const storage = ((kept.raw + a.nightsKept * nightly) / 1e9) * prices.s3GigabyteMonth;
  const total = sum(Object.values(dollars));
  return {
    customers,
    shards,
    kept,
    scanned,
    billed,
    seconds,
    gigabyteSeconds,
    transitions,
    gets,
    puts,
    dollars,
    total,
    storage,
  };
}

function gigabyteSecondsOf(stage: string, seconds: number, measured: Measured, customers: number): number {
  if (stage === 'score shards') return shardSeconds(measured, customers).computing * a.memory.shard;
  return seconds * a.memory[stage as keyof typeof a.memory];
}

const keptBytes = ({ artefacts }: Measured, customers: number): RunCost['kept'] => ({
  raw: artefacts.raw * customers,
  clean: artefacts.clean * customers,
  features: artefacts.features * customers,
  scores: artefacts.scores * customers,
});

export const of = (stages: readonly MeasuredStage[], name: string): MeasuredStage =>
  stages.find(({ stage }) => stage === name)!;

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
