import type { ReasonTemplate } from '../../contracts/feature.ts';

/** How a language writes numbers in a reason. Another language is another object. */
export interface ReasonLanguage {
  readonly locale: string;
  readonly day: readonly [one: string, many: string];
  /** Between what happened and what is usual. */
  readonly separator: string;
}

export const english: ReasonLanguage = { locale: 'en-GB', day: ['day', 'days'], separator: '; ' };

/**
 * A feature's value as a reason writes it: `31 days`, `1,204`, `€1,240`, `7.5`, `42%`. Days from 10 on are complete days;
 * a minus is `−`.
 */
export function formatValue(
  value: number | string,
  format: ReasonTemplate['format'],
  { language, currency }: { language: ReasonLanguage; currency: string },
): string {
  if (typeof value === 'string') return value;
  return write(value, format, language, currency).replace('-', '−');
}

function write(value: number, format: ReasonTemplate['format'], language: ReasonLanguage, currency: string) {
  const number = (digits: number, options: Intl.NumberFormatOptions = {}, of = value) =>
    new Intl.NumberFormat(language.locale, { maximumFractionDigits: digits, ...options }).format(of);
  switch (format) {
    case 'days': {
      const text = Math.abs(value) >= 10 ? number(0, {}, Math.floor(value)) : number(1);
      return `${text} ${text === '1' ? language.day[0] : language.day[1]}`;
    }
    case 'count':
      return Math.abs(value) < 10 ? number(1) : number(0);
    case 'money': {
      const digits = Math.abs(value) >= 100 ? 0 : 2;
      const cents = digits === 2 && Number.isInteger(value) ? 0 : digits;
      return number(cents, { style: 'currency', currency, minimumFractionDigits: cents });
    }
    case 'score':
      return number(1);
    case 'percent':
      return `${number(Math.abs(value) < 0.1 ? 1 : 0, {}, value * 100)}%`;
    default:
      return number(Math.abs(value) < 10 ? 2 : 0);
  }
}
