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
  /** The level of an interval: 95%, 97.5%. */
  readonly level: (value: number) => string;
  /** A difference between the groups in the unit of what is compared: money, or points of a share. */
  readonly effect: (value: number) => string;
}

export function sayingOf(report: EffectReport, texts: EffectTexts): Saying {
  const format = formatIn(texts.figures);
  const amount = (value: number, digits = Math.abs(value) >= 1000 ? 0 : 2) =>
    format.money(value, report.currency, digits);
  return {
    report,
    texts: report.question.table === null ? texts : { ...texts, facts: itsOwn },
    format,
    say: (key, values) => groupName(key, report, texts) ?? fill(texts.words[key], values),
    amount,
    level: (value) => format.percent(value, Number.isInteger(Math.round(1e4 * value) / 100) ? 0 : 1),
    effect: (value) =>
      isOfShare(report)
        ? format.points(value, effectDigits(report))
        : amount(value, report.question.table === null ? undefined : moneyDigits(value, report)),
  };
}

const moneyDigits = (value: number, report: EffectReport): number =>
  Math.abs(value) >= 1000 ? 0 : effectDigits(report);

/** Digits after the point in which a table's effect is written: no end of its interval that is not zero looks like it. */
export function effectDigits(report: EffectReport): number {
  const [scale, usual] = isOfShare(report) ? [100, 1] : [1, 2];
  const estimate = report.money?.headline ?? report.retention?.points;
  const ends = [estimate?.value, estimate?.interval?.low, estimate?.interval?.high];
  const least = Math.min(...ends.flatMap((end) => (end ? [Math.abs(scale * end)] : [])));
  return Number.isFinite(least)
    ? Math.min(usual + 3, Math.max(usual, Math.ceil(-Math.log10(2 * least))))
    : usual;
}

/** Columns of a table are called as the table calls them, whatever they are. */
const itsOwn = {} as EffectTexts['facts'];

/** The groups of a table go by its own names, those of a change by whom it met. */
function groupName(key: WordKey, { question }: EffectReport, { words }: EffectTexts): string | null {
  const { table, kind } = question;
  if (key === 'contacted') return table?.contact ?? (kind === 'exposure' ? words.exposed : null);
  if (key !== 'heldOut' && key !== 'notContacted') return null;
  return table?.control ?? (kind === 'exposure' ? words.notExposed : null);
}

/** Whether shares of a table are compared, and no amounts. */
export const isOfShare = ({ question: { table } }: EffectReport): boolean =>
  table !== null && table.positive !== null;

/** What a table compares, as its columns are called. */
export const outcomeOf = ({ outcome, positive }: NonNullable<EffectReport['question']['table']>): string =>
  positive === null ? outcome : `${outcome} = ${positive}`;

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
