import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { UnloadedFile, Warehouse } from '../../contracts/ports/warehouse.ts';
import { factsOnSpine } from '../facts/facts-on-spine.ts';
import { createSpine } from '../facts/spine.ts';
import { createMatrix, type MatrixRequest, plannedMatrix } from './create-matrix.ts';
import { createLabels, labelsSelect } from './labels.ts';

export interface FeatureRequest extends MatrixRequest, Partial<Pick<FeatureReport, 'moods'>> {
  readonly run: string;
  readonly schedule: Schedule;
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
  const { config, run, schedule, moods = null } = request;
  const planned = plannedMatrix(request);
  const { available, used } = planned;
  noteRevenue(request, progress);
  const steps = used.length + 4;
  progress.fraction(0, 'customers and dates');
  const { sampleShare } = await createSpine(warehouse, config, schedule);
  const facts = factsOnSpine(warehouse);
  const matrix = await createMatrix(facts, { ...request, ...planned }, (family, done) =>
    progress.fraction((done + 1) / steps, family),
  );
  progress.fraction((used.length + 1) / steps, 'labels');
  await createLabels(facts, config);
  const byDate = { orderBy: ['customer_id'], partitionBy: 'as_of' };
  await warehouse.unload(labelsSelect, keys.labels(run), byDate);
  await facts.release();
  progress.fraction((used.length + 2) / steps, 'matrix');
  const numberedBy = { column: 'spine_id', table: 'spine' };
  const files = await warehouse.unload(matrix, keys.features(run), { ...byDate, numberedBy });
  progress.fraction(1);
  const { features, dropped } = available;
  return { schedule, features, dropped, dates: countRows(schedule, files), sampleShare, moods };
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
