import type { CampaignFault } from '../../contracts/artefacts/uplift-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { attritionOf, sampleRatio } from '../../models/effects.ts';

interface ArmRecord {
  readonly drawn: number;
  /** Those whose outcome is known. */
  readonly known: number;
}

/** What the ledger says of a finished campaign. */
export interface CampaignRecord {
  readonly campaign: string;
  readonly contact: ArmRecord;
  readonly control: ArmRecord;
  /** Mean chance of being held out; null where a draw does not say it. */
  readonly heldOut: number | null;
  readonly inBoth: number;
  readonly changed: number;
}

export async function readRecords(warehouse: Warehouse): Promise<CampaignRecord[]> {
  const rows = await warehouse.rows(
    `select campaign, count_if(is_contact = 1) as contact, count_if(is_contact = 0) as control,
       sum(is_contact * is_compared) as known_contact, sum((1 - is_contact) * is_compared) as known_control,
       sum(in_both) as in_both, sum(has_changed) as has_changed, count(share) as shares,
       cast(sum(cast(share as decimal(17, 8))) as varchar) as held_out
     from effect_units group by campaign order by campaign`,
  );
  return rows.map((row) => {
    const [contact, control] = [Number(row.contact), Number(row.control)];
    const drawn = contact + control;
    return {
      campaign: String(row.campaign),
      contact: { drawn: contact, known: Number(row.known_contact) },
      control: { drawn: control, known: Number(row.known_control) },
      heldOut: Number(row.shares) < drawn ? null : Number(row.held_out) / drawn,
      inBoth: Number(row.in_both),
      changed: Number(row.has_changed),
    };
  });
}

/** Why a campaign teaches nothing; null where its draw is sound. The same limits as of its report. */
export function faultOf(
  { contact, control, heldOut, inBoth, changed }: CampaignRecord,
  { ledgerGaps }: { readonly ledgerGaps: number },
): CampaignFault | null {
  if (ledgerGaps > 0) return 'ledger-gap';
  if (inBoth > 0) return 'both-arms';
  if (changed > 0) return 'arms-changed';
  if (heldOut === null || heldOut <= 0 || control.known === 0 || contact.known === 0) return 'few';
  const ratio = sampleRatio([
    { n: contact.drawn, share: 1 - heldOut },
    { n: control.drawn, share: heldOut },
  ]);
  if (ratio.broken) return 'sample-ratio';
  const unknown = contact.drawn + control.drawn - contact.known - control.known;
  return unknown > 0 && attritionOf([contact, control]).uneven ? 'uneven-outcomes' : null;
}
