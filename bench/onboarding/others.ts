import { randomStream } from '../../models/numerics.ts';
import { dates } from './dialects.ts';
import { plainly, type Sheet, type Writing, writeSheet } from './files.ts';

/** Businesses that live by contracts and by use, not by orders. */

const dayMs = 86_400_000;
const from = Date.UTC(2022, 0, 1);

export interface Contracts {
  readonly files: readonly string[];
  readonly customers: number;
  readonly ends: number;
}

export interface ContractTraits {
  readonly header: readonly [
    id: string,
    customer: string,
    start: string,
    end: string,
    plan: string,
    fee: string,
  ];
  readonly date: keyof typeof dates;
  /** What stands for a contract without an end. */
  readonly open: string;
  readonly writing: Partial<Writing>;
  readonly name: string;
  /** Ends stand in a table of their own. */
  readonly apart: boolean;
}

/** Contracts of 160 customers, of which about two in five have ended. */
export function writeContracts(folder: string, traits: ContractTraits): Contracts {
  const random = randomStream(16, 'contracts');
  const at = dates[traits.date];
  const contracts = Array.from({ length: 160 }, (_, i) => {
    const start = random.integer(700);
    const end = random.uniform() < 0.4 ? start + 40 + random.integer(600) : Number.POSITIVE_INFINITY;
    return { i, start, end: end < 900 ? end : null };
  });
  const rows = contracts.map(({ i, start, end }) => [
    `S${500 + i}`,
    `A-${i}`,
    at(from + start * dayMs),
    ...(traits.apart ? [] : [end === null ? traits.open : at(from + end * dayMs)]),
    i % 3 ? 'Basic' : 'Pro',
    i % 3 ? '19.00' : '49.00',
  ]);
  const [id, customer, start, end, plan, fee] = traits.header;
  const header = [id, customer, start, ...(traits.apart ? [] : [end]), plan, fee];
  const ended = contracts.filter((one) => one.end !== null);
  const churned: Sheet = {
    name: 'churn_events',
    header: [customer, end, 'reason'],
    rows: ended.map(({ i, end: day }) => [
      `A-${i}`,
      at(from + (day ?? 0) * dayMs),
      i % 2 ? 'price' : 'moved',
    ]),
  };
  const sheets = [{ name: traits.name, header, rows }, ...(traits.apart ? [churned] : [])];
  const writing = { ...plainly, ...traits.writing };
  const files = sheets.flatMap((sheet) => writeSheet(folder, sheet, writing));
  return { files, customers: contracts.length, ends: ended.length };
}

export interface Usage {
  readonly files: readonly string[];
  readonly customers: number;
  readonly rows: number;
}

/** A log of use: who, when, and what was done in the business's own words. */
export function writeUsage(
  folder: string,
  header: readonly [customer: string, at: string, what: string],
  words: readonly string[],
  date: keyof typeof dates,
): Usage {
  const random = randomStream(16, 'usage');
  const rows: string[][] = [];
  for (let customer = 0; customer < 120; customer++) {
    const until = random.uniform() < 0.3 ? 100 + random.integer(300) : 500;
    for (let day = random.integer(60); day < until; day += 1 + random.integer(9))
      rows.push([
        `acc${customer}`,
        dates[date](from + day * dayMs + (9 + random.integer(9)) * 3_600_000 + (rows.length % 60) * 60_000),
        words[random.integer(words.length)] ?? '',
      ]);
  }
  rows.sort((a, b) => ((a[1] ?? '') < (b[1] ?? '') ? -1 : 1));
  const files = writeSheet(folder, { name: 'usage_log', header, rows }, plainly);
  return { files, customers: 120, rows: rows.length };
}
