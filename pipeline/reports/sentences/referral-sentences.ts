import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import type { Referrals } from '../../../contracts/artefacts/referrals.ts';
import { type Format, write } from '../format.ts';

/** What invitations to refer others brought, and what referred customers are worth; nothing where it is not known. */
export function referralSentences(
  { referrals, assumptions }: Pick<ListManifest, 'assumptions'> & { readonly referrals?: Referrals },
  format: Format = write,
): string[] {
  if (referrals === undefined) return [];
  const { invited, heldOut, gain, referredClv, othersClv } = referrals;
  const money = (amount: number) => format.money(amount, String(assumptions.currency), 2);
  const between = ({ low, high }: { low: number; high: number }) => `(${money(low)} to ${money(high)})`;
  const drawn = `Referrals: ${format.count(invited.customers)} invited earlier referred ${format.count(invited.referred)} customers, ${format.count(heldOut.customers)} held out ${format.count(heldOut.referred)}`;
  const worth =
    gain === null
      ? 'it is too early to say whether invitations bring anything'
      : `${money(gain.value)} ${between(gain)} more CLV per invited customer`;
  const own =
    referredClv === null || othersClv === null
      ? []
      : [
          `A customer who was referred in the last year is worth ${money(referredClv.value)} ${between(referredClv)}, another who came ${money(othersClv.value)} ${between(othersClv)}.`,
        ];
  return [`${drawn}: ${worth}.`, ...own];
}
