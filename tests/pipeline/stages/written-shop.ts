import { randomStream } from '../../../models/numerics.ts';
import { writeText as words } from '../../../simulator/texts/write-text.ts';
import { writeText } from '../../support/scratch.ts';

const days = 150;
const dateOf = (daysAgo: number) => new Date(Date.parse('2025-12-01') - daysAgo * 86_400_000).toISOString();
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Answers and tickets of a shop in two languages, a few of them with a customer's name in it. */
export function writeShop(folder: string, more = ''): string {
  const random = randomStream(8, 'texts of a shop');
  const customers = [
    'customer_id,joined_at,language',
    ...[0, 1, 2].map((i) => `c${i},2024-01-01,${i % 2 ? 'pl' : 'en'}`),
  ];
  const orders = [
    'order_id,customer_id,ordered_at,amount',
    ...[0, 1, 2].map((i) => `f${i},c${i},2024-10-0${1 + i},5.00`),
    ...[0, 1, 2].map((i) => `o${i},c${i},2025-11-${10 + i},5.00`),
  ];
  const surveys = ['survey_id,customer_id,invited_at,answered_at,kind,score,scale_max,comment,language'];
  const tickets = ['ticket_id,customer_id,opened_at,reason,text'];
  for (let i = 0; i < 300; i++) {
    const [isGood, language] = [random.uniform() < 0.5, i % 2 ? ('pl' as const) : ('en' as const)];
    const at = dateOf(1 + (i % days));
    const text = words(
      { language, theme: (['price', 'app'] as const)[i % 2]!, feeling: isGood ? 0.8 : -0.8 },
      random,
    );
    surveys.push(`s${i},c${i % 2},${at},${at},csat,${isGood ? 5 : 1},5,${cell(text)},${language}`);
    const reason = (['delivery', 'quality'] as const)[Math.floor(i / 2) % 2]!;
    const asked = words({ language, theme: reason, feeling: -0.6 }, random);
    tickets.push(`t${i},c${i % 2},${at},${reason},${cell(i % 50 === 0 ? `${asked} Xaveria Brzęk` : asked)}`);
  }
  for (const [name, rows] of Object.entries({ customers, orders, surveys, tickets }))
    writeText(folder, `${name}.csv`, `${rows.join('\n')}\n`);
  return writeText(
    folder,
    'holdfast.yaml',
    `version: 1
business: { name: Shop, currency: EUR, dataUntil: 2025-12-01 }
inputs: { customers: { file: customers.csv }, orders: { file: orders.csv }, surveys: { file: surveys.csv }, tickets: { file: tickets.csv } }
sources:
  customers: { from: customers, columns: { customer_id: customer_id, joined_at: joined_at, language: language } }
  orders: { from: orders, columns: { order_id: order_id, customer_id: customer_id, ordered_at: ordered_at, amount: amount } }
  surveys: { from: surveys, columns: { survey_id: survey_id, customer_id: customer_id, invited_at: invited_at, answered_at: answered_at, kind: kind, score: score, scale_max: scale_max, comment: comment, language: language } }
  tickets: { from: tickets, columns: { ticket_id: ticket_id, customer_id: customer_id, opened_at: opened_at, reason: reason, text: text } }
churn: { kind: non-contractual, horizonDays: 30, lookbackDays: 90 }
training: { minCustomers: 1 }
checks: { acceptStale: [orders] }
${more}`,
  );
}
