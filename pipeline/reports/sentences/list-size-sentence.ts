import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { type Format, write } from '../format.ts';

/**
 * What contacts are expected to win at the best size and at the list's own; null where nobody is worth a contact.
 * @param listed customers on the lists, held out or not
 */
export function listSizeSentence(
  { profitBySize, assumptions }: Pick<ListManifest, 'profitBySize' | 'assumptions'>,
  listed: number,
  format: Format = write,
): string | null {
  const best = profitBySize.at(-1);
  const own = profitBySize.find(({ size }) => size === listed);
  if (best === undefined) return null;
  const currency = String(assumptions.currency);
  const money = (amount: number) => format.money(amount, currency);
  const saved = format.percent(Number(assumptions.savedShare), 0);
  const atOwn =
    own === undefined || own.size === best.size
      ? ''
      : `; the first ${format.count(own.size)} win ${money(own.profit)} of it`;
  return `Best size: ${format.count(best.size)} contacts are expected to win ${money(best.profit)} if each saves ${saved} of what can be saved${atOwn}. Whoever comes after costs more than a contact saves.`;
}
