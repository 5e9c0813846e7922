import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Moments } from '../../models/effects.ts';
import { quotient, unitsOf } from './exact-sums.ts';

/** What is known of a customer before the draw, by which figures are adjusted. */
export const covariates = ['margin_before', 'log_before', 'any_before', 'margin_year', 'score'] as const;

/** Figures of a customer that the estimators need, in the order of their moments. */
export const figures = [
  'capped',
  ...covariates,
  'cost',
  'reached',
  'earned',
  'to_date',
  'predicted',
] as const;

export type Figure = (typeof figures)[number];

/** Columns of `effect_customers` that are summed up. */
type Summed = Figure | 'so_far_1' | 'so_far_2' | 'so_far_3';

/** Moments of one arm of one group of customers. */
export interface ArmSums {
  readonly n: number;
  readonly kept: number;
  readonly moments: Moments;
}

/** Both arms; an empty one has no customers. */
export interface BothArms {
  readonly contact: ArmSums;
  readonly control: ArmSums;
}

/** Sums over groups of customers, made by the warehouse: a million customers come back as two rows. */
export async function readSums(
  warehouse: Warehouse,
  by: readonly string[],
  { wanted, factor }: { readonly wanted: readonly Summed[]; readonly factor: Factor },
): Promise<{ key: readonly (string | null)[]; arms: BothArms }[]> {
  const keys = ['campaign', ...by];
  const rows = await warehouse.rows(
    `select ${keys.join(', ')}, is_contact, count(*) as n, cast(sum(kept) as varchar) as kept,
       ${sumsOf(wanted, factor).join(',\n       ')}
     from effect_customers group by ${keys.join(', ')}, is_contact order by ${keys.join(', ')}, is_contact`,
  );
  const groups = new Map<string, { key: (string | null)[]; arms: BothArms }>();
  for (const row of rows) {
    const key = keys.map((name) => (row[name] === null ? null : String(row[name])));
    const id = JSON.stringify(key);
    const group = groups.get(id) ?? { key, arms: { contact: nobody(wanted), control: nobody(wanted) } };
    const arm = Number(row.is_contact) === 1 ? 'contact' : 'control';
    groups.set(id, { key, arms: { ...group.arms, [arm]: armSums(row, wanted) } });
  }
  return [...groups.values()];
}

/** A column as a factor of a product. */
export type Factor = (column: string) => string;

/** Products of columns of up to 18 digits DuckDB keeps in 64 bits, which amounts beyond this overflow. */
const mostNarrow = 3e7;

/** With room for products of amounts of up to 10^15. */
export const wideFactor: Factor = (column) => `cast(${column} as decimal(19, 2))`;

/** The narrow columns as they are where their products fit into 64 bits, which takes a fifth of the time; both are exact. */
export async function factorFor(warehouse: Warehouse): Promise<Factor> {
  const columns = [...figures, 'so_far_1', 'so_far_2', 'so_far_3'];
  const [row] = await warehouse.rows(
    `select ${columns.map((name, i) => `cast(max(abs(${name})) as varchar) as m_${i}`).join(', ')} from effect_customers`,
  );
  const most = Math.max(...columns.map((_, i) => Number(row?.[`m_${i}`] ?? 0)));
  return most <= mostNarrow ? (column) => column : wideFactor;
}

function sumsOf(wanted: readonly Summed[], factor: Factor): string[] {
  return wanted.flatMap((a, i) => [
    `cast(sum(${a}) as varchar) as s_${i}`,
    ...wanted
      .slice(0, i + 1)
      .map((b, j) => `cast(sum(${factor(a)} * ${factor(b)}) as varchar) as s_${i}_${j}`),
  ]);
}

const nobody = (wanted: readonly Summed[]): ArmSums => ({
  n: 0,
  kept: 0,
  moments: { n: 0, mean: wanted.map(() => 0), scatter: wanted.map(() => wanted.map(() => 0)) },
});

/**
 * Products are summed exactly and so subtracted: of amounts that hardly differ, or of large ones, floating point would leave a
 * spread that nobody has.
 */
function armSums(row: Row, wanted: readonly Summed[]): ArmSums {
  const n = BigInt(Number(row.n));
  const sum = wanted.map((_, i) => unitsOf(row[`s_${i}`], places));
  const scatter = wanted.map((_, i) =>
    wanted.map((_, j) => {
      const [p, q] = i >= j ? [i, j] : [j, i];
      const product = unitsOf(row[`s_${p}_${q}`], 2 * places);
      return quotient(n * product - sum[p]! * sum[q]!, n * unit ** 2n);
    }),
  );
  const mean = sum.map((total) => quotient(total, n * unit));
  return { n: Number(n), kept: Number(row.kept), moments: { n: Number(n), mean, scatter } };
}

/** Decimal places of the columns that are summed up. */
const places = 2;
const unit = 10n ** BigInt(places);
