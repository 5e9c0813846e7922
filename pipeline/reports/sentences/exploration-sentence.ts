import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { type Format, write } from '../format.ts';

/** Whom a list contacts at random, and the price of learning from them; null where none are wanted. */
export function explorationSentence(
  { exploration, assumptions }: Pick<ListManifest, 'exploration' | 'assumptions'>,
  format: Format = write,
): string | null {
  if (exploration === null) return null;
  const { share, others, drawn, heldOut, contacted, cost, expectedGain } = exploration;
  const money = (amount: number) => format.money(amount, String(assumptions.currency), 2);
  const heldOutWords = heldOut === 0 ? '' : `, ${format.count(heldOut)} held out`;
  const lot = `Exploration: each of ${format.count(others)} customers who can still leave was drawn with probability ${format.percent(share, 1)}`;
  if (drawn === 0) return `${lot}; none of those drawn is off the lists and may be contacted.`;
  return `${lot}; ${format.count(drawn)} of those drawn ${drawn === 1 ? 'is' : 'are'} on no list and may be contacted: ${format.count(contacted)} contacted${heldOutWords}. They cost ${money(cost)} and are expected to earn ${money(expectedGain)}: the price of learning is ${money(Math.max(0, cost - expectedGain))}.`;
}
