import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { matchColumns, nameFit, type Settled } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { termDays } from '../contracts/term-days.ts';
import { isRowNumber } from '../read/shape.ts';
import type { Question } from '../write/proposal.ts';
import { fewKnown } from './customers-by-key.ts';
import { withCustomer } from './join-tables.ts';
import { liesLater } from './lies-later.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { type Service, serviceRoles } from './service-roles.ts';
import { fileFit, type Recognised, recogniseAs, recogniseVisits, toldSource } from './which-source.ts';

interface Beside {
  /** What customers do. */
  readonly acting: Recognised;
  readonly inputs: readonly RelatedInput[];
}

/**
 * Tickets or answers by what stands beside the customer, named here or through another table. Null where it is neither,
 * or where a person says that it is something else.
 */
export async function serviceOf(
  warehouse: Warehouse,
  input: RelatedInput,
  { acting, inputs }: Beside,
): Promise<Recognised | null> {
  const who = find(acting, 'customer_id')?.column;
  if (!who) return null;
  const told = toldSource(input);
  if (told !== undefined) return toldAs(told, input, who);
  const keys = input.columns.filter(
    (column) => namesThem(column, who) && overlap(column, who).plain >= fewKnown,
  );
  const called = keys.find((column) => isCalled(column, who));
  const key = called ?? keys.find((column) => !isUnique(column)) ?? keys[0];
  const rivals = called ? [] : keys.filter((column) => column !== key && !isRowNumber(column));
  if (key && !isUnique(key)) return whose(asked(await recogniseService(warehouse, input, key)), rivals);
  if (key && (await liesLater(warehouse, { input, key, acting })))
    return whose(asked(await recogniseService(warehouse, input, key)), rivals);
  return throughOwner(warehouse, input, { who, inputs });
}

/** More than a scale has points. */
const many = 11;

function toldAs(told: SourceName, input: RelatedInput, who: ColumnProfile): Recognised | null {
  const known = input.columns.filter(
    (column) => column.distinct > many && overlap(column, who).plain >= fewKnown,
  );
  const [key, ...rivals] = known;
  if (key === undefined || rivals.length > 0) return null;
  return (
    recogniseAs(told, input, { customer_id: key }) ?? (told === 'events' ? recogniseVisits(input, key) : null)
  );
}

async function throughOwner(
  warehouse: Warehouse,
  input: RelatedInput,
  { who, inputs }: { readonly who: ColumnProfile; readonly inputs: readonly RelatedInput[] },
): Promise<Recognised | null> {
  const owned = await withCustomer(warehouse, input, { who, inputs });
  if (owned === null) return null;
  const own = owned.input.columns.filter(
    (column) => column === owned.customer || input.columns.some(({ name }) => name === column.name),
  );
  return recogniseService(warehouse, { ...owned.input, columns: own }, owned.customer);
}

const isCalled = (column: ColumnProfile, who: ColumnProfile): boolean =>
  column.name.toLowerCase() === who.name.toLowerCase() || nameFit('orders', 'customer_id', column) > 0.5;

/** Small whole numbers are found among ids whatever they count: only a name makes them ids. */
export const namesThem = (column: ColumnProfile, who: ColumnProfile): boolean =>
  isCalled(column, who) || !column.sample.every((value) => /^\d{1,4}(\.0)?$/.test(value));

const isUnique = ({ distinct, rows }: ColumnProfile): boolean => distinct >= 0.99 * rows;

/** Who wrote and who was referred, say, are customers both. */
function whose(found: Recognised | null, rivals: readonly ColumnProfile[]): Recognised | null {
  const key = found && find(found, 'customer_id')?.column;
  if (!found || !key || rivals.length === 0) return found;
  const names = rivals.map(({ name }) => name);
  return alsoAsking(found, {
    key: `sources.${found.source}.columns.customer_id`,
    text: `${key.name} of ${found.input.name} is taken for the customer, but ${names.join(', ')} ${names.length === 1 ? 'holds' : 'hold'} ids of customers as well. Which is it?`,
    candidates: names.map((name) => `customer_id: ${name}`),
    decides: true,
  });
}

/**
 * Points of a scale may be of something else than answers, such as levels, moods or risks: only their whole name makes them
 * sure, or that of the file.
 */
function asked(found: Recognised | null): Recognised | null {
  const score = found?.source === 'surveys' ? find(found, 'score')?.column : undefined;
  if (!found || !score || nameFit('surveys', 'score', score) > wholeName) return found;
  if (fileFit('surveys', found.input) > 0) return found;
  return alsoAsking(found, {
    key: 'sources.surveys',
    text: `${score.name} of ${found.input.name} is taken for survey answers on a scale, only by what it holds. Is it? If not, delete the source; where these rows are what customers did, start again with --source events=${found.input.path}.`,
    decides: true,
  });
}

const wholeName = 0.9;

/** A number, two days and a word are a loan or a cancellation as well: only a name makes cases sure. */
function askedOfCases(found: Recognised): Recognised {
  const isNamed = ['ticket_id', 'resolved_at'].some((name) => {
    const column = find(found, name)?.column;
    return column && column.name.toLowerCase() !== 'id' && nameFit('tickets', name, column) > 0;
  });
  if (found.source !== 'tickets' || isNamed || fileFit('tickets', found.input) > 0) return found;
  return alsoAsking(found, {
    key: 'sources.tickets',
    text: `${found.input.name} is taken for what customers asked or complained about, only by what it holds. Is it? If not, delete the source.`,
    decides: true,
  });
}

const alsoAsking = (found: Recognised, question: Question): Recognised => ({
  ...found,
  questions: [...(found.questions ?? []), question],
});

/** A table that its names do not tell, by what stands beside the customer in it. Null where that is not clear. */
async function recogniseService(
  warehouse: Warehouse,
  input: RelatedInput,
  customer: ColumnProfile,
): Promise<Recognised | null> {
  const service = serviceRoles(input, customer);
  if (service === null) return null;
  const { query, parts, questions } = input;
  const read = { ...(query === undefined ? {} : { query }), ...(questions ? { questions } : {}) };
  const settled = service.days ? await caseDays(warehouse, { input, ...read }, service) : service.settled;
  if (settled === null) return null;
  const matched = matchColumns(sourceContracts[service.source], input, settled);
  const found = askedOfCases({ source: service.source, input, inputs: parts, score: 0, ...matched, ...read });
  if (!service.rating) return found;
  const { name } = service.rating;
  return alsoAsking(found, {
    key: 'sources.surveys',
    text: `${name} of ${input.name} rates some of these cases, and is not used: map surveys to the rows that have a rating to count them as answers.`,
  });
}

/** Cases last for days, visits do not; the earlier of the two times opens them. */
async function caseDays(
  warehouse: Warehouse,
  table: Pick<Recognised, 'input' | 'query'>,
  { days, settled }: Service,
): Promise<Settled | null> {
  const [opened, resolved] = days ?? [];
  const term = opened && resolved && (await termDays(warehouse, table, { start: opened, end: resolved }));
  if (!term || term.apart <= 0.4) return null;
  return term.ordered >= 0.5 ? settled : { ...settled, opened_at: resolved, resolved_at: opened };
}
