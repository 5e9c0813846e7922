import type { SourceName } from '../contracts/sources/column.ts';
import { campaignsOf } from './campaigns/campaigns.ts';
import type { SimulationPlan } from './plan.ts';
import { rates } from './tables/rows.ts';
import { dimensions, recordedColumns } from './tables/table.ts';

/** A table of the simulated business as its config names it: a file or a folder of files, relative to the config. */
export interface SimulatedFile {
  readonly source: SourceName;
  readonly file: string;
  readonly format: 'csv' | 'parquet';
}

/** `holdfast.yaml` for a simulated business, with its choices explained. */
export function configText(plan: SimulationPlan, files: readonly SimulatedFile[]): string {
  return [
    `# A simulated business (${plan.preset}, ${plan.customers} customers, ${plan.days} days, seed ${plan.seed}).`,
    '# Written by `holdfast simulate`; change what you like and run it:',
    '#',
    '#   npx holdfast run --config holdfast.yaml --out out',
    'version: 1',
    '',
    ...businessLines(plan),
    '',
    'inputs:',
    ...files.flatMap(({ source, file, format }) => [
      `  ${source}_table: { file: ${file}, format: ${format} }`,
    ]),
    '',
    'sources:',
    ...files.flatMap(({ source }) => sourceLines(source, plan)),
    '',
    ...settings(plan),
    '',
  ].join('\n');
}

function businessLines({ preset, timeZone, until, dirt }: SimulationPlan): string[] {
  const foreign =
    dirt.foreignCurrency > 0 ? Object.entries(rates).map(([code, rate]) => `${code}: ${rate}`) : [];
  return [
    'business:',
    `  name: Simulated ${preset}`,
    '  currency: EUR',
    `  timeZone: ${timeZone}           # a day begins at midnight there; the tables' times are UTC`,
    ...(foreign.length > 0
      ? [`  rates: { ${foreign.join(', ')} }   # some customers pay in their own currency`]
      : []),
    `  dataUntil: ${until}            # first day that the tables do not hold`,
  ];
}

function sourceLines(source: SourceName, { dirt }: SimulationPlan): string[] {
  const leak = source === 'customers' && dirt.leak ? ['account_status'] : [];
  const own = [...(dimensions[source] ?? []), ...leak];
  return [
    `  ${source}:`,
    `    from: ${source}_table`,
    ...(own.length > 0 ? [`    dimensions: [${own.join(', ')}]`] : []),
    '    columns:',
    ...recordedColumns(source).map((column) => `      ${column}: ${column}`),
  ];
}

function settings(plan: SimulationPlan): string[] {
  const { preset, dirt } = plan;
  return [
    ...(preset === 'retail' ? retailChurn : subscriptionChurn),
    ...(dirt.late > 0
      ? ['  lagDays: 3                    # a few rows arrive up to two and a half days late']
      : []),
    '',
    'clv:',
    '  horizonDays: 365',
    '',
    'training:',
    '  origins: 6',
    '  everyDays: 30',
    '  minHistoryDays: 90',
    ...pastCampaigns(plan),
    ...cxIndex(plan),
    ...(dirt.bad > 0.005
      ? [
          '',
          'checks:',
          `  maxBadShare: ${Math.min(1, 4 * dirt.bad)}          # so many bad rows were asked for`,
        ]
      : []),
  ];
}

/** Campaigns whose arms stand in touches: half held out at random, but for the one that somebody chose for by eye. */
function pastCampaigns({ days, campaigns }: SimulationPlan): string[] {
  const past = campaignsOf(days, campaigns).filter(({ day }) => day + 90 < days);
  if (past.length === 0) return [];
  return [
    '',
    'pastCampaigns:                  # what they did: npx holdfast roi',
    ...past.map(({ name, kind }) =>
      kind === 'eye'
        ? `  - { name: ${name}, randomised: false, horizonDays: 90 }`
        : `  - { name: ${name}, randomised: true, heldOut: 0.5, horizonDays: 90 }`,
    ),
  ];
}

/** What the business looks at as one figure, weighed by what goes with staying. */
function cxIndex({ preset, until }: SimulationPlan): string[] {
  const parts =
    preset === 'retail'
      ? ['csat_5', 'nps_relational', 'on_time', 'journey_completion']
      : ['csat_5', 'nps_relational', 'reopened'];
  return [
    '',
    'cx:',
    '  index:                        # one figure of several metrics, with its parts: npx holdfast metrics',
    `    parts: [${parts.map((metric) => `{ metric: ${metric} }`).join(', ')}]`,
    '    weights: learned            # by what predicts that a customer stays; or declared, with a weight for each',
    `    learnedOn: ${until}       # they stay until another day stands here`,
  ];
}

const retailChurn = [
  'churn:',
  '  kind: non-contractual',
  '  by: orders',
  '  horizonDays: 90               # most gaps between two orders of a customer are shorter',
  '  lookbackDays: 365             # who has not ordered for a year has left already',
];

const subscriptionChurn = [
  'churn:',
  '  kind: contractual',
  '  horizonDays: 90               # long enough for a monthly and a quarter of the yearly plans to come up for renewal',
  '  lookbackDays: 365',
  '  graceDays: 14                 # who comes back within two weeks has not left',
];
