import type { TimeToAction } from '../../../contracts/artefacts/time-to-action.ts';
import { write } from '../format.ts';

/** How long escalated complaints waited until somebody acted. */
export function toActionSentence({ days, escalations, acted, hours }: TimeToAction): string {
  const of = `${write.count(escalations)} ${escalations === 1 ? 'escalation' : 'escalations'} of the last ${days} days`;
  const head = `From feedback to action, of ${of}: ${write.count(acted)} acted on`;
  if (hours === null) return `${head}; too few for a median.`;
  const text = (value: number) => write.number(value, 1);
  const { value, low, high } = hours;
  if (value === null)
    return `${head}; median longer than ${low === null ? 'is seen' : `${text(low)} hours`}.`;
  return `${head}; median ${text(value)} hours [${text(low ?? 0)}, ${high === null ? 'not seen' : text(high)}].`;
}
