import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { normalReach } from '../../models/numerics.ts';
import { estimateOf, number, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';
import { cdnow } from '../models/data/cdnow.ts';
import { onlineRetail } from '../models/data/online-retail.ts';
import { missingFile } from '../models/data/shared-file.ts';
import { simulated } from '../models/data/simulated.ts';
import { readLearningSet } from '../models/learning-file.ts';
import { prepare, readPrepared } from '../models/prepare.ts';
import { judgeWindow, type WindowFigure } from './judge-window.ts';

const how = { level: 0.95, method: 'next window' } as const;
const holds = ({ low, high }: { low: number; high: number }, value: number) => value >= low && value <= high;

/** How far from 80% the share of so many customers lies by chance, in so many cases of 100. */
const byChance = (customers: number, level = 0.95): number =>
  normalReach(level) * Math.sqrt((0.8 * 0.2) / customers);

/** Columns of features that the simple rules read. */
const columns = {
  recency: 'order_recency_days',
  frequency: 'orders_total',
  monetary: 'margin_per_order',
  pastValue: 'margin_365d',
};

/** `--only=CDNOW,Simulator`; all where left out. */
const only = process.argv
  .find((word) => word.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

const all: WindowFigure[] = [];
const allTenths: { readonly share: number; readonly customers: number }[] = [];
for (const data of [onlineRetail, cdnow, simulated].filter(({ name }) => only?.includes(name) ?? true)) {
  if (missingFile(data.file)) {
    console.log(`SKIPPED ${data.name}: ../shared/data/${data.file} is not here`);
    continue;
  }
  const folder = `bench/.work/${data.name.toLowerCase().replace(/\W+/g, '-')}`;
  if (!existsSync(join(folder, 'prepared.json'))) await prepare(data, folder);
  for (const fold of readPrepared(folder).folds) {
    const part = (name: string) => readLearningSet(join(fold.folder, name));
    const { figures, coverage } = await judgeWindow({
      train: part('train'),
      later: part('later'),
      test: part('test'),
      columns,
    });
    all.push(...figures);
    const interval = (figure: WindowFigure['byCustomer']) =>
      estimateOf(figure, { unit: 'number', digits: 3 }, how);
    const rows = figures.map(({ name, byCustomer, forNextWindow, next }) => [
      name,
      interval(byCustomer),
      interval(forNextWindow),
      number(next),
      holds(byCustomer, next) ? '' : holds(forNextWindow, next) ? 'by customer: out' : 'both: out',
    ]);
    console.log(`\n${data.name}, ${fold.name}`);
    const heads = ['', 'by customer', 'for the next window', 'next', ''];
    for (const line of terminalTable(tableOf(heads, rows))) console.log(line);
    const tenths = coverage.tenths.map((tenth) => write.quantity(share(tenth, 0))).join(' ');
    console.log(`80% intervals of value hold ${write.percent(coverage.all)} there; by tenths ${tenths}`);
    allTenths.push(...coverage.tenths.map((share) => ({ share, customers: coverage.rowsPerTenth })));
    const reach = byChance(coverage.rowsPerTenth);
    const [low, high] = [0.8 - reach, 0.8 + reach].map((end) => write.percent(end));
    console.log(
      `a tenth is ${coverage.rowsPerTenth} customers: where 80% is right, 95 tenths in 100 hold ${low} to ${high}`,
    );
  }
}
const out = (which: 'byCustomer' | 'forNextWindow') =>
  all.filter((figure) => !holds(figure[which], figure.next)).length;
console.log(
  `\nOf ${all.length} figures the next window was outside ${out('byCustomer')} intervals by customer, and ${out('forNextWindow')} for the next window.`,
);
const beyond = (level: number) =>
  allTenths.filter(({ share, customers }) => Math.abs(share - 0.8) > byChance(customers, level)).length;
const worst = 1 - 0.05 / allTenths.length;
console.log(
  `Of ${allTenths.length} tenths ${beyond(0.95)} hold more or less than 95 of 100 would by chance, where ${write.count(Math.round(0.05 * allTenths.length))} should; ${beyond(worst)} than the farthest of them all.`,
);
