import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import daysTemplate from './days.sql';
import { covariates, wideFactor } from './read-sums.ts';

/** What stands still while the margin grows. */
const fixed = [...covariates, 'cost'] as const;

/** Sums over an arm up to the end of a day: of the margin so far, its square and its products with what stands still. */
export interface DaySums {
  readonly day: number;
  readonly margin: number;
  readonly square: number;
  readonly products: readonly number[];
}

export interface CampaignDays {
  readonly contact: readonly DaySums[];
  readonly control: readonly DaySums[];
}

/** Running sums by campaign, for each day on which something came in. */
export async function readDays(warehouse: Warehouse): Promise<Map<string, CampaignDays>> {
  const products = fixed.map(
    (name, i) => `cast(sum((now - before) * ${wideFactor(name)}) as varchar) as p_${i}`,
  );
  const rows = await warehouse.rows(
    daysTemplate
      .replaceAll('{{fixed}}', () => fixed.map((name) => `c.${name}`).join(', '))
      .replaceAll('{{products}}', () => products.join(', ')),
  );
  const days = new Map<string, { contact: DaySums[]; control: DaySums[] }>();
  for (const row of rows) {
    const name = String(row.campaign);
    const arms = days.get(name) ?? { contact: [], control: [] };
    const arm = arms[Number(row.is_contact) === 1 ? 'contact' : 'control'];
    arm.push(added(row, arm.at(-1)));
    days.set(name, arms);
  }
  return days;
}

const added = (row: Row, before: DaySums | undefined): DaySums => ({
  day: Number(row.day),
  margin: (before?.margin ?? 0) + Number(row.margin),
  square: (before?.square ?? 0) + Number(row.square),
  products: fixed.map((_, i) => (before?.products[i] ?? 0) + Number(row[`p_${i}`])),
});

/** The sums at the end of a day; nothing where nothing has come in yet. */
export const sumsAt = (days: readonly DaySums[], day: number): DaySums =>
  days.findLast((one) => one.day <= day) ?? { day, margin: 0, square: 0, products: fixed.map(() => 0) };
