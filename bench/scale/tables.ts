import { write } from '../../pipeline/reports/format.ts';
import { type Measured, type MeasuredBesides, nightlyCost, of, type RunCost, trainingCost } from './cost.ts';

const sizes = [1e5, 1e6, 1e7, 1e8];

/** The tables of docs/scale.md, worked out from what was measured. */
export function costTables(measured: Measured): string {
  const nights = sizes.map((customers) => nightlyCost(measured, customers));
  const trainings = sizes.map((customers) => trainingCost(measured, customers));
  const row = (name: string, of: readonly RunCost[], value: (cost: RunCost) => string) =>
    `| ${name} | ${of.map(value).join(' | ')} |`;
  const kept = (name: keyof RunCost['kept']) => (cost: RunCost) => gigabytes(cost.kept[name]);
  const stage = (name: string) => (cost: RunCost) => minutes(cost.seconds[name]!);
  const dollars = (name: keyof RunCost['dollars']) => (cost: RunCost) => money(cost.dollars[name]);
  return [
    `| customers | ${sizes.map((size) => `${size / 1e6} million`).join(' | ')} |`,
    `|---|${sizes.map(() => '--:').join('|')}|`,
    row('raw tables, Parquet, GB', nights, kept('raw')),
    row('clean tables, GB a night', nights, kept('clean')),
    row('features at the as-of date, GB a night', nights, kept('features')),
    row('scores, GB a night', nights, kept('scores')),
    row('files of features', nights, ({ shards }) => count(shards)),
    row('**a night:** read by Athena, GB', nights, ({ scanned }) => gigabytes(scanned)),
    row('Lambda, GB-seconds', nights, ({ gigabyteSeconds }) => count(gigabyteSeconds)),
    row('state transitions', nights, ({ transitions }) => count(transitions)),
    row('S3 reads and writes', nights, ({ gets, puts }) => count(gets + puts)),
    row('plan, minutes', nights, stage('plan')),
    row('check, minutes', nights, stage('check')),
    row('features, minutes', nights, stage('features')),
    row('the shards, minutes', nights, stage('score shards')),
    row('score, minutes', nights, stage('score')),
    row('health, minutes', nights, stage('health')),
    row('list, minutes', nights, stage('list')),
    row('Athena', nights, dollars('athena')),
    row('Lambda', nights, dollars('lambda')),
    row('Step Functions', nights, dollars('states')),
    row('S3 requests', nights, dollars('requests')),
    row('**all, a night**', nights, ({ total }) => `**${money(total)}**`),
    row('**a training:** features, minutes', trainings, stage('features')),
    row('train, minutes', trainings, stage('train')),
    row('read by Athena, GB', trainings, ({ scanned }) => gigabytes(scanned)),
    row('**all, a training**', trainings, ({ total }) => `**${money(total)}**`),
    row('**storage, a month**', nights, ({ storage }) => `**${money(storage)}**`),
  ].join('\n');
}

/** What was measured, on one machine. */
export function measuredTable(measured: MeasuredBesides): string {
  const { customers, grown, counted, trained, small, onePart, onePartOf, large, read, million, csv } =
    measured;
  const row = (what: string, of: { readonly cpuSeconds: number; readonly peakMegabytes: number }) =>
    `| ${what} | ${figures(of.cpuSeconds)} | ${figures(of.peakMegabytes)} |`;
  const [few, part, many] = [customers, onePartOf, grown].map((number) => write.count(number));
  return [
    '| | processor seconds | peak memory, MB |',
    '|---|--:|--:|',
    row(`check, ${few} customers, DuckDB`, of(small, 'check')),
    row(`features at one date, ${few} customers, DuckDB`, of(small, 'features')),
    row(`features at all dates, ${few} customers, DuckDB`, of(trained, 'features')),
    row('train on 60,000 rows', of(counted, 'train')),
    row(
      `read ${count(read.rows)} rows × ${read.columns} features, ${count(read.parquetMegabytes)} MB of Parquet`,
      read,
    ),
    row('read them, train and judge', million),
    row(`score a shard of ${part} customers`, onePart),
    row(`score a shard of ${many} customers`, of(large, 'score')),
    row(`health, ${many} customers`, of(large, 'health')),
    row(`list, ${many} customers`, of(large, 'list')),
    row(`CSV to Parquet, ${count(csv.megabytes)} MB`, csv),
  ].join('\n');
}

/** Three figures: more are not known. */
const figures = (value: number): string => write.trimmed(rounded(value, value >= 100 ? 3 : 2), 6);

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

const gigabytes = (bytes: number): string => figures(bytes / 1e9);
const minutes = (seconds: number): string => figures(seconds / 60);
const count = (value: number): string => figures(Math.round(value));
const money = (dollars: number): string => `$${figures(dollars)}`;
