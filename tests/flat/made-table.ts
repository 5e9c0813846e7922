import { randomStream } from '../../models/numerics.ts';

/** A customer of a made table whose chance of leaving is known. */
export interface MadeRow {
  readonly id: string;
  readonly days: number;
  readonly spend: number;
  readonly plan: string;
  readonly region: string;
  /** Day that the customer signed up, as 2024-05-31. */
  readonly joined: string;
  readonly truth: number;
  readonly left: boolean;
  /** Money afterwards; none for most who left. */
  readonly value: number;
}

const plans = [
  { name: 'monthly', risk: 1 },
  { name: 'yearly', risk: -1 },
  { name: 'two years', risk: -2 },
];
const regions = ['north', 'south', 'east', 'west'];

/** Chance of leaving: logistic in days since the last visit (.03 a day), plan, and days since joining. */
export function madeRows(count: number, seed = 1): MadeRow[] {
  const random = randomStream(seed, 'made table');
  return Array.from({ length: count }, (_, i) => {
    const days = Math.floor(-40 * Math.log(1 - random.uniform()));
    const plan = plans[random.integer(plans.length)]!;
    const age = random.integer(700);
    const spend = Math.round(Math.exp(3 + 0.8 * random.normal()) * 100) / 100;
    const truth = 1 / (1 + Math.exp(-(0.03 * days + plan.risk - 0.002 * age - 0.9)));
    const left = random.uniform() < truth;
    const stays = left ? 0.1 : 0.9;
    return {
      id: `c-${String(i + 1).padStart(6, '0')}`,
      days,
      spend,
      plan: plan.name,
      region: regions[random.integer(regions.length)]!,
      joined: new Date(Date.UTC(2025, 11, 31) - age * 86_400_000).toISOString().slice(0, 10),
      truth,
      left,
      value: random.uniform() < stays ? Math.round(spend * 1200 * Math.exp(0.3 * random.normal())) / 100 : 0,
    };
  });
}

/** The same as CSV, one function a column. */
export function csvOf(
  rows: readonly MadeRow[],
  columns: Readonly<Record<string, (row: MadeRow, i: number) => string | number>>,
  delimiter = ',',
): string {
  const quoted = (cell: string | number) => {
    const text = String(cell);
    return /["\r\n,;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row, i) =>
    Object.values(columns)
      .map((cell) => quoted(cell(row, i)))
      .join(delimiter),
  );
  return `${[Object.keys(columns).map(quoted).join(delimiter), ...lines].join('\n')}\n`;
}

/** The usual columns of a made table. */
export const usualColumns = {
  customer_id: ({ id }: MadeRow) => id,
  days_since_visit: ({ days }: MadeRow) => days,
  spend: ({ spend }: MadeRow) => spend,
  plan: ({ plan }: MadeRow) => plan,
  region: ({ region }: MadeRow) => region,
  joined: ({ joined }: MadeRow) => joined,
  churned: ({ left }: MadeRow) => (left ? 'yes' : 'no'),
} as const;
