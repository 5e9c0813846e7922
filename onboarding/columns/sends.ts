import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { sqlText } from '../read/sql-of-column.ts';

/** What a log of a messaging tool calls its rows. */
export interface SendLog {
  /** The column that says what each row tells. */
  readonly column: ColumnProfile;
  /** Its words for a message that was sent; where there are none, for one that arrived. */
  readonly sent: readonly string[];
  /** For somebody who wants no more. */
  readonly refused: readonly string[];
  /** For what is neither: opens, clicks, bounces. */
  readonly others: readonly string[];
  /** Those among the others that nobody here understands. */
  readonly unknown: number;
}

/** Names of such columns; a status is that of a message, whose row is a contact whatever became of it. */
const ofLogs =
  /^((email|message|sms|push) )?(event|event (type|name|kind)|metric|metric name|type|kind|action|activity|activity type|interaction|interaction type|engagement|engagement type)$/;

const noise = new Set(
  `e mail email emails message messages text sms push notification notifications pushnotification whatsapp in app user users
  campaign marketing event group list link marked mark as from`.split(/\s+/),
);
const says = {
  sent: /^(sent|sends?|received?)$/,
  arrived: /^(delivered|delivery|delivers?)$/,
  refused: /^(unsub\w*|opt(ed)?out|spam\w*|complain\w*|abuse\w*|statuschange\w*)$/,
  other:
    /^(first|unique|total|soft|hard|un)*(open|click|bounce|block|dropp?|deferr?|fail|reject|abort|suppress|skipp?|process|forward|repl|unsent|notsent|sendfail|deliveryfail)(s|es|d|ed|y|ies|ied|ure|ures)?$/,
};

/** The column of a log that holds more than sends; null where each row is a contact, as far as anybody can tell. */
export function sendLogOf(columns: readonly ColumnProfile[]): SendLog | null {
  const logs = columns
    .filter(({ name, distinct }) => ofLogs.test(wordsOf(name).join(' ')) && distinct <= mostKinds)
    .map(logOf);
  return logs.find(isMixed) ?? null;
}

/** Without a send each word must be one that tools use: a type may be anything. */
const isMixed = ({ sent, refused, others, unknown }: SendLog): boolean =>
  (sent.length > 0 || unknown === 0) && (refused.length > 0 || others.length > unknown);

const mostKinds = 200;

function logOf(column: ColumnProfile): SendLog {
  const values = [...new Set([...column.common.map(({ value }) => value), ...column.sample])].sort();
  const of = (kind: keyof typeof says) => values.filter((value) => says[kind].test(bare(value)));
  const sent = of('sent').length > 0 ? of('sent') : of('arrived');
  const refused = of('refused');
  const others = values.filter((value) => !sent.includes(value) && !refused.includes(value));
  const known = [...of('other'), ...of('arrived')];
  return { column, sent, refused, others, unknown: others.filter((value) => !known.includes(value)).length };
}

/** `users.messages.email.Send` is a send, "Marked Email as Spam" is spam. */
const bare = (value: string): string =>
  wordsOf(value)
    .filter((word) => !noise.has(word))
    .join('');

/** Whether a row bears one of some words. @param of the column as SQL, where that is not its name alone */
export const isOneOf = (column: ColumnProfile, words: readonly string[], of = sqlText(column)): string =>
  `${of} in (${words.map(literal).join(', ')})`;
