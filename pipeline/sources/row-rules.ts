import type { ColumnType, RowRule } from '../../contracts/sources/column.ts';
import { saysUnknown } from '../sql/read-value.ts';
import { literal } from '../sql/sql-text.ts';
import type { MappedSource } from './map-source.ts';

/** What the rules need to know of the run. */
export interface RuleSetting {
  /** UTC instant up to which the data is complete, as `YYYY-MM-DD HH:MM:SS`. */
  readonly dataUntil: string;
  readonly currency: string;
  readonly rates: Readonly<Record<string, number>>;
}

const replacementCharacter = '\uFFFD';
/** UTF-8 read as Latin-1 leaves Ã, Â, Å or Ä before a character of the second half of Latin-1. */
const misread = '[\u00C2-\u00C5][\u0080-\u00BF]';
const formula = '^([=+@]|-[^0-9.])';

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
    ...timeRules(source, setting),
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

function unreadableRules({ columns, mapped }: MappedSource): RowRule[] {
  return mapped
    .filter((name) => !['id', 'text', 'category'].includes(columns[name]?.type ?? 'text'))
    .map((name) =>
      rule(
        `unreadable_${name}`,
        `${name} is no ${columns[name]?.type}`,
        isUnreadable(name, columns[name]?.type),
      ),
    );
}

/** A flag may say in words that nothing is known; any other text that is no value of its type is unreadable. */
export const isUnreadable = (name: string, type: ColumnType | undefined): string =>
  `t_${name} is not null and ${name} is null${type === 'flag' ? ` and not (${saysUnknown(`t_${name}`)})` : ''}`;

function allowedRules({ columns, mapped }: MappedSource): RowRule[] {
  return mapped.flatMap((name) => {
    const allowed = columns[name]?.allowed;
    if (!allowed) return [];
    const list = allowed.map(literal).join(', ');
    return [
      rule(`not_allowed_${name}`, `${name} is none of ${allowed.join(', ')}`, `${name} not in (${list})`),
    ];
  });
}

function textRules({ columns, mapped }: MappedSource): RowRule[] {
  const texts = mapped.filter((name) => ['id', 'text', 'category'].includes(columns[name]?.type ?? ''));
  const listed = texts.filter((name) => columns[name]?.inLists);
  const anyOf = (names: string[], test: (name: string) => string) => names.map(test).join(' or ');
  return [
    rule(
      'wrong_encoding',
      'a text was read in the wrong encoding',
      anyOf(
        texts,
        (n) =>
          `strpos(t_${n}, ${literal(replacementCharacter)}) > 0 or regexp_like(t_${n}, ${literal(misread)})`,
      ),
    ),
    ...(listed.length === 0
      ? []
      : [
          rule(
            'formula_text',
            'a text shown in lists starts like a spreadsheet formula',
            anyOf(listed, (n) => `regexp_like(t_${n}, ${literal(formula)})`),
          ),
        ]),
  ];
}

function timeRules({ contract, mapped }: MappedSource, { dataUntil }: RuleSetting): RowRule[] {
  const at = contract.happenedAt;
  if (at === undefined) return [];
  const future = rule(
    'future_time',
    `${at} is after business.dataUntil`,
    `${at} >= timestamp ${literal(dataUntil)}`,
  );
  const early = rule(
    'known_before_happened',
    `known_at is over a day before ${at}`,
    `known_at < ${at} - interval '1' day`,
  );
  return mapped.includes('known_at') ? [future, early] : [future];
}

/** A currency that is no ISO 4217 code is dirt; a real one without a rate is for the config to settle (`no_rate`). */
function currencyRules({ mapped }: MappedSource, { currency, rates }: RuleSetting): RowRule[] {
  if (!mapped.includes('currency')) return [];
  const iso = Intl.supportedValuesOf('currency').map(literal).join(', ');
  const priced = [currency, ...Object.keys(rates)].map(literal).join(', ');
  return [
    rule('bad_currency', 'currency is no ISO 4217 code', `currency not in (${iso})`),
    rule(
      'no_rate',
      'business.rates has no rate for the currency',
      `currency in (${iso}) and currency not in (${priced})`,
    ),
  ];
}

/** A rule of the contract applies where the columns it reads are mapped or have a default. */
function contractRules({ contract, mapped }: MappedSource): RowRule[] {
  const present = (name: string) => mapped.includes(name) || contract.columns[name]?.otherwise !== undefined;
  return contract.rules.filter((r) => r.reads.every(present));
}
