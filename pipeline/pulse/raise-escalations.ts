import type { PulseReport } from '../../contracts/artefacts/pulse.ts';
import { sqlInstant } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Escalation, Flagged } from '../targeting/escalations/escalation.ts';
import { readFlagged } from '../targeting/escalations/escalation-ledger.ts';
import { escalationTable } from '../targeting/escalations/escalation-table.ts';
import { createOpenEscalations, escalate } from '../targeting/escalations/open-escalations.ts';
import { nextFile } from '../targeting/ledger.ts';
import { listFiles } from '../targeting/list-files.ts';
import { createRanked } from '../targeting/rank.ts';
import { attachLedger } from '../targeting/read-ledger.ts';
import { measured } from '../targeting/stored-parts.ts';

export interface EscalationsRequest {
  readonly config: Config;
  /** The business's day. */
  readonly day: string;
  readonly at: Date;
  readonly pulse: string;
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly passing: string;
  /** Key prefix of what it writes for people. */
  readonly results: string;
  /** Prefix of the published scores: they say who is of high value. */
  readonly scores: string;
}

/** What this pulse flagged, an earlier attempt at it included. */
export interface RaisedEscalations {
  readonly counts: NonNullable<PulseReport['escalations']>;
  /** Seconds from what a customer said first to the escalation. */
  readonly waited: readonly number[];
  readonly files: readonly string[];
  /** All that are open now. */
  readonly open: readonly Escalation[];
}

const ranked = 'ranked_scores';

/**
 * Flags what customers of high value complain of now, as the lists of the night do: the same complaint is the same escalation.
 * Reads the clean tables. Null where the config escalates nothing.
 */
export async function raiseEscalations(
  warehouse: Warehouse,
  store: ObjectStore,
  request: EscalationsRequest,
): Promise<RaisedEscalations | null> {
  const { config, day, at, pulse, passing, scores } = request;
  const { escalations: said, ...targeting } = config.targeting;
  if (said === undefined) return null;
  const file = await nextFile(store);
  await attachLedger(warehouse, store, file);
  await warehouse.attach('scores', scores);
  await createRanked(warehouse, 'scores', { ...targeting, cheapestContact: null });
  const asOfAt = sqlInstant(at);
  await createOpenEscalations(warehouse, { asOfAt, ranked, config: said });
  const open = await escalate(warehouse, store, {
    ...{ asOf: day, asOfAt: at, sqlAsOfAt: asOfAt, ranked, run: pulse, config: said },
    prefix: passing,
  });
  const { flagged } = await readFlagged(store);
  const own = flagged.filter(({ run }) => run === pulse);
  const raised = new Set(own.flatMap((one) => (isFirst(one, flagged) ? [one.escalation_id] : [])));
  return {
    open,
    counts: {
      raised: raised.size,
      joined: own.filter(({ escalation_id: id }) => !raised.has(id)).length,
      queues: countQueues(own.filter(({ escalation_id: id }) => raised.has(id))),
    },
    waited: [...raised].map((id) => waitedFor(own.filter(({ escalation_id }) => escalation_id === id))),
    files: await writeRaised(
      store,
      open.filter(({ id }) => raised.has(id)),
      request,
    ),
  };
}

/** Nothing of the escalation was flagged by others before. */
const isFirst = ({ escalation_id: id, run }: Flagged, flagged: readonly Flagged[]): boolean =>
  flagged.find((one) => one.escalation_id === id)!.run === run;

function countQueues(flagged: readonly Flagged[]): Record<string, number> {
  const byId = new Map(flagged.map(({ escalation_id, queue }) => [escalation_id, queue]));
  const queues: Record<string, number> = {};
  for (const queue of [...byId.values()].sort()) queues[queue] = (queues[queue] ?? 0) + 1;
  return queues;
}

const waitedFor = (own: readonly Flagged[]): number => {
  const said = own.map(({ said_at }) => Date.parse(said_at!));
  return Math.max(0, (Date.parse(own[0]!.flagged_at!) - Math.min(...said)) / 1000);
};

async function writeRaised(
  store: ObjectStore,
  raised: readonly Escalation[],
  { config, day, at, pulse, results }: EscalationsRequest,
): Promise<string[]> {
  if (raised.length === 0) return [];
  const table = escalationTable(raised, {
    ...{ asOf: day, asOfAt: at },
    config: config.targeting.escalations!,
    timeZone: config.business.timeZone,
  });
  const wrote: string[] = [];
  for await (const { name, parts } of listFiles(table, {
    asOf: day,
    run: pulse,
    csv: config.targeting.csv,
  })) {
    wrote.push(results + name);
    await store.put(wrote.at(-1)!, measured(parts));
  }
  return wrote;
}
