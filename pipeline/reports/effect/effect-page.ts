import { html, raw } from 'hono/html';
import type { EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import type { Markup } from '../draw/mark.ts';
import { answerPart } from './answer.ts';
import { besidePart } from './beside-part.ts';
import { checksPart } from './checks-part.ts';
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
 * money, the curves and the groups are left out; the numbers stay in the files. All text is escaped.
 */
export function effectPage(report: EffectReport, { language, files }: PageOptions): string {
  const saying = sayingOf(report, languages[language]);
  return String(html`<!doctype html>
<html lang="${language}">
${headOf(saying)}
<body>
<main>
${topOf(saying)}
${answerPart(saying)}${isWarning(report) ? '' : html`${moneyPart(saying)}${gainPart(saying)}${segmentsPart(saying)}${isRandomised(report) ? armsPart(saying) : observedPart(saying)}`}${besidePart(saying)}${checksPart(saying)}${methodPart(saying, files)}</main>
</body>
</html>
`);
}

function headOf(saying: Saying): Markup {
  const { report, say } = saying;
  const { campaign } = report.question;
  const foot = say('footer', { campaign, design: designOf(saying), source: report.source.key.slice(0, 8) });
  return html`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${say('title', { campaign })}</title>
<style>${raw(style)}
${raw(pageStyle(foot))}</style></head>`;
}

const designOf = ({ report, say }: Saying): string =>
  say(isRandomised(report) ? 'randomised' : 'notRandomised');

function topOf({ report, say, format }: Saying): Markup {
  const { business } = report.question;
  const { asOf } = report.dates;
  const left = business === null ? say('topUnnamed') : say('top', { business });
  const right = say('topRight', {
    date: format.day(asOf),
    last: format.day(addDays(asOf, -1)),
    currency: report.currency,
  });
  return html`<p class="top"><b>${left}</b><span>${right}</span></p>`;
}
