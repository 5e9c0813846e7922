import {
  type CampaignDeclaration,
  campaignDeclarationDocument,
} from '../../contracts/artefacts/campaign-declaration.ts';
import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { waveOn } from '../../contracts/campaign-calendar.ts';
import type { DeclaredCampaign } from '../../contracts/config/campaigns.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/** What a launch fixes: a comparison whose terms change on the way proves nothing. */
const fixed = ['holdout', 'horizonDays', 'winsorise'] as const satisfies readonly (keyof DeclaredCampaign)[];

/** A campaign with the terms it was launched with, and those of them that the config has changed since. */
export interface Launched {
  readonly campaign: DeclaredCampaign;
  readonly changed: readonly string[];
}

/**
 * Puts what a campaign declares beside the ledger before its first list, and takes from there what a launch fixes.
 * Whoever lists first has launched it; nothing there is ever changed.
 */
export async function declaredAtLaunch(
  store: ObjectStore,
  declaration: CampaignDeclaration,
): Promise<Launched> {
  const { campaign } = declaration;
  const key = keys.campaignDeclaration(campaign.name);
  const put = async () =>
    (await writeDocument(store, campaignDeclarationDocument, key, declaration, { ifAbsent: true })).put;
  const known = await readDocument(store, campaignDeclarationDocument, key);
  if (known === null && (await put())) return { campaign, changed: [] };
  const launched = (known ?? (await readDocument(store, campaignDeclarationDocument, key)))!.value.campaign;
  const changed = fixed.filter((term) => JSON.stringify(campaign[term]) !== JSON.stringify(launched[term]));
  const terms = Object.fromEntries(fixed.map((term) => [term, launched[term]]));
  return { campaign: { ...campaign, ...terms }, changed };
}

export interface LaunchRequest extends Omit<CampaignDeclaration, 'campaign'> {
  readonly campaigns: readonly DeclaredCampaign[];
}

/** The campaigns that make lists on a date, as they were launched: those that list for the first time are launched now. */
export async function launchedOn(
  store: ObjectStore,
  { campaigns, ...request }: LaunchRequest,
): Promise<Launched[]> {
  const launched: Launched[] = [];
  for (const campaign of campaigns)
    if (waveOn(campaign, request.asOf) !== null)
      launched.push(await declaredAtLaunch(store, { ...request, campaign }));
  return launched;
}

/** Says which terms the config has changed in vain. */
export const changedNotes = ({ campaign: { name }, changed }: Launched): string[] =>
  changed.length === 0
    ? []
    : [
        `${name} keeps the ${changed.join(', ')} it was launched with: the config has changed since, which applies only to a campaign with a new name.`,
      ];
