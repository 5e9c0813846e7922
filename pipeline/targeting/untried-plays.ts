import { noChannel } from '../../contracts/config/plays.ts';
import { write } from '../reports/format.ts';
import type { FillRequest } from './fill-list.ts';
import { harmfulPlays, taughtPlace } from './learned.ts';

/** Where gains are learned, says which plays no finished campaign has tried, and what they are ranked by. */
export function untriedNotes(
  fills: readonly Pick<FillRequest, 'plays' | 'learned' | 'savedShare'>[],
): string[] {
  const { learned = null, savedShare } = fills[0]!;
  if (learned === null) return [];
  const contacts = fills.flatMap(({ plays }) => plays).filter(({ channel }) => channel !== noChannel);
  const names = [...new Set(contacts.map(({ name }) => name))];
  const untried = names.filter((name) => taughtPlace(learned, name) === null);
  if (untried.length === 0) return [];
  const [they, them] = untried.length === 1 ? ['it is', 'it'] : ['they are', 'them'];
  const tried = names.filter((name) => !untried.includes(name));
  const others =
    tried.length === 0
      ? ''
      : `, while ${tried.join(', ')} ${tried.length === 1 ? 'keeps' : 'keep'} what was learned`;
  const share = write.trimmed(100 * savedShare, 2);
  const isHarmful = harmfulPlays(learned).some(({ plays }) => plays.some((name) => tried.includes(name)));
  const harm = !isHarmful ? '' : ` Customers whom every tried play drives away do not get ${them} either.`;
  return [
    `${untried.join(', ')}: no finished campaign has tried ${them}, so ${they} assumed to save ${share}% of what can be saved (targeting.savedShare)${others}.${harm}`,
  ];
}
