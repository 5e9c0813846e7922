import type { EnsembleManifest } from '../../../../models/retention.ts';
import { type Format, write } from '../../format.ts';

type SizeChoice = Pick<EnsembleManifest['trees']['growth']['churn'], 'size' | 'losses'>;

const described: Readonly<Record<SizeChoice['size'], string>> = {
  small: 'small (up to 8 leaves)',
  middle: 'of middle size (up to 16 leaves on 4 levels)',
  deep: 'deep (up to 31 leaves on 6 levels)',
  large: 'large (up to 16 leaves on 6 levels, every feature considered)',
};

/** Which size the trees have and how the others did. */
export function sizeSentence({ size, losses }: SizeChoice, format: Format = write): string {
  if (losses.length === 0)
    return `Boosted trees of churn are ${described[size]}: rows are too few to choose.`;
  const figures = losses.map((tried) => `${tried.size} ${format.number(tried.loss, 4)}`).join(', ');
  return `Boosted trees of churn are ${described[size]}, chosen by log loss of customers held out: ${figures}.`;
}
