import { planOf } from '../../simulator/plan-of.ts';
import { simulate } from '../../simulator/simulate.ts';

/** A text of the simulated shop with what was meant. */
export interface MeantText {
  readonly source: 'ticket' | 'survey';
  readonly id: string;
  readonly seconds: number;
  readonly language: string;
  readonly reason: string | null;
  readonly theme: string;
  readonly text: string;
}

const sources = [
  { table: 'tickets', source: 'ticket', id: 'ticket_id', at: 'opened_at', text: 'text' },
  { table: 'surveys', source: 'survey', id: 'survey_id', at: 'answered_at', text: 'comment' },
] as const;

/** Every text of a simulated shop, the earliest first. */
export function simulatedTexts(customers: number, days: number, seed: number): MeantText[] {
  const business = simulate(planOf({ preset: 'retail', customers, days, seed, dirt: 0 }));
  const tables = new Map(business.tables.map(({ name, columns }) => [name, columns.map((one) => one.name)]));
  const meant = new Map<string, { theme: string; language: string }>();
  const rows: Omit<MeantText, 'theme' | 'language'>[] = [];
  for (const { table, rows: count, columns } of business.batches(0, customers)) {
    const at = (name: string, row: number) => columns[tables.get(table)!.indexOf(name)]![row] ?? null;
    const own = sources.find((one) => one.table === table);
    for (let row = 0; row < count; row++) {
      if (table === 'truth/texts') {
        const key = `${at('source', row)}/${at('row', row)}`;
        meant.set(key, { theme: String(at('theme', row)), language: String(at('language', row)) });
      }
      const text = own && at(own.text, row);
      const when = own && at(own.at, row);
      if (!own || text === null || when == null) continue;
      rows.push({
        source: own.source,
        id: `${table}/${at(own.id, row)}`,
        seconds: Date.parse(`${String(when).replace(' ', 'T').slice(0, 19)}Z`) / 1000,
        reason: own.source === 'ticket' ? String(at('reason', row)) : null,
        text: String(text),
      });
    }
  }
  return rows
    .flatMap((row) => {
      const found = meant.get(row.id);
      return found === undefined ? [] : [{ ...row, ...found }];
    })
    .sort((a, b) => a.seconds - b.seconds || (a.id < b.id ? -1 : 1));
}
