import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Referrals } from '../../contracts/artefacts/referrals.ts';
import { globalControl, referralCampaign } from '../../contracts/campaign.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { BesideList } from '../targeting/beside/beside-list.ts';
import type { BesideRequest } from '../targeting/beside/choose-beside.ts';
import { findToTell } from '../targeting/fixed-problems/to-tell.ts';
import type { Lists } from '../targeting/make-lists.ts';
import { findNewcomers } from '../targeting/newcomers/find-newcomers.ts';
import { findPromoters, type InviteRequest } from '../targeting/promoters/invite.ts';
import { measureReferrals } from '../targeting/promoters/referrals.ts';
import { drawnOf, type Selection } from '../targeting/select-customers.ts';
import { ranked } from './prepare-lists.ts';
import { attachMoods } from './read-moods.ts';
import { findRecord, keyOf } from './stage.ts';

export interface BesideListsRequest extends Pick<BesideRequest, 'asOfAt' | 'limits'> {
  /** Whom the lists of the date hold already, or its campaigns have drawn. */
  readonly elsewhere: ReadonlySet<string>;
  /** The ledger when the lists of the campaigns were drawn. */
  readonly draws: Pick<InviteRequest, 'globalControl' | 'file' | 'counts'>;
}

/** Lists beside those of the campaigns, as far as the config asks for them. Nobody is on two lists of a date. */
export async function besideLists(
  run: Run,
  warehouse: Warehouse,
  store: ObjectStore,
  { elsewhere, draws, ...request }: BesideListsRequest,
): Promise<BesideList[]> {
  const { targeting, business, sources } = run.config;
  const taken = new Set(elsewhere);
  const lists: BesideList[] = [];
  const add = (list: BesideList) => {
    for (const row of list.listed.rows) taken.add(String(row.customer_id));
    lists.push(list);
  };
  const common = (name: string): BesideRequest => ({
    ...request,
    asOf: run.asOf,
    size: targeting.listSize,
    elsewhere: taken,
    file: draws.file,
    prefix: `${keys.candidates(run.id)}${name}/`,
  });
  const { problems } = targeting;
  if (problems.length > 0)
    add(
      await findToTell(warehouse, store, {
        ...common('told'),
        ranked,
        problems,
        withThemes: await attachThemes(run, warehouse, store),
        language: business.language,
        hasTouches: sources.touches !== undefined,
      }),
    );
  const { promoters } = targeting;
  if (promoters !== undefined)
    add(
      await findPromoters(warehouse, store, {
        ...common('promoters'),
        ...draws,
        ranked,
        run: run.id,
        size: promoters.listSize ?? targeting.listSize,
        config: promoters,
        withMoods: await attachMoods(run, warehouse, store),
        language: business.language,
      }),
    );
  const { newcomers } = targeting;
  if (newcomers !== undefined)
    add(
      await findNewcomers(warehouse, store, {
        ...common('newcomers'),
        ranked,
        size: newcomers.listSize ?? targeting.listSize,
        config: run.config,
        newcomers,
      }),
    );
  return lists;
}

/** What invitations brought; null where nobody is invited, or no customer says who brought them. */
export async function referralsSoFar(
  { asOf, config: { targeting, sources } }: Run,
  warehouse: Warehouse,
  asOfAt: string,
): Promise<Referrals | null> {
  if (targeting.promoters === undefined || sources.customers?.columns.referred_by === undefined) return null;
  return measureReferrals(warehouse, { asOf, asOfAt, ranked });
}

/**
 * Whoever a campaign has drawn for this date, or a list of it holds, for however long: a campaign that holds nobody out compares
 * nothing, so that no draw keeps its customers from other lists. What invitations themselves have drawn for it, in a
 * run that was killed or one of the same night, keeps nobody from them.
 */
export function listedOn(
  asOf: string,
  selection: Selection,
  { atRisk, winBack }: Lists,
): ReadonlySet<string> {
  const listed = new Set([...atRisk.rows, ...winBack.rows].map((row) => String(row.customer_id)));
  for (const { customer_id: id, draws } of drawnOf(selection))
    if (draws.some(({ as_of: day, campaign }) => day === asOf && !ofInvitations.has(campaign)))
      listed.add(id);
  return listed;
}

/** The global control group is drawn by whatever list comes first; who belongs to it is left alone by all. */
const ofInvitations: ReadonlySet<string> = new Set([referralCampaign, globalControl]);

/** Makes what customers wrote about the table `themes_said`, with `moods_read`; false where it is not known. */
async function attachThemes(run: Run, warehouse: Warehouse, store: ObjectStore): Promise<boolean> {
  if ((await findRecord(store, run, 'themes')) === null) return false;
  await warehouse.attach('themes_said', keys.themeTable(keyOf(run, 'themes')));
  return attachMoods(run, warehouse, store);
}
