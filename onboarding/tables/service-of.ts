import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { matchColumns, nameFit, type Settled } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { termDays } from '../contracts/term-days.ts';
import type { Question } from '../write/proposal.ts';
import { fewKnown } from './customers-by-key.ts';
import { withCustomer } from './join-tables.ts';
import { liesLater } from './lies-later.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { type Service, serviceRoles } from './service-roles.ts';
import { type Recognised, recogniseAs, recogniseVisits, toldSource } from './which-source.ts';

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
  const key = keys.find((column) => !isUnique(column));
  if (key) return recogniseService(warehouse, input, key);
  const [once] = keys;
  if (once && (await liesLater(warehouse, { input, key: once, acting })))
    return asked(await recogniseService(warehouse, input, once));
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

/** Small whole numbers are found among ids whatever they count: only a name makes them ids. */
export const namesThem = (column: ColumnProfile, who: ColumnProfile): boolean =>
  column.name.toLowerCase() === who.name.toLowerCase() ||
  nameFit('orders', 'customer_id', column) > 0.5 ||
  !column.sample.every((value) => /^\d{1,4}(\.0)?$/.test(value));

const isUnique = ({ distinct, rows }: ColumnProfile): boolean => distinct >= 0.99 * rows;

/** One row each could be of something else than answers, such as levels: only a name makes scores sure. */
function asked(found: Recognised | null): Recognised | null {
  const score = found?.source === 'surveys' ? find(found, 'score')?.column : undefined;
  if (!found || !score || nameFit('surveys', 'score', score) > 0) return found;
  return { ...found, questions: [scoreQuestion(found, score)] };
}

const scoreQuestion = ({ input }: Recognised, { name }: ColumnProfile): Question => ({
  key: 'sources.surveys',
  text: `${name} of ${input.name} is taken for what customers answered on a scale, by what it holds alone. Is it? If not, delete the source.`,
  decides: true,
});

/** A table that its names do not tell, by what stands beside the customer in it. Null where that is not clear. */
async function recogniseService(
  warehouse: Warehouse,
  input: RelatedInput,
  customer: ColumnProfile,
): Promise<Recognised | null> {
  const service = serviceRoles(input, customer);
  if (service === null) return null;
  const { query, parts } = input;
  const read = query === undefined ? {} : { query };
  const settled = service.days ? await caseDays(warehouse, { input, ...read }, service) : service.settled;
  if (settled === null) return null;
  const matched = matchColumns(sourceContracts[service.source], input, settled);
  return { source: service.source, input, inputs: parts, score: 0, ...matched, ...read };
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
