import { points } from '../estimate.ts';
import { type Format, write } from '../format.ts';

export interface Holdout {
  /** Share of the listed that is held out. */
  readonly share: number;
  /** Customers that the campaign has drawn so far, and how many of them it holds out. */
  readonly listed: number;
  readonly heldOut: number;
  /** Share of the listed expected to stay without contact. */
  readonly expectedRetention: number | null;
  /** Smallest difference in retention found with 80% power at 5%, as a share. */
  readonly detectableDifference: number | null;
}

/** What a comparison of the arms can see; where no possible effect can be seen, the list that would do. */
export function holdoutSentence(
  { share, listed, heldOut, expectedRetention, detectableDifference }: Holdout,
  format: Format = write,
): string | null {
  if (listed === 0) return null;
  if (heldOut === 0)
    return 'Nobody is held out, so the effect of contacting these customers cannot be measured.';
  if (expectedRetention === null || detectableDifference === null) return null;
  const possible = 1 - expectedRetention;
  if (detectableDifference <= possible)
    return `With ${format.percent(share, 0)} held out, a difference in retention of ${format.points(detectableDifference)} or more can be detected (80% power at 5%; ${format.percent(expectedRetention)} are expected to stay without contact).`;
  const [needs, most] = format.apart(points(detectableDifference), points(possible));
  const times = (detectableDifference / possible) ** 2;
  return `No effect can be detected among the ${format.count(listed)} drawn so far with ${format.count(heldOut)} held out: that takes a difference of ${needs}, and contact can gain at most ${most} (80% power at 5%). To detect even that, list ${format.count(Math.ceil(listed * times))} customers in all: more at once, or over more weeks.`;
}
