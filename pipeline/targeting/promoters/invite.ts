import { promoterColumns } from '../../../contracts/artefacts/promoter-columns.ts';
import { dayOf } from '../../../contracts/business-day.ts';
import { type Drawing, referralCampaign } from '../../../contracts/campaign.ts';
import type { PromotersConfig } from '../../../contracts/config/promoters.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import { type BesideList, besideList } from '../beside/beside-list.ts';
import { besideSelect } from '../beside/beside-select.ts';
import { type BesideRequest, readBeside } from '../beside/choose-beside.ts';
import { saidIn } from '../speak.ts';
import { spokenLanguage } from '../talking-points/spoken-language.ts';
import { askedBefore, type DrawInvitedRequest, drawInvited, invitedLister } from './draw-invited.ts';
import { type PromotersRequest, promotersSelect } from './promoters.ts';

export interface InviteRequest
  extends BesideRequest,
    Pick<PromotersRequest, 'ranked' | 'config' | 'withMoods'>,
    Pick<DrawInvitedRequest, 'run' | 'globalControl' | 'counts'> {
  readonly language: LanguageCode;
}

const [promoters, customers] = ['promoters', 'promoter_customers'];

/** What draws who is invited. */
export const referralsOf = ({ holdout, horizonDays }: PromotersConfig): Drawing => ({
  name: referralCampaign,
  holdout,
  horizonDays,
});

/** The promoters of a date who are invited to refer others, those worth most first; some are held out, by lot. */
export async function findPromoters(
  warehouse: Warehouse,
  store: ObjectStore,
  request: InviteRequest,
): Promise<BesideList> {
  const { ranked, config, limits, asOf, prefix } = request;
  const drawing = referralsOf(config);
  await warehouse.create(promoters, promotersSelect(request));
  await warehouse.create(
    customers,
    besideSelect({
      ...{ ranked, limits, priority: 's.clv' },
      whom: `join ${promoters} p on p.customer_id = s.customer_id`,
    }),
  );
  const day = (seconds: number) => dayOf(new Date(1000 * seconds), limits.timeZone);
  const leave = {
    ...request,
    listerOf: invitedLister(drawing, asOf),
    also: (customer: Parameters<typeof askedBefore>[0]) =>
      askedBefore(customer, { asOf, everyDays: config.everyDays, dayOf: day }),
    campaigns: [referralCampaign],
  };
  const { found, customers: pool } = await readBeside(warehouse, store, customers, leave);
  const invited = await drawInvited(store, pool, { ...leave, drawing });
  const said = await readSignals(warehouse, store, prefix);
  return besideList(
    { found, ...invited },
    {
      ...{ asOf, limits, name: 'promoters', columns: promoterColumns, heldOut: invited.heldOut },
      saying: ({ customer_id: id, language }) => {
        const spoken = spokenLanguage(language) ?? request.language;
        const { signal, said_at: at } = said.get(id)!;
        const message = saidIn(config.message, spoken, request.language);
        return { signal, said_on: day(at), spoken, message };
      },
    },
  );
}

async function readSignals(warehouse: Warehouse, store: ObjectStore, prefix: string) {
  const select = `select customer_id, signal, cast(to_unixtime(said_at) as double) as said_at from ${promoters}`;
  const rows = await unloadRows(warehouse, store, { select, prefix, orderBy: ['customer_id'] });
  return new Map(
    rows.map((row: Row) => [
      String(row.customer_id),
      { signal: String(row.signal), said_at: Number(row.said_at) },
    ]),
  );
}
