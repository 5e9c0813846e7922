import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { number } from '../estimate.ts';
import { type Format, write } from '../format.ts';

/** How the list of new customers to watch tells who stays away, and how well that turned out; nothing where it is not made. */
export function newcomerSentences(
  { newcomers }: { readonly newcomers?: ListManifest['newcomers'] },
  format: Format = write,
): string[] {
  if (newcomers === undefined) return [];
  const { judgedOn, horizonDays, customers, returned, expected, auc } = newcomers;
  const told = {
    ...auc,
    ...number(auc.value),
    value: auc.value,
    level: 0.95,
    method: 'Hanley and McNeil',
    n: customers,
  };
  return [
    `New customers to watch: who comes again within ${format.days(horizonDays)} is predicted from the first order, days since, late deliveries and support cases. Of ${format.count(customers)} who were new on ${format.day(judgedOn)}, ${format.count(returned)} came again where ${format.count(Math.round(expected))} were expected, AUC ${format.spoken(told)}.`,
  ];
}
