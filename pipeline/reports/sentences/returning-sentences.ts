import type { Returning } from '../../../contracts/artefacts/returning.ts';
import { number } from '../estimate.ts';
import { type Format, write } from '../format.ts';

const told: Readonly<Record<Returning['by'], string>> = {
  model: 'predicted from how long they have been away, how often they came and how long they stayed',
  recency: 'predicted from how long they have been away; other features do not predict it better',
  share: 'taken to be the share that came back; no feature predicts it better',
};

/** How the list of customers to win back tells who comes back, and how well that turned out. */
export function returningSentences(returning: Returning | null, format: Format = write): string[] {
  if (returning === null)
    return ['To win back: too few came back to learn who does; the most valuable come first.'];
  const { by, judgedOn, horizonDays, customers, returned, expected, auc } = returning;
  const measured = { ...auc, ...number(auc.value), value: auc.value };
  const told95 = { ...measured, level: 0.95, method: 'Hanley and McNeil', n: customers };
  const ranks = by === 'share' ? '' : `, AUC ${format.spoken(told95)}`;
  return [
    `To win back: the probability of coming back within ${format.days(horizonDays)} is ${told[by]}. Of ${format.count(customers)} gone on ${format.day(judgedOn)}, ${format.count(returned)} came back where ${format.count(Math.round(expected))} were expected${ranks}.`,
  ];
}
