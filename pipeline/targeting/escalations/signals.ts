import { escalationCampaign } from '../../../contracts/campaign.ts';
import type { EscalationsConfig } from '../../../contracts/config/escalations.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { double, identifier, literal } from '../../sql/sql-text.ts';
import template from './signals.sql';

export interface SignalsRequest {
  /** The as-of date's first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  readonly config: EscalationsConfig;
}

/** SELECT of what customers of high value complain of: see signals.sql. Reads `said_moods`, and the clean tables by their names. */
export function signalsSelect({ asOfAt, ranked, config }: SignalsRequest): string {
  const fillings: Record<string, string> = {
    as_of: `timestamp ${literal(asOfAt)}`,
    ranked: identifier(ranked),
    campaign: literal(escalationCampaign),
    share: double(config.highValueShare),
    sentiment: double(config.sentimentBelow),
    nps: double(config.npsAtMost),
    csat: double(config.csatAtMost),
    unresolved_days: String(config.unresolvedDays),
    within_days: String(config.withinDays),
  };
  const text = inlineFacts(template.replace(/^--.*\n/gm, ''));
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`signals.sql asks for {{${name}}}`);
    return filling;
  });
}

/** Nobody has. */
export const noneOpen =
  'select cast(null as varchar) as customer_id, cast(null as timestamp) as opened_at, cast(null as timestamp) as ages_at where false';

/** What belongs to a support case: it waits as long as that is open, and can be opened again. */
export const caseKinds = ['unresolved', 'words in a case'] as const;

/**
 * SELECT of the customers who have an escalation open, since when, and when what they said is too old to wait any longer (null:
 * a case is open), out of the table `escalation_signals`.
 */
export const openSelect = ({ config }: Pick<SignalsRequest, 'config'>): string =>
  `select customer_id, min(happened_at) as opened_at,
    case when count_if(kind in (${caseKinds.map(literal).join(', ')})) = 0
      then max(happened_at) + interval '${config.withinDays}' day end as ages_at
  from escalation_signals group by customer_id`;
