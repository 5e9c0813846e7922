import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import type { Config } from '../../contracts/config/config.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import type { Feature } from '../../contracts/feature.ts';
import { keys } from '../../contracts/keys.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { UnloadedFile, Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { factsOnSpine } from '../facts/facts-on-spine.ts';
import { createSpine } from '../facts/spine.ts';
import { type Availability, availableFeatures, families } from './catalogue.ts';
import type { Family } from './family.ts';
import { createActives, createLabels, labelsSelect } from './labels.ts';

export interface FeatureRequest {
  readonly config: Config;
  readonly run: string;
  readonly schedule: Schedule;
  /** Contract columns that the config maps for a source; none where the source is not mapped. */
  readonly mapped: (source: SourceName) => readonly string[];
}

/**
 * Builds the matrix and the labels at every as-of date of the schedule, in the warehouse: a spine of customers and dates
 * is joined once per family. Reads the clean tables by their names; writes one folder per as-of date.
 */
export async function buildFeatures(
  warehouse: Warehouse,
  request: FeatureRequest,
  progress: Progress,
): Promise<FeatureReport> {
  const { config, run, schedule } = request;
  const available = availableFeatures(request.mapped, config.training.allow);
  noteRevenue(request, progress);
  const used = families.filter(({ features }) =>
    features.some((feature) => available.features.includes(feature)),
  );
  const steps = used.length + 4;
  progress.fraction(0, 'customers and dates');
  const { sampleShare } = await createSpine(warehouse, config, schedule);
  const facts = factsOnSpine(warehouse);
  for (const [i, family] of used.entries()) {
    progress.fraction((i + 1) / steps, family.name);
    await facts.create(tableOf(family), family.sql);
  }
  progress.fraction((used.length + 1) / steps, 'labels');
  await createActives(facts, config);
  await createLabels(facts, config);
  const byDate = { orderBy: ['customer_id'], partitionBy: 'as_of' };
  await warehouse.unload(labelsSelect, keys.labels(run), byDate);
  progress.fraction((used.length + 2) / steps, 'matrix');
  const files = await warehouse.unload(matrixSelect(used, available), keys.features(run), byDate);
  progress.fraction(1);
  const { features, dropped } = available;
  return { schedule, features, dropped, dates: countRows(schedule, files), sampleShare };
}

/** Value without a margin is revenue: whoever reads the numbers must know. */
function noteRevenue({ mapped }: FeatureRequest, progress: Progress): void {
  const priced = [
    ['orders', 'margin'],
    ['subscriptions', 'monthly_margin'],
  ] as const;
  for (const [source, column] of priced) {
    if (mapped(source).length > 0 && !mapped(source).includes(column)) {
      progress.note(`${source}.${column} is not mapped: margin and value are revenue there`);
    }
  }
}

const tableOf = (family: Family): string => `features_${family.name}`;

/** SELECT of the whole matrix: date, customer, activity, then the features in model order. */
function matrixSelect(used: readonly Family[], { features }: Availability): string {
  const columns = features.map((feature) => {
    const table = feature.family === 'dimensions' ? 'own' : tableOf(familyOf(feature));
    const type = feature.kind === 'number' ? 'double' : 'varchar';
    return `cast(${table}.${feature.name} as ${type}) as ${feature.name}`;
  });
  const joins = used.map((one) => `join ${tableOf(one)} on ${tableOf(one)}.spine_id = s.spine_id`);
  return `select s.as_of, s.customer_id, a.is_active is not null as active, ${columns.join(', ')}
    from spine s
    left join actives a on a.spine_id = s.spine_id
    join customers own on own.customer_id = s.customer_id
    ${joins.join('\n    ')}`;
}

const familyOf = (feature: Feature): Family => families.find(({ name }) => name === feature.family)!;

function countRows(
  { asOf: scored, dates }: Schedule,
  files: readonly UnloadedFile[],
): FeatureReport['dates'] {
  const counted = dates.map(({ asOf }) => ({
    asOf,
    rows: files
      .filter(({ key }) => key.includes(`/as_of=${asOf}/`))
      .reduce((sum, file) => sum + file.rows, 0),
  }));
  if (counted.some(({ asOf, rows }) => asOf === scored && rows === 0)) {
    throw new DataRefusedError(
      `No customer is known before ${scored}: none has joined and has an order, event or subscription by then. Move the as-of date, or check joined_at and known_at.`,
    );
  }
  return counted;
}
