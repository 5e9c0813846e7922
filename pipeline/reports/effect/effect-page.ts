import { html, raw } from 'hono/html';
import type { EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import type { Markup } from '../draw/mark.ts';
import { answerPart, questionOf } from './answer.ts';
import { besidePart } from './beside-part.ts';
import { checksPart } from './checks-part.ts';
import { cohortsPart } from './cohorts-part.ts';
import { armsPart, gainPart } from './curves-part.ts';
import { languages } from './languages.ts';
import { methodPart } from './method-part.ts';
import { moneyPart } from './money-part.ts';
import { observedPart } from './observed-part.ts';
import { isRandomised, isWarning, type Saying, sayingOf } from './saying.ts';
import { segmentsPart } from './segments-part.ts';
import { pageStyle, style } from './style.ts';

interface PageOptions {
  readonly language: LanguageCode;
  /** Names of the files of numbers that lie beside it. */
  readonly files: readonly string[];
}

/**
 * The report on a campaign's effect as one page that loads nothing from elsewhere, three A4 pages in print: the answer, the
 * money, curves, groups, checks, the method. Where the headline is a warning no figure stands as a result, so that the
 * money, the curves and the groups are left out; the numbers stay in the files. Several arms of one table follow each other,
 * and share the method. All text is escaped.
 */
export function effectPage(
  reports: readonly [EffectReport, ...EffectReport[]],
  { language, files }: PageOptions,
): string {
  const sayings = reports.map((report) => sayingOf(report, languages[language]));
  const first = sayings[0]!;
  return String(html`<!doctype html>
<html lang="${language}">
${headOf(first)}
<body>
<main>
${topOf(first)}
${sayings.map(findings)}${methodPart(first, files)}</main>
</body>
</html>
`);
}

const findings = (saying: Saying): Markup =>
  html`${answerPart(saying)}${isWarning(saying.report) ? '' : figures(saying)}${besidePart(saying)}${checksPart(saying)}`;

const figures = (saying: Saying): Markup =>
  html`${moneyPart(saying)}${gainPart(saying)}${segmentsPart(saying)}${cohortsPart(saying)}${isRandomised(saying.report) ? armsPart(saying) : observedPart(saying)}`;

function headOf(saying: Saying): Markup {
  const { report, say } = saying;
  const { campaign, kind, table } = report.question;
  const source = table === null ? report.source.key.slice(0, 8) : report.source.key;
  const foot = say('footer', { campaign, design: designOf(saying), source });
  const title = table === null && kind !== 'exposure' ? say('title', { campaign }) : questionOf(saying);
  return html`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(style)}
${raw(pageStyle(foot))}</style></head>`;
}

const designOf = ({ report, say }: Saying): string =>
  say(isRandomised(report) ? 'randomised' : 'notRandomised');

/** Whose report it is, and of what; a change is no campaign. */
function whoseOf({ report: { question }, say }: Saying): string {
  const { business, kind } = question;
  if (kind === 'exposure') return business ?? '';
  return business === null ? say('topUnnamed') : say('top', { business });
}

function topOf(saying: Saying): Markup {
  const { report, say, format } = saying;
  const { dates, currency, source } = report;
  const unit = currency === null ? '' : say('moneyIn', { currency });
  const left = dates === null ? source.key : whoseOf(saying);
  const right =
    dates === null
      ? unit
      : say('topRight', {
          date: format.day(dates.asOf),
          last: format.day(addDays(dates.asOf, -1)),
          currency: currency ?? '',
        });
  return html`<p class="top"><b>${left}</b><span>${right}</span></p>`;
}
