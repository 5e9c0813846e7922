import { z } from 'zod';
import { campaignSchema } from '../config/campaigns.ts';
import { artefact } from './document.ts';
import { asOfDay } from './values.ts';

/**
 * What a campaign declared when it made its first list: put beside the draws once, never changed. Holdout, horizon and
 * winsorising are taken from here, whatever the config says later, so that nobody chooses them with the outcome in view.
 */
export const campaignDeclarationDocument = artefact({
  name: 'declaration of a campaign',
  schema: z.strictObject({ asOf: asOfDay, run: z.string(), currency: z.string(), campaign: campaignSchema }),
});

export type CampaignDeclaration = z.infer<typeof campaignDeclarationDocument.schema>;
