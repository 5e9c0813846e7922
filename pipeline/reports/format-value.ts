import type { ReasonTemplate } from '../../contracts/feature.ts';
import { type Format, formatIn, type Language } from './format.ts';

/**
 * A feature's value as a reason writes it: `31 days`, `1,204`, `€1,240`, `7.5`, `42%`. Days from 10 on are complete days;
 * a minus is `−`.
 */
export function formatValue(
  value: number | string,
  format: ReasonTemplate['format'],
  { language, currency }: { language: Language; currency: string },
): string {
  if (typeof value === 'string') return value;
  return write(value, format, formatIn(language), { language, currency });
}

function write(
  value: number,
  format: ReasonTemplate['format'],
  figures: Format,
  { language, currency }: { language: Language; currency: string },
): string {
  const size = Math.abs(value);
  switch (format) {
    case 'days': {
      const text = size >= 10 ? figures.count(Math.floor(value)) : figures.trimmed(value, 1);
      return `${text} ${language.day[text === '1' ? 0 : 1]}`;
    }
    case 'count':
      return figures.trimmed(value, size < 10 ? 1 : 0);
    case 'money':
      return figures.money(value, currency, size >= 100 || Number.isInteger(value) ? 0 : 2);
    case 'score':
      return figures.trimmed(value, 1);
    case 'percent':
      return `${figures.trimmed(value * 100, size < 0.1 ? 1 : 0)}%`;
    default:
      return figures.trimmed(value, size < 10 ? 2 : 0);
  }
}
