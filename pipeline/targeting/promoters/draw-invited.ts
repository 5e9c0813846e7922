import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { type Drawing, referralCampaign } from '../../../contracts/campaign.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { BesideRequest } from '../beside/choose-beside.ts';
import type { LeaveAloneRequest, Taken } from '../beside/leave-alone.ts';
import { leaveAlone } from '../beside/leave-alone.ts';
import { drawArms } from '../draw-arms.ts';
import { appendDraws, type CampaignCounts, countDraws, countsOf, readDraws } from '../ledger.ts';
import { type Draw, ledgerState } from '../ledger-state.ts';
import { agreeing, listTable } from '../list-table.ts';
import type { SelectedCustomer } from '../selected-customer.ts';
import type { Lister } from '../suppress.ts';
import { whyKept } from '../why-kept.ts';
import { customersWithDraws } from '../with-draws.ts';

export interface DrawInvitedRequest extends LeaveAloneRequest, Pick<BesideRequest, 'file'> {
  readonly run: string;
  readonly drawing: Drawing;
  /** Draws the global control group; null where there is none. */
  readonly globalControl: Drawing | null;
  /** What was drawn until then. */
  readonly counts: CampaignCounts;
}

/** What the ledger says of a customer for invitations. */
export const invitedLister =
  (drawing: Drawing, asOf: string) =>
  (customer: SelectedCustomer): Lister => ({
    ledger: ledgerState(customer.draws, drawing, asOf),
    wave: null,
  });

/** Whom invitations are for, and which of them are held out at random. */
export interface Invited extends Taken {
  readonly heldOut: ReadonlySet<string>;
  /** What this run drew, whenever it did. */
  readonly draws: readonly Draw[];
}

/**
 * Draws who of the promoters is invited and who is held out, and writes it to the ledger: first who belongs to the global
 * control group, then the arm. Where another run was first, its draws count. Again for the same date it says the same.
 */
export async function drawInvited(
  store: ObjectStore,
  promoters: readonly SelectedCustomer[],
  request: DrawInvitedRequest,
): Promise<Invited> {
  let { file, counts } = request;
  for (let customers = promoters; ; ) {
    for (let more = await readDraws(store, file); more !== null; more = await readDraws(store, ++file)) {
      customers = customersWithDraws(customers, more);
      counts = countDraws(counts, more);
    }
    const { draws, taken } = drawOnce(customers, counts, file, request);
    if (draws.length === 0 || (await appendDraws(store, file, drawsTable(draws, customers)))) return taken;
  }
}

function drawOnce(
  promoters: readonly SelectedCustomer[],
  known: CampaignCounts,
  file: number,
  request: DrawInvitedRequest,
): { draws: Draw[]; taken: Invited } {
  const { asOf, run, drawing, globalControl } = request;
  const draws: Draw[] = [];
  let [customers, counts] = [promoters, known];
  const draw = (campaign: Drawing, some: readonly SelectedCustomer[]): readonly Draw[] => {
    const drawables = some.map((one) => ({ ...one, ledger: ledgerState(one.draws, campaign, asOf) }));
    const before = new Map([...countsOf(counts, campaign)].map(([stratum, { drawn }]) => [stratum, drawn]));
    const made = drawArms(drawables, { campaign, asOf, run, file, before });
    counts = countDraws(counts, made);
    draws.push(...made);
    customers = customersWithDraws(customers, made);
    return made;
  };
  for (;;) {
    const { listed } = leaveAlone(customers, request);
    const members = globalControl === null ? [] : draw(globalControl, listed.filter(isFresh(request)));
    if (members.some(({ arm }) => arm === 'control')) continue;
    draw(drawing, listed);
    const taken = leaveAlone(customers, request);
    const own = customers.flatMap((one) => one.draws.filter((draw) => draw.run === run));
    return { draws, taken: { ...taken, heldOut: heldOutOf(taken.listed, request), draws: own } };
  }
}

/** Nobody has drawn the customer for invitations or for the global control group. */
const isFresh =
  ({ asOf, drawing, globalControl }: DrawInvitedRequest) =>
  ({ draws }: SelectedCustomer): boolean =>
    ledgerState(draws, drawing, asOf).drawn === null &&
    ledgerState(draws, globalControl, asOf).drawn === null;

const heldOutOf = (listed: readonly SelectedCustomer[], { asOf, drawing }: DrawInvitedRequest) =>
  new Set(
    listed
      .filter(({ draws }) => ledgerState(draws, drawing, asOf).drawn?.arm === 'control')
      .map(({ customer_id: id }) => id),
  );

function drawsTable(draws: readonly Draw[], customers: readonly SelectedCustomer[]) {
  const known = new Map(customers.map((one, i) => [one.customer_id, { one, rank: i + 1 }]));
  const rows = draws.map((draw) => {
    const { one, rank } = known.get(draw.customer_id)!;
    return { ...agreeing(one), ...draw, rank, wave: 1, why: whyKept(draw, { alongside: [] }) };
  });
  return listTable(
    'assignments',
    assignmentColumns,
    rows.sort((a, b) => a.rank - b.rank || (a.campaign < b.campaign ? -1 : 1)),
  );
}

/** Whoever was invited on another date is not asked again while the arm binds, nor soon after a contact. */
export function askedBefore(
  { draws, touched_by: touches }: SelectedCustomer,
  { asOf, everyDays, dayOf }: { asOf: string; everyDays: number; dayOf: (seconds: number) => string },
) {
  const drawn = draws.filter(({ campaign, arm }) => campaign === referralCampaign && arm === 'contact');
  const contact = touches.get(referralCampaign);
  const days = [
    ...drawn.map(({ as_of: day }) => day).filter((day) => day !== asOf),
    ...(contact === undefined ? [] : [dayOf(contact)]),
  ];
  const last = days.sort().at(-1);
  const until = last === undefined ? null : addDays(last, everyDays);
  if (last === undefined || until === null || until <= asOf || last > addDays(asOf, everyDays)) return null;
  const explanation = `Invited to refer others on ${last}; may be invited again after ${everyDays} days`;
  return { rule: 'already_contacted', explanation, until } as const;
}
