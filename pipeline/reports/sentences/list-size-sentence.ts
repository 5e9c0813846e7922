import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { type Format, write } from '../format.ts';

/**
 * What contacts are expected to earn at the best size and at the list's own; null where nobody is worth a contact.
 * @param listed customers on the lists, held out or not
 */
export function listSizeSentence(
  {
    profitBySize,
    assumptions,
    funnel,
    uplift = null,
  }: Pick<ListManifest, 'profitBySize' | 'assumptions' | 'funnel'> & Partial<Pick<ListManifest, 'uplift'>>,
  listed: number,
  format: Format = write,
): string | null {
  const best = profitBySize.at(-1);
  const own = profitBySize.find(({ size }) => size === listed);
  if (best === undefined) return null;
  const currency = String(assumptions.currency);
  const money = (amount: number) => format.money(amount, currency);
  const share = Number(assumptions.savedShare);
  const saved = format.percent(share, Math.round(1000 * share) % 10 === 0 ? 0 : 1);
  const basis =
    uplift?.ranksBy === 'gain'
      ? ' as learned from finished campaigns'
      : ` if each saves ${saved} of what can be saved`;
  const atOwn =
    own === undefined || own.size === best.size
      ? ''
      : `; the first ${format.count(own.size)} earn ${money(own.profit)} of it`;
  const bordered = (funnel.notAtRisk ?? 0) + (funnel.notHighValue ?? 0) > 0;
  const after = bordered ? ', or is excluded by targeting.atRiskAbove or highValueShare' : '';
  return `Best list size, before anyone is left alone: ${format.count(best.size)} contacts are expected to earn ${money(best.profit)}${basis}${atOwn}. Contacting more than ${format.count(best.size)} costs more than it saves${after}.`;
}
