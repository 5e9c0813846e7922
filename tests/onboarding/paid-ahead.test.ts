import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

/** A newspaper's terms, each paid ahead: of 1, 3 or 12 months, one after the other until the reader leaves. */
function terms(): string {
  const day = (at: number) => addDays('2023-01-01', at).split('-').reverse().join('.');
  const rows = Array.from({ length: 300 }, (_, reader) => {
    const months = [1, 3, 12][reader % 3] ?? 1;
    const first = (reader * 7) % 400;
    const count = Math.max(1, Math.min(3 + (reader % 9), Math.floor((700 - first) / (30 * months))));
    return Array.from({ length: count }, (_, term) => {
      const from = first + 30 * months * term;
      return `${String(reader).padStart(5, '0')};${[39, 99, 349][reader % 3]};${day(from)};${day(from + 30 * months)}`;
    });
  }).flat();
  const lines = rows.map((row, i) => `${i + 1};${row}`);
  return ['Nr umowy;Nr abonenta;Cena;Od;Do', ...lines, ''].join('\n');
}

it('terms that are paid ahead may be contracts: init asks, and takes them for that where it is told', async () => {
  const folder = scratchFolder();
  const file = writeText(folder, 'prenumeraty.csv', terms());
  const out = join(folder, 'holdfast.yaml');
  const asked = await holdfast('init', file, '--out', out);
  expect(asked.code).toBe(4);
  expect(asked.out).toMatch(
    /paid from Od to Do, these are contracts: start again with --source subscriptions=/,
  );

  const told = await holdfast('init', file, '--source', `subscriptions=${file}`, '--out', out, '--force');
  const { sources, churn } = readConfig(readFileSync(out, 'utf8'), out);
  expect(churn.kind).toBe('contractual');
  expect(Object.keys(sources)).toEqual(['customers', 'subscriptions']);
  expect(sources.subscriptions?.columns).toMatchObject({
    subscription_id: 'Nr umowy',
    customer_id: 'Nr abonenta',
    started_at: { column: 'Od' },
    ended_at: { column: 'Do' },
    monthly_amount: 'Cena',
  });
  expect(told.out).toMatch(/Cena is taken for the monthly fee/);
});
