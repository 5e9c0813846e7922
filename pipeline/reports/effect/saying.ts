import type { EffectEstimate, EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import { type Format, formatIn } from '../format.ts';
import type { EffectTexts, WordKey } from './texts.ts';
import { fill } from './words.ts';

/** A report on its way into a language. */
export interface Saying {
  readonly report: EffectReport;
  readonly texts: EffectTexts;
  readonly format: Format;
  readonly say: (key: WordKey, values?: Readonly<Record<string, string>>) => string;
  /** Money of the report: whole from a thousand on, else with cents. */
  readonly amount: (value: number, digits?: number) => string;
}

export function sayingOf(report: EffectReport, texts: EffectTexts): Saying {
  const format = formatIn(texts.figures);
  return {
    report,
    texts,
    format,
    say: (key, values) => fill(texts.words[key], values),
    amount: (value, digits = Math.abs(value) >= 1000 ? 0 : 2) => format.money(value, report.currency, digits),
  };
}

/** The interval that decides: the one that may be looked at every day, else that of one look. */
export const bounds = ({ safe, interval }: EffectEstimate): EffectEstimate['interval'] => safe ?? interval;

/** `€4.71 to €14.97`, or that there is none. */
export function rangeOf(
  estimate: EffectEstimate,
  { texts, say }: Saying,
  write: (value: number) => string,
): string {
  const interval = bounds(estimate);
  if (interval === null) return say('noInterval');
  return `${write(interval.low)} ${texts.figures.to} ${write(interval.high)}`;
}

/** `€9.84 (€4.71 to €14.97)` */
export const withRange = (
  estimate: EffectEstimate,
  saying: Saying,
  write: (value: number) => string,
): string => `${write(estimate.value)} (${rangeOf(estimate, saying, write)})`;

export const isRandomised = ({ question }: EffectReport): boolean => question.design === 'randomised';

export const armOf = ({ arms }: EffectReport, arm: 'contact' | 'control') =>
  arms.find((one) => one.arm === arm);

/** Whether the headline is a warning: no effect stands then as a result. */
export const isWarning = ({ verdict }: EffectReport): boolean =>
  verdict.answer === 'warning' || verdict.answer === 'not-matured';

/** What nobody was drawn into is not held out. */
export const controlName = ({ report, say }: Saying): string =>
  isRandomised(report) ? say('heldOut') : say('notContacted');
