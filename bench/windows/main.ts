import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { normalReach } from '../../models/numerics.ts';
import { count, estimateOf, number, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';
import { cdnow } from '../models/data/cdnow.ts';
import { onlineRetail } from '../models/data/online-retail.ts';
import { missingFile } from '../models/data/shared-file.ts';
import { simulated } from '../models/data/simulated.ts';
import { simulatedShops } from '../models/data/simulated-shops.ts';
import { readLearningSet } from '../models/learning-file.ts';
import { prepare, readPrepared } from '../models/prepare.ts';
import { type AfterWindow, type Coverage, judgeWindow, type WindowFigure } from './judge-window.ts';

const how = { level: 0.95, method: 'next window' } as const;
const holds = ({ low, high }: { low: number; high: number }, value: number) => value >= low && value <= high;

/** How far from 80% the share of so many customers lies by chance, in so many cases of 100. */
const byChance = (customers: number, level = 0.95): number =>
  normalReach(level) * Math.sqrt((0.8 * 0.2) / customers);

/** How far from 80% a tenth's true share may lie. */
const promised = 0.02;

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
const windows: {
  readonly business: string;
  readonly sameWindow: Coverage;
  readonly judged: AfterWindow;
  readonly published: AfterWindow;
}[] = [];
const held: boolean[] = [];
for (const data of [onlineRetail, cdnow, simulated, ...simulatedShops].filter(
  ({ name }) => only?.includes(name) ?? true,
)) {
  if (missingFile(data.file)) {
    console.log(`SKIPPED ${data.name}: ../shared/data/${data.file} is not here`);
    continue;
  }
  const folder = `bench/.work/${data.name.toLowerCase().replace(/\W+/g, '-')}`;
  if (!existsSync(join(folder, 'prepared.json'))) await prepare(data, folder);
  for (const fold of readPrepared(folder).folds) {
    const part = (name: string) => readLearningSet(join(fold.folder, name));
    const { figures, sameWindow, judged, published, levels } = await judgeWindow({
      train: part('train'),
      later: part('later'),
      test: part('test'),
      columns,
    });
    all.push(...figures);
    windows.push({ business: data.name, sameWindow, judged, published });
    console.log(`\n${data.name}, ${fold.name}`);
    for (const line of figureTable(figures)) console.log(line);
    console.log(
      `customers held out of the same window: 80% intervals of value hold ${coverageWords(sameWindow)}`,
    );
    sayAfter('as judged', judged);
    sayAfter('as published', published);
    if (levels?.value) {
      const { rule, missed } = levels.value;
      held.push(Math.abs(Math.log(published.ratio)) <= normalReach(0.95) * missed[rule]);
      console.log(
        `level of chance by ${levels.chance?.rule ?? 'all'}, of value by ${rule}: ${held.at(-1) ? 'within' : 'outside'} its interval`,
      );
    }
  }
}
const out = (which: 'byCustomer' | 'forNextWindow') =>
  all.filter((figure) => !holds(figure[which], figure.next)).length;
console.log(
  `\nOf ${all.length} figures the next window was outside ${out('byCustomer')} intervals by customer, and ${out('forNextWindow')} for the next window.`,
);
console.log(
  `Of ${held.length} totals as published ${held.filter(Boolean).length} lie within the interval of their level.`,
);
console.log('Customers held out of the same window:');
sayTenths(windows.map(({ sameWindow }) => sameWindow));
sayAll('judged');
sayAll('published');
console.log('As published, the windows of a business together (the shops count as one):');
for (const line of pooledTable()) console.log(line);

function figureTable(figures: readonly WindowFigure[]): readonly string[] {
  const interval = (figure: WindowFigure['byCustomer']) =>
    estimateOf(figure, { unit: 'number', digits: 3 }, how);
  const rows = figures.map(({ name, byCustomer, forNextWindow, next }) => [
    name,
    interval(byCustomer),
    interval(forNextWindow),
    number(next),
    holds(byCustomer, next) ? '' : holds(forNextWindow, next) ? 'by customer: out' : 'both: out',
  ]);
  return terminalTable(tableOf(['', 'by customer', 'for the next window', 'next', ''], rows));
}

/** On average over dates is what the intervals promise: all windows of a business together, and each tenth of them. */
function pooledTable(): readonly string[] {
  const nameOf = (business: string) => (business.startsWith('Shop') ? 'shops' : business);
  const rows = [...new Set(windows.map(({ business }) => nameOf(business)))].map((business) => {
    const own = windows.filter((window) => nameOf(window.business) === business);
    const coverages = own.map(({ published }) => published.coverage);
    const customers = coverages.reduce((sum, { rowsPerTenth }) => sum + rowsPerTenth, 0);
    const pooled = (of: (coverage: Coverage) => number) =>
      coverages.reduce((sum, coverage) => sum + (coverage.rowsPerTenth / customers) * of(coverage), 0);
    const tenths = coverages[0]!.tenths.map((_, t) => pooled(({ tenths }) => tenths[t]!));
    const reach = byChance(customers);
    return [
      business,
      count(own.length),
      count(customers),
      share(pooled(({ all }) => all)),
      tenths.map((tenth) => write.percent(tenth)).join(' '),
      count(tenths.filter((tenth) => Math.abs(tenth - 0.8) <= promised).length),
      count(tenths.filter((tenth) => Math.abs(tenth - 0.8) <= promised + reach).length),
    ];
  });
  const head = ['', 'windows', 'customers a tenth', 'all', 'tenths, highest prediction first'];
  return terminalTable(tableOf([...head, 'in 78–82%', 'but for chance'], rows));
}

function sayAfter(what: string, { chance, calibrationError, ratio, coverage }: AfterWindow): void {
  console.log(
    `${what}: mean chance off by ${write.number(chance, 3)}, calibration error ${write.number(calibrationError, 3)}, predicted ÷ realised ${write.number(ratio, 2)}`,
  );
  console.log(`  80% intervals of value hold ${coverageWords(coverage)}`);
}

function coverageWords({ all, tenths, rowsPerTenth }: Coverage): string {
  const shares = tenths.map((tenth) => write.quantity(share(tenth, 0))).join(' ');
  const reach = byChance(rowsPerTenth);
  const [low, high] = [0.8 - reach, 0.8 + reach].map((end) => write.percent(end));
  return `${write.percent(all)}; by tenths ${shares} (${rowsPerTenth} customers each: 95 tenths in 100 hold ${low} to ${high} by chance)`;
}

/** Root mean squares over all windows, and how many tenths lie farther than chance goes. */
function sayAll(which: 'judged' | 'published'): void {
  const own = windows.map((window) => window[which]);
  const root = (of: (window: AfterWindow) => number) =>
    write.number(Math.sqrt(own.reduce((sum, window) => sum + of(window) ** 2 / own.length, 0)), 3);
  console.log(
    `As ${which}, over ${own.length} windows (root mean squares): mean chance off by ${root(({ chance }) => chance)}, calibration error ${root(({ calibrationError }) => calibrationError)}, log of predicted ÷ realised ${root(({ ratio }) => Math.log(ratio))}.`,
  );
  sayTenths(own.map(({ coverage }) => coverage));
}

function sayTenths(windows: readonly Coverage[]): void {
  const tenths = windows.flatMap(({ tenths, rowsPerTenth }) =>
    tenths.map((share) => ({ off: Math.abs(share - 0.8), customers: rowsPerTenth })),
  );
  const beyond = (level: number, allowed = 0) =>
    tenths.filter(({ off, customers }) => off > allowed + byChance(customers, level)).length;
  console.log(
    `  Of ${tenths.length} tenths ${beyond(0.95)} hold more or less than 95 of 100 would by chance, where ${write.count(Math.round(0.05 * tenths.length))} should; ${beyond(1 - 0.05 / tenths.length)} than the farthest of them all; ${beyond(0.95, promised)} than 95 of 100 of a true 78 to 82%.`,
  );
}
