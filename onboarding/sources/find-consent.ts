import { type ConsentChannel, consentChannels } from '../../contracts/channels.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { flagOf, flagsOf, saysWhatItMeans } from '../../contracts/sources/flag-words.ts';
import { flagSql, oddWords } from '../../pipeline/recognise/flag-format.ts';
import { withoutPlaceholders } from '../../pipeline/recognise/placeholders.ts';
import { isStandInText, standInTextSql } from '../../pipeline/recognise/stand-in-days.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { timeOf } from '../read/read-column.ts';
import { into } from '../read/sql-of-column.ts';
import { isOfKnownWords } from './consent-words.ts';

/** Who may be contacted, as a column says it. */
export interface Consent {
  /** The column of the contract that it is. */
  readonly as: string;
  readonly column: ColumnProfile;
  /** Names of all columns that it reads. */
  readonly reads: readonly string[];
  /** Text of true or false; absent where the checks read the column as it stands. */
  readonly sql?: string;
  /** It says who may not be, and never who may. */
  readonly refusal?: true;
  /** Of a refusal with a no among its cells: the same, where whoever did not refuse has agreed. */
  readonly unlessRefused?: string;
  readonly note: string;
}

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_');

/** Parts of names that speak of consent, in the languages that files come in. */
const agrees =
  /consent|opt_?in|newsletter|marketing|accepts_|subscribe[dr]?(_|$)|subscription_status|einwillig|werb|permission|permesso|permis|zgod|consim|consen|aceita|acept|accett|autoriza|autorizz|souhaite|abonne|соглас|рассыл|mailing|gdpr|dsgvo|rgpd|rodo|lgpd|may_contact|contactable|kontakt_erlaubt|publicid|publicit|(^|_)pub(_|$)|reclame(_|$)|(^|_)ads(_|$)|toestemming|samtyck|samtykk|souhlas/;
/** And of its refusal. */
const refuses =
  /unsub|opt(ed)?_?out|do_?not_?(contact|email|mail|call|sms)|(^|_)dnc(_|$)|no_marketing|suppress|sperr|abgemeld|desuscri|desinscri|desabonn|dezabon|wypisan|отпис|keine_werbung|robinson|(^|_)(no_(solicit|contact|enviar|llamar|mail|call)|nie_wysy|nu_contact|не_(беспоко|звон|присыл))/;
/** Words that turn a name that speaks of consent into one that speaks of its refusal. */
const negates =
  /(^|_)(no|not|non|nie|nicht|kein\w*|ne|nu|не|без|bez|fara|sin|sem|sans|pas|never|stop\w*|block\w*|exclu\w*|declin\w*|reject\w*|object\w*|refus\w*|oppos\w*|rifiut\w*|odmow\w*|sprzeciw\w*|widerspr\w*|abgelehnt|recus\w*|rechaz\w*|отказ|запрет)(_|$)/;

function speaksOfRefusal({ name }: ColumnProfile): boolean {
  const said = plain(name);
  return refuses.test(said) || (agrees.test(said) && negates.test(said));
}

/** Files of those who agreed or refused, by their names. */
const filesOfWishes =
  /consent|opt_?ins?(_|$)|einwillig|zgod|toestemming|unsubscri|abmeld|abbestell|blacklist|black_list|blocklist|block_list|widerspr/;

/** What of an input speaks of who may be contacted: the column, or the file by its name; null: nothing does. */
export function speaksOfContact(input: InputProfile): string | null {
  const [consent] = findConsents(input);
  if (consent) return consent.column.name;
  const column = input.columns.find((one) => one.filled > 0 && (speaksInCells(one) || speaksOfRefusal(one)));
  if (column) return column.name;
  const name = plain(input.name);
  return refuses.test(name) || filesOfWishes.test(name) ? 'the file' : null;
}

/** Names with such a part that tell of something else. */
const other = /(_at|_date|_on|source|channel|cost|spend|campaign|segment|plan|_id|channel)$/;

/** Columns that say who may be contacted, by any channel or by the one that their name speaks of. */
export function findConsents(input: InputProfile): Consent[] {
  const columns = input.columns
    .filter((column) => column.filled > 0 && !isOfContract(column))
    .map(withoutOdd);
  return ([null, ...consentChannels] as const).flatMap((channel) => {
    const consent = findConsent(columns.filter(({ name }) => channelIn(name) === channel));
    return consent === null ? [] : [{ ...consent, as: consentColumn(channel) }];
  });
}

/** The status of what is paid for: some of it has expired, or is on trial. */
const isOfContract = ({ name, common }: ColumnProfile): boolean =>
  /subscription/i.test(name) &&
  common.some(({ value }) =>
    /^(expired|trial\w*|past.?due|paused|cancell?ed|churned)$/i.test(value.trim()),
  ) &&
  !common.some(({ value }) => /subscri/i.test(value));

const consentColumn = (channel: ConsentChannel | null): string => `${channel ?? 'contact'}_consent`;

/** Parts of names that speak of one channel, the first that does. */
const channelParts: readonly (readonly [ConsentChannel, RegExp])[] = [
  ['sms', /(^|_)(sms|text_messages?|mms|смс)(_|$)/],
  ['push', /(^|_)push(_|$)/],
  ['email', /(^|_)e_?mail|newsletter|nieuwsbrief|рассыл/],
  ['phone', /(^|_)(phone|calls?|tel|telefon\w*|telephone|anruf\w*|звон\w*)(_|$)|telemarketing/],
  ['post', /(^|_)(post|postal|direct_mail|letters?|poczt\w*)(_|$)/],
];

/** The one channel that a name speaks of; null: none, or all. */
export const channelIn = (name: string): ConsentChannel | null =>
  channelParts.find(([, part]) => part.test(plain(name)))?.[0] ?? null;

/** What some columns say of who may be contacted; a refusal is turned round. Null where none is understood. */
function findConsent(columns: readonly Plain[]): Omit<Consent, 'as'> | null {
  const refusals = columns.filter((column) => speaksOfRefusal(column) && refusedSql(column) !== null);
  const consents = columns.filter((column) => saysYesOrNo(column) && isPlain(column));
  if (consents.length + refusals.length > 1) return consentOfAll(consents, refusals);
  return consents[0] ? consentIn(consents[0]) : refusals[0] ? consentUnless(refusals[0]) : null;
}

/** Of several columns: a no in any of them is a no, and where some say who may be contacted it takes a yes of theirs. */
function consentOfAll(consents: readonly Plain[], refusals: readonly Plain[]): Omit<Consent, 'as'> {
  const agreed = consents.map((column) => into(agreedSql(column) as string, column));
  const unrefused = refusals.map((column) => into(refusedSql(column) as string, column));
  const all = [...consents, ...refusals];
  const names = all.map(({ name }) => name);
  const noes = `case when 'false' in (${[...agreed, ...unrefused].join(', ')}) then 'false'`;
  const or = (yes: readonly string[]) => `${noes} when 'true' in (${yes.join(', ')}) then 'true' end`;
  const read = { column: all[0] as Plain, reads: names };
  if (agreed.length === 0)
    return {
      ...read,
      sql: `${noes} end`,
      refusal: true,
      ...(refusals.every(allowsNobody) ? {} : { unlessRefused: or(unrefused) }),
      note: `guessed: ${names.join(', ')} together say who may not be contacted, ${nobodySaidYes}${all.map(oddNote).join('')}`,
    };
  return {
    ...read,
    sql: or(agreed),
    note: `guessed: ${names.join(', ')} together say who may be contacted: a no in any of them is a no${all.map(oddNote).join('')}`,
  };
}

/** Of a column that says no and never yes. */
export const nobodySaidYes =
  'and nobody has said yes: bring a column that does, or say why all others may be under targeting.consent.assumed';

function consentUnless(refusal: Plain): Omit<Consent, 'as'> {
  const said = into(refusedSql(refusal) as string, refusal);
  return {
    column: refusal,
    reads: [refusal.name],
    sql: allowsNobody(refusal) ? said : `case ${said} when 'false' then 'false' end`,
    refusal: true,
    ...(allowsNobody(refusal) ? {} : { unlessRefused: said }),
    note: `guessed: ${refusal.name} says who may not be contacted, ${nobodySaidYes}${oddNote(refusal)}`,
  };
}

/** Its blanks say nothing: who has not refused has not agreed. */
const allowsNobody = (column: Plain): boolean =>
  holdsDays(column) ||
  !column.sample.some((value) => {
    const said = flagsOf(column.sample)(value);
    return typeof said === 'boolean' && said !== turned(value);
  });

/** A column with the few words set aside that say neither yes nor no. */
interface Plain extends ColumnProfile {
  readonly odd: readonly string[];
}

/** Above this share of the rows such words may be what the column is about. */
const fewOdd = 0.02;

function withoutOdd(column: ColumnProfile): Plain {
  const { sample, common, distinct, filled } = column;
  const odd = oddWords(sample);
  const rows = common.filter(({ value }) => odd.includes(value)).reduce((sum, { rows: n }) => sum + n, 0);
  const few = odd.length > 0 && distinct <= 12 && common.length >= distinct && rows <= fewOdd * filled;
  return few
    ? { ...column, sample: sample.filter((value) => !odd.includes(value)), odd }
    : { ...column, odd: [] };
}

function consentIn(column: Plain): Omit<Consent, 'as'> {
  const note = `${column.name} says who may be contacted${oddNote(column)}`;
  const reads = [column.name];
  const flag = flagSql(column.sample) as string;
  const words = column.odd.map(literal).join(', ');
  const sql = words === '' ? flag : `case when {} not in (${words}) then ${flag} end`;
  return sql === '{}' ? { column, reads, note } : { column, reads, sql: into(sql, column), note };
}

const oddNote = ({ odd }: Plain): string =>
  odd.length === 0
    ? ''
    : `; on a few rows it says neither yes nor no (${odd.map((word) => `"${word}"`).join(', ')}), which counts as not known and so as no consent`;

const speaksOfConsent = (column: ColumnProfile): boolean =>
  agrees.test(plain(column.name)) && !speaksOfRefusal(column) && !other.test(plain(column.name));

/** Consent by its name and its words of yes and no. */
const saysYesOrNo = (column: ColumnProfile): boolean =>
  speaksOfConsent(column) && flagSql(column.sample) !== null && isBoth(column);

/** Whether nothing in its name could turn it round, or its cells say themselves what they mean (`granted` and `withdrawn`). */
const isPlain = ({ name, sample }: ColumnProfile): boolean => isOfKnownWords(plain(name)) || saysBoth(sample);

const saysBoth = (sample: readonly string[]): boolean =>
  new Set(sample.filter(saysWhatItMeans).map(flagOf)).size > 1;

/** Cells of a tool that sends messages, whatever the column is called. */
const speaksInCells = ({ sample }: ColumnProfile): boolean =>
  saysBoth(sample) || sample.some((value) => saysWhatItMeans(value) && /subscri|opt/i.test(value));

/** Columns that speak of consent with a word beside that may turn them round: `consent_withdrawn`, `baja_publicidad`. */
export const doubtfulConsents = ({ columns }: InputProfile): ColumnProfile[] =>
  columns.filter(
    (column) =>
      column.filled > 0 && !isOfContract(column) && saysYesOrNo(withoutOdd(column)) && !isPlain(column),
  );

/** Yes and no, or one of them with blanks beside. */
const isBoth = ({ sample, filled, rows }: ColumnProfile): boolean =>
  new Set(sample.map(flagOf)).size > 1 || filled < rows || sample.length > 0;

/**
 * Whether a word under the name of a refusal means the opposite: a yes to it is a no to being contacted. What says by itself who is
 * subscribed does not, nor does a word for a refusal ever turn into a yes.
 */
const turned = (word: string): boolean =>
  !saysWhatItMeans(word) || (flagOf(word) === true && !/subscri|opt/i.test(word));

/** The day of a refusal is one, but for what is written where there is no day. */
function refusedSql(column: ColumnProfile): string | null {
  if (!holdsDays(column)) return flagSql(column.sample, turned);
  const day = `nullif(${withoutPlaceholders(column.sample).sql}, '')`;
  return `case when ${day} is not null and not ${standInTextSql(day)} then 'false' end`;
}

const holdsDays = (column: ColumnProfile): boolean =>
  timeOf({ ...column, sample: column.sample.filter((value) => !isStandInText(value)) }) !== null;

/** A column that says who may not be contacted, as consent; null where its words are not understood. */
export const consentByRefusal = (column: ColumnProfile): string | null => {
  const sql = refusedSql(column);
  return sql === null ? null : into(sql, column);
};

const always = () => true;

/** Text of true or false of a column's yes and no; null where the words are others. */
function agreedSql({ sample }: Plain): string | null {
  const refused = flagSql(sample, always);
  return refused === null ? null : `case ${refused} when 'true' then 'false' when 'false' then 'true' end`;
}

/**
 * Columns that may speak of consent: by a name that leaves it open, or whose values are not understood, by such values or, in a table of customers, by yes and no, or one
 * of them beside blanks, under a name that is not.
 */
export function maybeConsent(input: InputProfile, ofCustomers: boolean): ColumnProfile[] {
  const named = input.columns.filter(
    (column) =>
      column.filled > 0 &&
      column.distinct <= 12 &&
      !isOfContract(column) &&
      (speaksOfConsent(column) || speaksOfRefusal(column) || (ofCustomers && speaksInCells(column))),
  );
  if (named.length > 0 || !ofCustomers) return named;
  const ways = input.columns.filter((column) => column.distinct <= 12 && speaksOfWays(column));
  if (ways.length > 0) return ways;
  const flags = input.columns.filter(
    ({ sample, distinct, name, filled, rows }) =>
      (distinct >= 2 || (filled > 0 && filled < rows)) &&
      distinct <= 3 &&
      sample.some((value) => typeof flagOf(value) === 'boolean') &&
      !isCount(sample) &&
      !isLetters(sample) &&
      !/^is_?|active|churn|verified|gender|^sex|sexo|geschlecht|senior|status|state$/i.test(name),
  );
  return flags.length > mostFlags ? [] : flags;
}

/** Of a questionnaire, each of many yes and no is about something of its own. */
const mostFlags = 4;

/** An F beside an M, an N beside an E: letters of a sex, a region, a class, where one alone would be a yes or a no. */
const isLetters = (sample: readonly string[]): boolean =>
  sample.every((value) => /^\p{L}$/u.test(value)) &&
  flagSql(sample) === null &&
  !(sample.some((value) => flagOf(value) === true) && sample.some((value) => flagOf(value) === false));

/** One, two or three of something. */
const isCount = (sample: readonly string[]): boolean =>
  sample.every((value) => /^\d+$/.test(value)) && sample.some((value) => Number(value) > 1);

/** Lists of the ways in which somebody may be reached, or of none. */
const speaksOfWays = ({ common }: ColumnProfile): boolean =>
  common.length >= 2 &&
  common.every(({ value }) =>
    /^((e-?mail|sms|phone|post|push|whatsapp|none|all)[\s,;|+/]*)+$/i.test(value),
  ) &&
  common.some(({ value }) => /none|[,;|+/]/i.test(value));

/** The same of several rows of one customer: one no among them is a no. */
export function consentOfRows({ column, reads, refusal, sql }: Consent): string | null {
  if (reads.length > 1) return `min(${sql})`;
  const refused = refusal ? null : flagSql(column.sample, always);
  if (refused === null) return null;
  return `case max(${into(refused, column)}) when 'true' then 'false' when 'false' then 'true' end`;
}
