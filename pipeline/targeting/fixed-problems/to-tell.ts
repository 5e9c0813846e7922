import { toTellColumns } from '../../../contracts/artefacts/to-tell-columns.ts';
import { dayOf } from '../../../contracts/business-day.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { write } from '../../reports/format.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import { type BesideList, besideList } from '../beside/beside-list.ts';
import { besideSelect } from '../beside/beside-select.ts';
import { type BesideRequest, chooseBeside } from '../beside/choose-beside.ts';
import type { SelectedCustomer } from '../selected-customer.ts';
import { saidIn } from '../speak.ts';
import { spokenLanguage } from '../talking-points/spoken-language.ts';
import { type ComplainedRequest, complainedSelect, complainedSince, fixedBy } from './complained.ts';

export interface ToTellRequest
  extends BesideRequest,
    Pick<ComplainedRequest, 'ranked' | 'problems' | 'withThemes'> {
  readonly language: LanguageCode;
  /** Whether contacts come back: without them nobody can know who has been told. */
  readonly hasTouches: boolean;
}

/** What a customer complained of; the last time in seconds since 1970. */
interface Complaint {
  readonly problem: string;
  readonly complaints: number;
  readonly last_at: number;
}

const [complaints, customers] = ['complaints', 'complained_customers'];

/** The customers who complained of problems that are fixed, to be told so, those worth most first. */
export async function findToTell(
  warehouse: Warehouse,
  store: ObjectStore,
  request: ToTellRequest,
): Promise<BesideList> {
  const { ranked, limits } = request;
  await warehouse.create(complaints, complainedSelect({ ...request, timeZone: limits.timeZone }));
  const whom = `join ${complaints} c on c.customer_id = s.customer_id`;
  await warehouse.create(customers, besideSelect({ ranked, limits, priority: 's.clv_if_kept', whom }));
  const chosen = await chooseBeside(warehouse, store, customers, request);
  const said = await readComplaints(warehouse, store, request.prefix);
  return besideList(chosen, {
    ...request,
    name: 'to-tell',
    columns: toTellColumns,
    saying: (customer) => saying(customer, said.get(customer.customer_id)!, request),
    notes: notesOn(request, new Set([...said.values()].map(({ problem }) => problem))),
  });
}

async function readComplaints(warehouse: Warehouse, store: ObjectStore, prefix: string) {
  const select = `select customer_id, problem, cast(complaints as integer) as complaints, cast(to_unixtime(last_at) as double) as last_at from ${complaints}`;
  const rows = await unloadRows(warehouse, store, { select, prefix, orderBy: ['customer_id'] });
  return new Map(rows.map((row: Row) => [String(row.customer_id), row as unknown as Complaint]));
}

function saying(customer: SelectedCustomer, complaint: Complaint, request: ToTellRequest) {
  const { limits, problems, language } = request;
  const problem = problems.find(({ name }) => name === complaint.problem)!;
  const spoken = spokenLanguage(customer.language) ?? language;
  return {
    problem: problem.name,
    fixed_on: problem.fixed,
    complaints: complaint.complaints,
    complained_on: dayOf(new Date(1000 * complaint.last_at), limits.timeZone),
    spoken,
    message: saidIn(problem.message, spoken, language),
  };
}

function notesOn({ problems, asOf, withThemes, hasTouches }: ToTellRequest, found: ReadonlySet<string>) {
  const fixed = fixedBy(problems, asOf);
  const silent = fixed.filter(({ name }) => !found.has(name));
  return [
    ...silent.map(
      (problem) =>
        `${problem.name}: nobody to tell. Of those who complained about it from ${write.day(complainedSince(problem))} until it was fixed on ${write.day(problem.fixed)} none is known, all have been told, or they are told about a later fix first.`,
    ),
    ...(!withThemes && fixed.some(({ themes }) => themes.length > 0)
      ? [
          'Who complained about a fixed problem in their own words is not known: the stage themes failed; the log says why.',
        ]
      : []),
    ...(hasTouches || fixed.length === 0
      ? []
      : [
          'Who has been told that a problem is fixed is not known, so they are listed again: map sources.touches.',
        ]),
  ];
}
