import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { instantOf } from '../journeys/window.ts';
import { attempts } from '../records/attempts.ts';
import { fillSlots } from '../records/fill-slots.ts';
import problemsSql from './problems.sql';
import touchesSql from './touches.sql';

/** Days before the as-of date that are looked at. */
export const windowDays = 90;

/** Attempts at a journey are known for good so many days after they began. */
const settledAfter = 7;

/** A problem with what is summed over the customers whom it touched; severities from 0 to 1. */
export interface ProblemSums {
  readonly kind: 'theme' | 'reason' | 'journey';
  readonly id: string;
  readonly customers: number;
  readonly times: number;
  /** Customers of whom a severity is known, its sum over them, and that of its squares. */
  readonly known: number;
  readonly severity: number;
  readonly severitySquares: number;
  /** Support cases about it; of how many the severity is known, and its sum over them. */
  readonly cases: number;
  readonly said: number;
  readonly severities: number;
  readonly atRisk: number;
  /** Severity × value at risk. */
  readonly weight: number;
  readonly weightSquares: number;
}

export interface FindRequest {
  readonly asOf: string;
  readonly config: Pick<Config, 'business' | 'churn'>;
}

/**
 * Every problem that touched customers within the window. Reads the clean tables, `as_of_dates`, `scores`, `moods` and
 * `themes_said` by their names.
 */
export async function findProblems(
  warehouse: Warehouse,
  { asOf, config }: FindRequest,
): Promise<ProblemSums[]> {
  const { timeZone } = config.business;
  const at = (daysBefore: number) => instantOf(addDays(asOf, -daysBefore), timeZone);
  const settled = settledAfter + config.churn.lagDays;
  const touches = fillSlots(touchesSql.replace(/^(--.*\n)+/, ''), {
    attempts: String(attempts.sql)
      .replace(/^ *--.*\n/gm, '')
      .trimEnd(),
    from: at(windowDays),
    settled_from: at(windowDays + settled),
    settled_until: at(settled),
  });
  await warehouse.create('problem_touches', inlineFacts(touches));
  const rows = await warehouse.rows(problemsSql.replace(/^(--.*\n)+/, ''));
  return rows.map(sumsOf);
}

const sumsOf = (row: Row): ProblemSums => ({
  kind: row.kind as ProblemSums['kind'],
  id: String(row.id),
  customers: Number(row.customers),
  times: Number(row.times),
  known: Number(row.known),
  severity: Number(row.severity ?? 0),
  severitySquares: Number(row.severity_squares ?? 0),
  cases: Number(row.cases),
  said: Number(row.said),
  severities: Number(row.severities ?? 0),
  atRisk: Number(row.at_risk),
  weight: Number(row.weight ?? 0),
  weightSquares: Number(row.weight_squares ?? 0),
});
