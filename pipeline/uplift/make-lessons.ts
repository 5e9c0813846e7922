import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { stayedSelect } from '../effects/make-outcomes.ts';
import { makeUnits, scheduleOn } from '../effects/make-units.ts';
import type { Window } from '../effects/windows.ts';
import { factsOnSpine } from '../facts/facts-on-spine.ts';
import { createSpine, createSpineAmong } from '../facts/spine.ts';
import { createMatrix, type MatrixRequest, plannedMatrix } from '../features/create-matrix.ts';
import { literal } from '../sql/sql-text.ts';
import template from './lessons.sql';
import { type CampaignRecord, readRecords } from './records.ts';

export interface LessonsRequest extends MatrixRequest {
  readonly asOf: string;
}

/**
 * Makes `effect_units` of the campaigns, and what became of each.
 * @returns what the records of each campaign say
 */
export async function makeOutcomes(
  warehouse: Warehouse,
  windows: readonly Window[],
  { config, asOf }: { readonly config: Config; readonly asOf: string },
): Promise<CampaignRecord[]> {
  await createSpine(warehouse, config, scheduleOn(asOf, config));
  const facts = factsOnSpine(warehouse);
  await makeUnits(warehouse, facts, windows, { config, asOf });
  await facts.create('lesson_stayed', stayedSelect(config));
  return readRecords(warehouse);
}

/**
 * SELECT of those who teach, a row a customer: the draw, the outcome, and the features as they stood at the draw. The
 * spine is of these customers alone, so that what it costs depends on them and not on the business.
 */
export async function lessonsSelect(
  warehouse: Warehouse,
  windows: readonly Window[],
  request: LessonsRequest,
): Promise<string> {
  const names = windows.map(({ campaign }) => literal(campaign.name)).join(', ');
  await warehouse.create(
    'lessons',
    template.replaceAll('{{campaigns}}', () => names),
  );
  const { config, asOf } = request;
  const [date] = scheduleOn(asOf, config).dates;
  const days = [...new Set(windows.flatMap(({ dates }) => dates.map((drawn) => drawn.asOf)))].sort();
  const dates = days.map((day) => ({ ...date!, ...scheduleOn(day, config).dates[0]! }));
  await createSpineAmong(warehouse, config, { ...scheduleOn(asOf, config), dates }, 'lessons');
  const matrix = await createMatrix(factsOnSpine(warehouse), { ...request, ...plannedMatrix(request) });
  return `select cast(l.is_contact as double) as is_contact, cast(l.share as double) as held_out,
      cast(l.kept as double) as kept, cast(l.churn as double) as risk, l.play, m.*
    from lessons l
    join (${matrix}) m on m.customer_id = l.customer_id and m.as_of = l.as_of`;
}
