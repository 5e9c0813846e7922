import type { Run } from '../../contracts/artefacts/plan.ts';
import type { ProofPlan } from '../../contracts/artefacts/proof.ts';
import { sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import { type Campaign, standingCampaign } from '../../contracts/campaign.ts';
import { waveOn } from '../../contracts/campaign-calendar.ts';
import { playsOf } from '../../contracts/config/cross-checks.ts';
import { defaultPlays } from '../../contracts/config/default-plays.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { joiningADay } from '../proof/joining.ts';
import { planProof } from '../proof/plan-proof.ts';
import { campaignsOn } from '../targeting/campaign.ts';
import { type PricedPlay, pricePlays } from '../targeting/contact-cost.ts';
import { type Contactable, findContactable } from '../targeting/contactable.ts';
import { shownHarm } from '../targeting/do-not-disturb.ts';
import { createOpenEscalations } from '../targeting/escalations/open-escalations.ts';
import { type Learned, learnedColumns } from '../targeting/learned.ts';
import { nextFile } from '../targeting/ledger.ts';
import { channelsOf, limitsOf } from '../targeting/limits.ts';
import { mostDrawn } from '../targeting/most-drawn.ts';
import { cheapestContact } from '../targeting/plays.ts';
import { createRanked } from '../targeting/rank.ts';
import { attachLedger } from '../targeting/read-ledger.ts';
import { createSaidMoods } from '../targeting/said-moods.ts';
import { createWouldList } from '../targeting/would-list.ts';
import { attachScored } from './attach-scored.ts';
import {
  declaredLists,
  everyDays,
  historyUntil,
  joiningBetween,
  looksOf,
  measureAlike,
  pastOfRun,
  retainedBy,
  usualHorizons,
  wholeBudget,
  winsoriseOf,
} from './outlook.ts';
import { attachGains, ranked, rankingBy } from './prepare-lists.ts';
import { attachMoods } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';

/** What is asked of a comparison that has not been made. */
export interface PlanAsk {
  /** A campaign of the config; the standing one where left out. */
  readonly campaign?: string;
  /** Instead of what the config says. */
  readonly listSize?: number;
  readonly share?: number;
  readonly horizonDays?: number;
}

/**
 * What a comparison of a campaign would show and when, from customers scored as of the run's date. Draws nobody, writes nothing.
 * @throws ConfigError for a campaign that the config does not declare
 */
export async function planComparison(
  run: Run,
  environment: RunEnvironment,
  ask: PlanAsk = {},
): Promise<ProofPlan> {
  const campaign = campaignAsked(run, ask);
  const warehouse = await environment.openWarehouse();
  try {
    const checked = await attachScored(run, environment, warehouse);
    const found = await contactableBy(run, environment, { warehouse, campaign });
    const { churn, targeting, business } = run.config;
    const { free, learned, plays, ...contactable } = found;
    const most = mostDrawn(campaign, plays);
    const history = historyUntil(run, checked);
    const joined = await joiningADay(warehouse, { ...run, history, ranked });
    const drawable = found.eligible * comingShare(found);
    const among = free.slice(0, campaign.listSize).map(({ customer_id: id }) => id);
    const listed = await createWouldList(warehouse, ranked, campaign.listSize, among);
    const { horizonDays } = campaign;
    const horizons = [...new Set([...usualHorizons, horizonDays])].sort((a, b) => a - b);
    const periods = pastOfRun(warehouse, run, checked);
    const past = await measureAlike(periods, horizons, winsoriseOf(run, campaign.name));
    return planProof(
      {
        asOf: run.asOf,
        currency: business.currency,
        campaign: campaign.name,
        contactable,
        joiningKnown: joined !== null,
        horizonDays,
        lagDays: churn.lagDays,
        share: campaign.holdout.share,
        looks: looksOf(campaign),
        perList: Math.min(campaign.listSize, most),
        pool: Math.round(drawable),
        ...wholeBudget(campaign, most),
        ...declaredLists(run.config, campaign.name),
        joining: joiningBetween(joined, drawable, contactable.candidates),
        everyDays,
        drawn: null,
        retained: retainedBy(listed.churn === null ? null : 1 - listed.churn, campaign, run.config),
        savedShare: targeting.savedShare,
        gain: listed.priority && (learned === null ? targeting.savedShare : 1) * listed.priority,
      },
      past,
    );
  } finally {
    await warehouse.close();
  }
}

/** Of those looked at, the share who can be contacted by some list: not those who are left alone for good. */
const comingShare = ({ looked, barred }: Contactable): number =>
  looked === 0 ? 0 : 1 - barred.reduce((sum, { customers }) => sum + customers, 0) / looked;

/** Ranks, and holds the candidates against the rules that leave customers alone, as the list would. */
async function contactableBy(
  run: Run,
  environment: RunEnvironment,
  { warehouse, campaign }: { readonly warehouse: Warehouse; readonly campaign: Campaign },
): Promise<Contactable & { readonly learned: Learned | null; readonly plays: readonly PricedPlay[] }> {
  const { id, asOf, config } = run;
  const { store } = environment;
  const { targeting, business } = config;
  const asOfAt = sqlInstant(startOfDay(asOf, business.timeZone));
  const plays = playsOf(campaign, pricePlays(targeting.plays ?? defaultPlays, campaign, business.currency));
  const { learned } = await attachGains(run, environment, warehouse);
  await createRanked(warehouse, 'scores', {
    ...targeting,
    cheapestContact: cheapestContact(plays),
    learned: rankingBy(learned, plays, targeting.savedShare),
  });
  await attachLedger(warehouse, store, await nextFile(store));
  const { escalations } = targeting;
  await createSaidMoods(warehouse, { asOfAt, withMoods: await attachMoods(run, warehouse, store) });
  await createOpenEscalations(
    warehouse,
    escalations === undefined ? null : { asOfAt, ranked, config: escalations },
  );
  const found = await findContactable(warehouse, store, {
    ...{ campaign, asOf, asOfAt, ranked },
    ...(learned === null ? {} : { learned: learnedColumns(learned) }),
    limits: { ...limitsOf(config), channels: channelsOf(plays), harm: shownHarm(learned) },
    prefix: `${keys.candidates(id)}planned/`,
  });
  return { ...found, learned, plays };
}

/**
 * The campaign that a plan is asked of, with the terms that are asked for.
 * @throws ConfigError for a campaign that the config does not declare
 */
export function campaignAsked(
  { config, asOf }: Pick<Run, 'config' | 'asOf'>,
  { campaign: name, ...ask }: PlanAsk,
): Campaign {
  const found =
    name === undefined || name === standingCampaign ? standing(config) : declared(config, asOf, name);
  return {
    ...found,
    listSize: ask.listSize ?? found.listSize,
    horizonDays: ask.horizonDays ?? found.horizonDays,
    holdout: { ...found.holdout, share: ask.share ?? found.holdout.share },
  };
}

const standing = (config: Run['config']): Campaign => campaignsOn({ ...config, campaigns: [] }, '')[0]!;

/** The campaign as it stands on its first day, where it does not run yet. */
function declared(config: Run['config'], asOf: string, name: string): Campaign {
  const campaign = config.campaigns.find((one) => one.name === name);
  if (campaign === undefined) {
    const names = config.campaigns.map((one) => one.name).join(', ') || 'none';
    throw new ConfigError(`The config declares no campaign "${name}" (declared: ${names})`);
  }
  const first = campaign.starts ?? campaign.waves![0]!.starts;
  const day = waveOn(campaign, asOf) === null ? first : asOf;
  return campaignsOn({ ...config, campaigns: [campaign] }, day)[0]!;
}
