import { sourceContracts } from '../../contracts/sources/sources.ts';
import { matchColumns, type Settled } from '../columns/match-columns.ts';
import type { RelatedInput } from '../tables/related-input.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';

/** A table of contracts, with what was joined to it from others: no score, as its columns were settled and not guessed by name. */
export function joinedContracts(
  whole: RelatedInput,
  settled: Settled,
  questions: readonly Question[],
): Recognised {
  const { query } = whole;
  return {
    source: 'subscriptions',
    input: whole,
    inputs: whole.parts,
    score: 0,
    ...matchColumns(sourceContracts.subscriptions, whole, settled),
    ...(query === undefined ? {} : { query }),
    questions,
  };
}
