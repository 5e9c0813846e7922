import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Looks, Past, Unmeasured } from '../../contracts/artefacts/proof.ts';
import { daysBetween } from '../../contracts/business-day.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import { listDaysOf } from '../../contracts/campaign-calendar.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { historyOf } from '../features/history.ts';
import { joiningADay } from '../proof/joining.ts';
import { type PastPeriods, pastPeriods } from '../proof/measure-past.ts';
import { outlookOf } from '../proof/outlook.ts';
import { write } from '../reports/format.ts';
import type { CampaignSummary } from '../targeting/campaign-summary.ts';
import { everContactable } from '../targeting/contactable.ts';
import type { FillRequest } from '../targeting/fill-list.ts';
import { channelsOf } from '../targeting/limits.ts';
import { mostDrawn } from '../targeting/most-drawn.ts';
import type { Selection } from '../targeting/select-customers.ts';
import { createWouldList } from '../targeting/would-list.ts';
import { ranked } from './prepare-lists.ts';

/** Days between two lists that an outlook counts by. */
export const everyDays = 7;

const usualWinsorise = 0.999;

/** Looks before the end are free at a small price where the end is declared. */
export const looksOf = ({ ends }: Pick<Campaign, 'ends'>): Looks =>
  ends === null ? 'always valid' : 'declared end';

export const winsoriseOf = ({ config }: Run, name: string): number =>
  config.campaigns.find((campaign) => campaign.name === name)?.winsorise ?? usualWinsorise;

/** The lists of a declared campaign, in days from its first; the standing one goes on. */
export function declaredLists(
  { campaigns }: Pick<Run['config'], 'campaigns'>,
  name: string,
): { readonly listDays?: readonly number[] } {
  const declared = campaigns.find((campaign) => campaign.name === name);
  if (declared === undefined) return {};
  const days = listDaysOf(declared, everyDays);
  return { listDays: days.map((day) => daysBetween(days[0]!, day)) };
}

/** How far the data reach back, as known on the date. */
export const historyUntil = ({ config, asOf }: Pick<Run, 'config' | 'asOf'>, checked: CheckReport) =>
  historyOf(checked, { ...config, business: { ...config.business, dataUntil: asOf } });

/** Horizons that are looked at beside a campaign's own. */
export const usualHorizons = [30, 60, 90, 180, 365];

/** Share that the model expects to stay, where its horizon is the comparison's: of another the past tells. */
export const retainedBy = (
  staying: number | null,
  { horizonDays }: Pick<Campaign, 'horizonDays'>,
  { churn }: Pick<Run['config'], 'churn'>,
): number | null => (horizonDays === churn.horizonDays ? staying : null);

/** New candidates between two lists: of all who come in a day, as many as of today's a campaign can draw. */
export const joiningBetween = (joined: number | null, drawn: number, candidates: number): number =>
  candidates === 0 ? 0 : ((joined ?? 0) * everyDays * drawn) / candidates;

/** The past as a run knows it, of which each horizon is read once. */
export const pastOfRun = (warehouse: Warehouse, run: Run, checked: CheckReport): PastPeriods =>
  pastPeriods(warehouse, { config: run.config, asOf: run.asOf, history: historyUntil(run, checked) });

/** The past over each horizon, of customers as those of the table `would_list` are now. */
export const measureAlike = (
  periods: PastPeriods,
  horizons: readonly number[],
  winsorise: number,
): Promise<(Past | Unmeasured)[]> =>
  periods.measure({ horizons, winsorise, alike: 'r.customer_id in (select customer_id from would_list)' });

/** The past over one horizon, of everybody. */
export async function measureEverybody(
  periods: PastPeriods,
  horizonDays: number,
): Promise<Past | Unmeasured> {
  const [past] = await periods.measure({
    horizons: [horizonDays],
    winsorise: usualWinsorise,
    alike: 'false',
  });
  return past!;
}

/** A campaign that has made its list, and by what it chose whom to leave alone. */
interface Listed {
  readonly fill: Pick<FillRequest, 'campaign' | 'asOf' | 'limits' | 'plays'>;
  readonly summary: CampaignSummary;
}

/**
 * Whom of the candidates a campaign can draw: those for whom it is and whom nothing leaves alone for good. The first by priority,
 * who were read for the list, stand for the others.
 */
function drawable(
  { standings, notEligible, candidates, barred }: Selection,
  { campaign, plays, ...fill }: Listed['fill'],
  list: number,
) {
  const limits = { ...fill.limits, channels: channelsOf(plays) };
  const judged = barred?.judgedFor(list, { campaign: campaign.name, channels: limits.channels });
  const ever = everContactable(candidates, { campaign, asOf: fill.asOf, limits }, judged);
  const looked = candidates.length + (barred?.length ?? 0);
  const share = looked === 0 ? 0 : ever.length / looked;
  return { ever, customers: Math.round((standings.candidate - notEligible) * share) };
}

/** The budget of a campaign that ends is of all its lists, that of the standing campaign of each. */
export const wholeBudget = (
  { starts }: Pick<Campaign, 'starts'>,
  most: number,
): { readonly most?: number } => (starts === null ? {} : { most });

/** Where a budget draws fewer than could be drawn, says what the comparison is planned with. */
export const budgetNotes = (campaigns: ListManifest['campaigns']): string[] =>
  campaigns.flatMap(({ name, proof }) =>
    proof === undefined || proof === null || proof.beyondBudget === 0
      ? []
      : [
          `The budget of ${name} draws ${write.count(proof.pool)} customers in all, those held out included: what its comparison can show is told of them, not of ${write.count(proof.beyondBudget)} more who could be drawn.`,
        ],
  );

/** What the comparison of each campaign of a list can show, and when. */
export async function withOutlooks(
  warehouse: Warehouse,
  run: Run,
  { checked, selection }: { readonly checked: CheckReport; readonly selection: Selection },
  listed: readonly Listed[],
): Promise<ListManifest['campaigns']> {
  const { churn, targeting } = run.config;
  const history = historyUntil(run, checked);
  const joined = await joiningADay(warehouse, { ...run, history, ranked });
  const periods = pastOfRun(warehouse, run, checked);
  const campaigns: ListManifest['campaigns'][number][] = [];
  for (const [list, { fill, summary }] of listed.entries()) {
    const { campaign } = fill;
    const { stayingByModel, ...counts } = summary;
    const { name, horizonDays, share, drawn, heldOut } = counts;
    const { ever, customers } = drawable(selection, fill, list);
    const most = mostDrawn(campaign, fill.plays);
    const free = ever.filter(({ waits }) => !waits);
    const among = free.slice(0, campaign.listSize).map(({ customer_id: id }) => id);
    await createWouldList(warehouse, ranked, campaign.listSize, among);
    const measure = (horizons: readonly number[]) => measureAlike(periods, horizons, winsoriseOf(run, name));
    const [past] = await measure([horizonDays]);
    const ask = {
      horizonDays,
      lagDays: churn.lagDays,
      share,
      looks: looksOf(campaign),
      perList: Math.min(campaign.listSize, most),
      pool: Math.max(customers, drawn),
      ...wholeBudget(campaign, most),
      ...declaredLists(run.config, name),
      joining: joiningBetween(joined, customers, selection.standings.candidate),
      everyDays,
      drawn: drawn === 0 ? null : { customers: drawn, heldOut },
      retained: retainedBy(stayingByModel, campaign, run.config),
      savedShare: targeting.savedShare,
    };
    const own = outlookOf(ask, past!);
    const others = usualHorizons.filter((days) => days !== horizonDays);
    const proof = own.days === null ? outlookOf(ask, past!, await measure(others)) : own;
    campaigns.push({
      ...counts,
      expectedRetention: proof.retained,
      detectableDifference: proof.now?.points ?? null,
      proof,
    });
  }
  return campaigns;
}
