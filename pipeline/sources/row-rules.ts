import type { ColumnType, RowRule } from '../../contracts/sources/column.ts';
import { standInSql } from '../recognise/stand-in-days.ts';
import { isNumber, saysUnknown } from '../sql/read-value.ts';
import { literal } from '../sql/sql-text.ts';
import { hasRate, inReportingCurrency, type Rates } from './convert-money.ts';
import { type MappedSource, textOf, typedInput } from './map-source.ts';

/** What the rules need to know of the run. */
export interface RuleSetting extends Rates {
  /** UTC instant up to which the data is complete, as `YYYY-MM-DD HH:MM:SS`. */
  readonly dataUntil: string;
}

const replacementCharacter = '\uFFFD';
/** UTF-8 read as Latin-1 leaves Ã, Â, Å or Ä before a character of the second half of Latin-1. */
const misread = '[\u00C2-\u00C5][\u0080-\u00BF]';

/**
 * Every rule that can send a row of this source to quarantine, in the order in which reasons are given. Duplicates and
 * unknown customers need other rows to tell and are added by `check-source.ts`.
 */
export function rowRules(source: MappedSource, setting: RuleSetting): RowRule[] {
  return [
    ...missingRules(source),
    ...unreadableRules(source),
    ...allowedRules(source),
    ...textRules(source),
    ...standInRules(source),
    ...timeRules(source),
    ...amountRules(source, setting),
    ...currencyRules(source, setting),
    ...contractRules(source),
  ];
}

const rule = (code: string, means: string, broken: string): RowRule => ({ code, means, broken, reads: [] });

function missingRules({ columns, mapped }: MappedSource): RowRule[] {
  return mapped
    .filter((name) => columns[name]?.required)
    .map((name) => rule(`missing_${name}`, `${name} is empty`, `t_${name} is null`));
}

function unreadableRules(source: MappedSource): RowRule[] {
  const { columns, mapped } = source;
  return mapped
    .filter((name) => !['id', 'text', 'category'].includes(columns[name]?.type ?? 'text'))
    .map((name) =>
      rule(
        `unreadable_${name}`,
        `${name} cannot be read as ${columns[name]?.type}`,
        isUnreadable(source, name),
      ),
    );
}

/** True where a column says something, but nothing of its type. */
export function isUnreadable(source: MappedSource, name: string): string {
  const none = `t_${name} is not null and ${name} is null`;
  const type = source.columns[name]?.type ?? 'text';
  if (typedInput(source, name) !== undefined) return type === 'money' ? 'false' : none;
  return `${none}${exceptions[type]?.(`t_${name}`) ?? ''}`;
}

/** Texts that are no values and yet not unreadable: nothing is known, or there is a rule of its own. */
const exceptions: Partial<Record<ColumnType, (text: string) => string>> = {
  flag: (text) => ` and not (${saysUnknown(text)})`,
  money: (text) => ` and not ${isNumber(text)}`,
};

function allowedRules({ columns, mapped }: MappedSource): RowRule[] {
  return mapped.flatMap((name) => {
    const allowed = columns[name]?.allowed;
    if (!allowed) return [];
    const list = allowed.map(literal).join(', ');
    return [
      rule(`not_allowed_${name}`, `${name} is not one of ${allowed.join(', ')}`, `${name} not in (${list})`),
    ];
  });
}

const textRules = (source: MappedSource): RowRule[] =>
  textColumns(source).length === 0
    ? []
    : [rule('wrong_encoding', 'text was read in the wrong encoding', 'is_misread')];

/**
 * SQL over the input that is true where a text was read in the wrong encoding. Only texts with more bytes than characters
 * are looked through; a CASE, since engines evaluate both sides of an AND.
 */
export function isMisread(source: MappedSource): string {
  const tests = textColumns(source).map((name) => {
    const text = textOf(source, name);
    const found = `strpos(${text}, ${literal(replacementCharacter)}) > 0 or regexp_like(${text}, ${literal(misread)})`;
    return `case when length(to_utf8(${text})) > length(${text}) then ${found} else false end`;
  });
  return tests.length === 0 ? 'false' : `coalesce(${tests.map((test) => `(${test})`).join(' or ')}, false)`;
}

/** Mapped columns that hold text, in the contract and in the input. */
const textColumns = ({ columns, mapped }: MappedSource): string[] =>
  mapped.filter((name) => ['id', 'text', 'category'].includes(columns[name]?.type ?? ''));

/** Days that stand for none. Of a later fact one far ahead only says that it has not happened. */
function standInRules({ contract, columns, mapped }: MappedSource): RowRule[] {
  const times = mapped.filter((name) => columns[name]?.type === 'time');
  return times.map((name) =>
    rule(
      `stand_in_${name}`,
      `${name} is a placeholder date, such as 1900-01-01 or 9999-12-31`,
      `t_${name} is not null and (${standInSql(name, { ahead: name === contract.happenedAt || name === 'known_at' })})`,
    ),
  );
}

function timeRules({ contract, mapped }: MappedSource): RowRule[] {
  const at = contract.happenedAt;
  if (at === undefined || !mapped.includes('known_at')) return [];
  return [
    rule(
      'known_before_happened',
      `known_at is more than a day before ${at}`,
      `known_at < ${at} - interval '1' day`,
    ),
  ];
}

/** Amounts beyond what is kept exactly, before or after they are converted. */
function amountRules(source: MappedSource, setting: RuleSetting): RowRule[] {
  const { columns, mapped } = source;
  const amounts = mapped.filter((name) => columns[name]?.type === 'money');
  const converted = (name: string) =>
    mapped.includes('currency') && Object.keys(setting.rates).length > 0
      ? ` or ${inReportingCurrency(name, setting)} is null and ${name} is not null and (${hasRate(setting)})`
      : '';
  return amounts.map((name) =>
    rule(
      `too_large_${name}`,
      `${name} has more than 17 digits before the point`,
      `(${typedInput(source, name) === undefined ? isNumber(`t_${name}`) : `t_${name} is not null`} and ${name} is null)${converted(name)}`,
    ),
  );
}

/** A currency that is no ISO 4217 code is dirt; a real one without a rate is for the config to settle (`no_rate`). */
function currencyRules({ mapped }: MappedSource, setting: RuleSetting): RowRule[] {
  if (!mapped.includes('currency')) return [];
  const iso = Intl.supportedValuesOf('currency').map(literal).join(', ');
  return [
    rule('bad_currency', 'currency is not an ISO 4217 code', `currency not in (${iso})`),
    rule(
      'no_rate',
      'business.rates has no rate for the currency',
      `currency in (${iso}) and not (${hasRate(setting)})`,
    ),
  ];
}

/** A rule of the contract applies where the columns it reads are mapped or have a default. */
function contractRules({ contract, mapped }: MappedSource): RowRule[] {
  const present = (name: string) => mapped.includes(name) || contract.columns[name]?.otherwise !== undefined;
  return contract.rules.filter((r) => r.reads.every(present));
}
