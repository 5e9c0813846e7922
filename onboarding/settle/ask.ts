import type { Told } from '../propose.ts';
import type { Proposal, Question } from '../write/proposal.ts';

/** Asks a person one thing; null where they leave it open. */
export type Ask = (question: string) => Promise<string | null>;

/** What a question settles, by the key of the config that it is about. */
const settles: Readonly<Record<string, 'customer' | 'date' | 'amount' | 'currency'>> = {
  'sources.orders.columns.customer_id': 'customer',
  'sources.orders.columns.ordered_at': 'date',
  'sources.orders.columns.amount': 'amount',
  'business.currency': 'currency',
};

/**
 * Asks the open questions that a column or a code answers, one after the other. What is left blank stays open.
 * @returns what the person said, null where they said nothing
 */
export async function askOpen({ open }: Pick<Proposal, 'open'>, ask: Ask): Promise<Told | null> {
  const told: Record<string, string> = {};
  for (const question of open) {
    const what = settles[question.key];
    if (what === undefined || told[what] !== undefined) continue;
    const choices = question.answers ?? columnsOf(question);
    if (what !== 'currency' && choices.length === 0) continue;
    const said = await ask(asked(question, choices));
    if (said === null || said.trim() === '') continue;
    told[what] = choices[Number(said) - 1] ?? said.trim();
  }
  return Object.keys(told).length === 0 ? null : told;
}

/** The columns to choose from, of candidates as they would stand in the config. */
const columnsOf = ({ candidates = [] }: Question): string[] =>
  candidates.flatMap((line) => /^\w+: ([^{…"][^{…]*)$/.exec(line)?.[1]?.trim() ?? []);

const asked = ({ text }: Question, choices: readonly string[]): string =>
  [
    text,
    ...choices.map((choice, i) => `  ${i + 1}  ${choice}`),
    'A number, a name, or Enter to leave it open: ',
  ].join('\n');
