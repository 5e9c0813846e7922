import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { escalationCampaign, globalControl } from '../../../contracts/campaign.ts';
import { consentChannelOf } from '../../../contracts/channels.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { localDay } from '../../sql/local-day.ts';
import { literal } from '../../sql/sql-text.ts';
import template from './happened.sql';

/** A list is for the week: whoever is contacted later is contacted late. */
const daysInTime = 7;

/** An arm that binds longer is looked at by the clock of the last so many days. */
const mostDays = 800;

export interface HappenedRequest {
  readonly asOf: string;
  /** Its first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  readonly timeZone: string;
}

type Happened = NonNullable<ListManifest['happened']>[number];

/**
 * What earlier lists planned against what `touches` say has happened since, for every campaign whose arms bind. Reads the
 * tables `ledger` and `touches`.
 */
export async function readHappened(warehouse: Warehouse, request: HappenedRequest): Promise<Happened[]> {
  const rows = await warehouse.rows(happenedSelect(request));
  const campaigns = new Map<string, Row[]>();
  for (const row of rows) campaigns.set(nameOf(row), [...(campaigns.get(nameOf(row)) ?? []), row]);
  return [...campaigns].map(([name, own]) => summed(name, own));
}

export function happenedSelect({ asOf, asOfAt, timeZone }: HappenedRequest): string {
  const span = { from: addDays(asOf, -mostDays), until: addDays(asOf, 1), timeZone };
  const fillings: Record<string, string> = {
    day: literal(asOf),
    as_of: `timestamp ${literal(asOfAt)}`,
    touched_on: localDay('touched_at', span),
    global_control: literal(globalControl),
    escalations: literal(escalationCampaign),
    days: String(daysInTime),
  };
  return inlineFacts(template.replace(/^--.*\n/gm, '')).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`happened.sql asks for {{${name}}}`);
    return filling;
  });
}

const nameOf = (row: Row): string => String(row.campaign);

function summed(name: string, rows: readonly Row[]): Happened {
  const count = (is: (row: Row) => boolean) =>
    rows.reduce((sum, row) => sum + (is(row) ? Number(row.n) : 0), 0);
  const planned = ({ arm }: Row) => arm === 'contact';
  const came = ({ state }: Row) => state === 'contacted' || state === 'late';
  return {
    name,
    planned: count(planned),
    contacted: count((row) => planned(row) && came(row)),
    late: count((row) => planned(row) && row.state === 'late'),
    otherChannel: count((row) => planned(row) && came(row) && isOther(row)),
    undelivered: count((row) => planned(row) && row.state === 'undelivered'),
    waiting: count((row) => planned(row) && row.state === 'waiting'),
    notContacted: count((row) => planned(row) && row.state === 'none'),
    heldOut: count((row) => !planned(row)),
    heldOutContacted: count((row) => !planned(row) && came(row)),
    heldOutByOthers: count((row) => !planned(row) && !came(row) && row.by_others === 1),
  };
}

/** Names of one channel differ from tool to tool: `Email`, `e-mail`. */
function isOther({ planned_channel: planned, used_channel: used }: Row): boolean {
  if (typeof planned !== 'string' || typeof used !== 'string') return false;
  return channelOf(planned) !== channelOf(used);
}

const channelOf = (name: string): string => consentChannelOf(name) ?? name.trim().toLowerCase();
