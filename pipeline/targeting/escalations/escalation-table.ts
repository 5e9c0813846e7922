import { escalationColumns } from '../../../contracts/artefacts/escalation-columns.ts';
import type { EscalationsConfig } from '../../../contracts/config/escalations.ts';
import { type ListTable, listTable } from '../list-table.ts';
import { doNotContactUntil, type Escalation, type Signal } from './escalation.ts';

/** How many escalations are open, for people. */
export interface EscalationCounts {
  readonly open: number;
  readonly flagged: number;
  readonly overdue: number;
  /** By who answers. */
  readonly queues: Readonly<Record<string, number>>;
}

interface At {
  readonly asOf: string;
  readonly asOfAt: Date;
}

interface TableAt extends At {
  readonly config: Pick<EscalationsConfig, 'withinDays'>;
  readonly timeZone: string;
}

/** The list of open escalations, the first due first. */
export const escalationTable = (open: readonly Escalation[], at: TableAt): ListTable =>
  listTable(
    'escalations',
    escalationColumns,
    open.map((one) => ({
      ...one.customer,
      escalation_id: one.id,
      flagged_on: one.flagged_on,
      deadline: one.deadline,
      queue: one.queue,
      is_new: one.flagged_on === at.asOf,
      is_overdue: isOverdue(one, at),
      do_not_contact_until: doNotContactUntil(one, at.config, at.timeZone),
      opened_at: instant(one.opened_at),
      signals: one.signals.map(said).join('; '),
      compared_by: comparedBy(one, at),
    })),
  );

export function countEscalations(open: readonly Escalation[], at: At): EscalationCounts {
  const queues: Record<string, number> = {};
  for (const { queue } of open) queues[queue] = (queues[queue] ?? 0) + 1;
  return {
    open: open.length,
    flagged: open.filter(({ flagged_on }) => flagged_on === at.asOf).length,
    overdue: open.filter((one) => isOverdue(one, at)).length,
    queues: Object.fromEntries(Object.entries(queues).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const isOverdue = ({ deadline }: Escalation, { asOfAt }: At): boolean =>
  Date.parse(deadline) <= asOfAt.getTime();

const instant = (seconds: number): string => new Date(1000 * seconds).toISOString();

const said = ({ kind, row_id, score }: Signal): string =>
  `${kind} ${row_id}${score === null ? '' : ` (${Math.round(100 * score) / 100})`}`;

/** Arms that bind the customer on the date. */
const comparedBy = ({ customer: { draws } }: Escalation, { asOf }: At): string =>
  draws
    .filter((draw) => draw.as_of <= asOf && asOf < draw.arm_until && draw.share > 0)
    .map(({ campaign, arm }) => `${campaign}: ${arm}`)
    .join('; ');
