import { isOneOf, type SendLog, sendLogOf } from '../columns/sends.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';

/**
 * Contacts without what else a tool logs of its messages: an open or a click is no contact. Who asked for no more keeps the row
 * that says so, as an opt-out that reached nobody: a no is never left out.
 */
export function sentOnly(touches: Recognised): Recognised {
  const log = sendLogOf(touches.input.columns);
  if (log === null) return touches;
  const { column, sent, refused } = log;
  const matches = touches.matches.filter((match) => match.column.name !== column.name);
  if (sent.length === 0) return { ...touches, matches };
  const query = `select s.*\nfrom ${tableOf(touches).replace(/ t$/, '')} s\nwhere ${isOneOf(column, [...sent, ...refused])}`;
  return { ...touches, matches, query };
}

/** What is left out of the contacts, in words. */
export function sentNotes({ source, input }: Recognised): string[] {
  const log = source === 'touches' ? sendLogOf(input.columns) : null;
  if (log === null || log.sent.length === 0) return [];
  const { column, sent, refused, others } = log;
  return [
    `Contacts are the rows whose ${column.name} is ${quoted(sent)}.${others.length === 0 ? '' : ` Those of ${kindsOf(log)} are left out.`}`,
    ...(refused.length === 0
      ? []
      : [`Rows of ${quoted(refused)} are opt-outs: these customers are not contacted any more.`]),
  ];
}

/** Addresses of several; kinds of rows that nobody here understands, which may be contacts too; without sends nothing shows who was contacted. */
export function sentQuestions(found: readonly Recognised[]): Question[] {
  const touches = found.find(({ source }) => source === 'touches');
  if (!touches) return [];
  return [...(touches.questions ?? []), ...logQuestions(sendLogOf(touches.input.columns))];
}

function logQuestions(log: SendLog | null): Question[] {
  if (log === null) return [];
  const { column, sent, unknown } = log;
  if (sent.length === 0)
    return [
      {
        key: 'sources.touches',
        text: `no row's ${column.name} says that a message was sent: these are opens, clicks and the like, and each would count as a contact. Export the sends, or leave touches out.`,
        decides: true,
      },
    ];
  if (unknown === 0) return [];
  return [
    {
      key: 'sources.touches.query',
      text: `${unknown} of the kinds of rows in ${column.name} ${unknown === 1 ? 'says' : 'say'} nothing about sending that is understood here, and ${unknown === 1 ? 'is' : 'are'} left out. Are contacts or refusals among them? Then add them to the query.`,
    },
  ];
}

/** Kinds that are understood by their words, the rest by their number. */
function kindsOf({ others, unknown }: SendLog): string {
  return unknown === 0 ? quoted(others) : `${others.length} other kinds`;
}

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');
