import { backendTolerance, type OtherBackend } from '../../../models/retention.ts';
import { type Format, write } from '../format.ts';

/** What to know where another backend scores than trained. */
export const backendSentence = ({ trained, scores }: OtherBackend, format: Format = write): string =>
  `The model was trained on the ${trained} backend and scores on ${scores}: scores agree within ${format.percent(backendTolerance, 2)} of their size, not to the last digit. HOLDFAST_BACKEND=${trained} gives the same bytes.`;
