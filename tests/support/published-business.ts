import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalRun } from '../../cli/local-run.ts';
import { writeDocument } from '../../contracts/artefacts/document.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { publishedIndexDocument, scoreMeaning } from '../../contracts/artefacts/published-index.ts';
import { keys } from '../../contracts/keys.ts';
import { writeScores } from '../../pipeline/scoring/scores-file.ts';
import { alerts } from '../../pipeline/stages/alerts.ts';
import { check } from '../../pipeline/stages/check.ts';
import { metrics } from '../../pipeline/stages/metrics.ts';
import { writePlan } from '../../pipeline/stages/plan.ts';
import type { RunEnvironment } from '../../pipeline/stages/run.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { texts } from '../../pipeline/stages/texts.ts';
import { predicted } from '../pipeline/targeting/fixtures.ts';
import { writeText } from './scratch.ts';
import { silence } from './silence.ts';

/** As-of date of what is published. */
export const publishedDay = '2026-03-10';

export interface PublishedBusiness {
  readonly folder: string;
  readonly config: string;
  readonly out: string;
  readonly run: Run;
  readonly environment: RunEnvironment;
}

/**
 * A business with answers, cases and reviews, as a night leaves it, but for the models: `C0` is worth the most, and the first
 * half are of high value. Files land in `surveys/`, `tickets/` and `reviews/`.
 */
export async function publishedBusiness(folder: string, { customers = 20 } = {}): Promise<PublishedBusiness> {
  for (const source of ['surveys', 'tickets', 'reviews'])
    mkdirSync(join(folder, source), { recursive: true });
  const ids = Array.from({ length: customers }, (_, i) => `C${i}`);
  writeText(
    folder,
    'customers.csv',
    `customer_id,joined_at,contact_consent\n${ids.map((id, i) => `${id},2025-01-01,${i % 3 > 0}\n`).join('')}`,
  );
  writeText(
    folder,
    'orders.csv',
    `order_id,customer_id,ordered_at,amount,margin\n${ids.map((id) => `O-${id},${id},2026-02-01,50,20\n`).join('')}`,
  );
  land(folder, 'surveys/0.csv', answers(history(ids)));
  land(
    folder,
    'tickets/0.csv',
    cases([['T0', 'C1', '2026-01-05 10:00:00', 'fine and thank you', '2026-01-05 12:00:00']]),
  );
  land(folder, 'reviews/0.csv', 'written_at,platform,rating,text\n2026-01-07,maps,5,good\n');
  const config = writeText(folder, 'holdfast.yaml', configText);
  return { ...(await publishNight(folder, ids)), folder, config };
}

/** Publishes a night of the business as its config stands. @param asOf as the config says where left out */
export async function publishNight(
  folder: string,
  ids: readonly string[],
  asOf?: string,
): Promise<Pick<PublishedBusiness, 'out' | 'run' | 'environment'>> {
  const [config, out] = [join(folder, 'holdfast.yaml'), join(folder, 'out')];
  const { run, environment } = await openLocalRun(
    { config, out, training: false, threads: 1, ...(asOf === undefined ? {} : { asOf }) },
    silence,
  );
  await writePlan(environment.store, run);
  await check(run, environment);
  await texts(run, environment);
  await metrics(run, environment);
  await publish(run, environment, ids);
  await alerts(run, environment);
  return { out, run, environment };
}

async function publish(run: Run, { store }: RunEnvironment, ids: readonly string[]): Promise<void> {
  const scores = keys.scores(keyOf(run, 'score'));
  const people = ids.map((id, i) => ({ id, churn: 0.5, kept: 1000 - 10 * i }));
  await store.put(`${scores}part-0.parquet`, writeScores(predicted(people)));
  const published = {
    asOf: run.asOf,
    run: run.id,
    keys: { ...run.keys },
    model: 'none',
    scores,
    observedDays: 60,
    meaning: scoreMeaning.parse(run.config),
  };
  await writeDocument(store, publishedIndexDocument, keys.published(), { runs: [published], pending: [] });
}

/** Puts a file where the business's files land. */
export const land = (folder: string, name: string, text: string | Uint8Array): string =>
  writeText(folder, name, text);

type Answer = readonly [
  id: string,
  customer: string,
  at: string,
  kind: string,
  score: number,
  comment?: string,
];

/** Answers of these rows as a file. */
export const answers = (rows: readonly Answer[]): string =>
  [
    'survey_id,customer_id,invited_at,answered_at,kind,score,comment',
    ...rows.map(([id, customer, at, kind, score, comment = '']) =>
      [id, customer, at, at, kind, score, comment].join(','),
    ),
    '',
  ].join('\n');

type Case = readonly [id: string, customer: string, at: string, text: string, resolved?: string];

/** Cases of these rows as a file. */
export const cases = (rows: readonly Case[]): string =>
  [
    'ticket_id,customer_id,opened_at,resolved_at,reason,text',
    ...rows.map(([id, customer, at, text, resolved = '']) =>
      [id, customer, at, resolved, 'delivery', text].join(','),
    ),
    '',
  ].join('\n');

/** Thirty answers a day of the hundred days before, four fifths of them content. */
function history(ids: readonly string[]): Answer[] {
  const first = Date.parse('2025-11-30T09:00:00Z');
  return Array.from({ length: 100 * 30 }, (_, i): Answer => {
    const at = new Date(first + Math.floor(i / 30) * 86_400_000 + (i % 30) * 60_000).toISOString();
    const isGood = i % 5 > 0;
    const comment =
      i % 10 > 1
        ? ''
        : isGood
          ? `all ${words[i % 7]} was lovely and quick`
          : `the ${words[i % 7]} was awful and late`;
    return [`S${i}`, ids[10 + (i % (ids.length - 10))]!, at, 'csat', isGood ? 5 : 1, comment];
  });
}

const words = ['parcel', 'delivery', 'order', 'service', 'box', 'courier', 'shipping'];

const configText = `version: 1
business: { name: Published shop, currency: EUR, dataUntil: ${publishedDay} }
inputs:
  people: { file: customers.csv }
  sales: { file: orders.csv }
  answers: { file: surveys, format: csv }
  cases: { file: tickets, format: csv }
  opinions: { file: reviews, format: csv }
sources:
  customers: { from: people, columns: { customer_id: customer_id, joined_at: joined_at, contact_consent: contact_consent } }
  orders: { from: sales, columns: { order_id: order_id, customer_id: customer_id, ordered_at: ordered_at, amount: amount, margin: margin } }
  surveys: { from: answers, columns: { survey_id: survey_id, customer_id: customer_id, invited_at: invited_at, answered_at: answered_at, kind: kind, score: score, comment: comment } }
  tickets: { from: cases, columns: { ticket_id: ticket_id, customer_id: customer_id, opened_at: opened_at, resolved_at: resolved_at, reason: reason, text: text } }
  reviews: { from: opinions, columns: { written_at: written_at, platform: platform, rating: rating, text: text } }
churn: { kind: non-contractual, horizonDays: 60, lookbackDays: 180 }
training: { minCustomers: 5 }
checks: { maxBadShare: 1 }
targeting: { escalations: { highValueShare: 0.5 } }
cx: { alerts: [{ metric: csat_5 }, { metric: feedback_cases, when: rises }] }
`;
