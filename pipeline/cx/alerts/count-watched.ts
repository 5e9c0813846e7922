import { addDays } from '../../../contracts/business-day.ts';
import { type Counted, createDays, type Passage } from '../count-cells.ts';
import { groupBy } from '../group-by.ts';
import { makeRecords, prepareRecords, type RecordsRequest } from '../make-records.ts';
import { countDays, type DayCounts, watchedDays } from './count-days.ts';
import { cxIndexName, isWeekly, type Rule } from './rules.ts';

/** The days of what is watched, and the tables of records that they are counted from, which stand until the warehouse is closed. */
export interface Watched {
  readonly days: readonly DayCounts[];
  readonly counted: readonly Counted[];
}

/** Makes the records of what rules watch, and counts their days. Reads the clean tables by their names. */
export async function countWatched(
  rules: readonly Rule[],
  request: RecordsRequest,
  passage: Passage,
): Promise<Watched> {
  // the index is put together of metrics, and has no records of its own
  const ofRecords = rules.filter(({ metric }) => metric.name !== cxIndexName);
  if (ofRecords.length === 0) return { days: [], counted: [] };
  const making = await prepareRecords(request, passage.warehouse);
  const [days, tables] = [[] as DayCounts[], [] as Counted[]];
  for (const [records, own] of groupBy(ofRecords, ({ metric }) => metric.records)) {
    const metrics = [...new Set(own.map(({ metric }) => metric))];
    const counted = { ...(await makeRecords(records, making)), metrics, counts: records.counts };
    tables.push(counted);
    for (const one of await daysOf(own, counted, { passage, asOf: request.asOf })) days.push(one);
  }
  return { days, counted: tables };
}

async function daysOf(
  rules: readonly Rule[],
  counted: Counted,
  { passage, asOf }: { readonly passage: Passage; readonly asOf: string },
): Promise<DayCounts[]> {
  const daily = rules.filter(({ metric }) => !isWeekly(metric));
  if (daily.length === 0) return [];
  const metrics = [...new Set(daily.map(({ metric }) => metric))];
  const names = [...new Set(daily.map(({ dimension }) => dimension))];
  const dimensions = counted.dimensions.filter(({ name }) => names.includes(name));
  await createDays({ ...counted, metrics, dimensions }, passage);
  return countDays({ metrics, dimensions: names, from: addDays(asOf, -watchedDays) }, passage);
}
