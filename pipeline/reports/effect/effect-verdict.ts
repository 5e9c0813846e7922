import type { EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import { answerWhole, questionOf } from './answer.ts';
import { languages } from './languages.ts';
import { isRandomised, sayingOf } from './saying.ts';

/** The question and the answer of a page as plain text, with what was not drawn at random said. */
export function effectVerdict(report: EffectReport, language: LanguageCode): string {
  const saying = sayingOf(report, languages[language]);
  const design = isRandomised(report) ? '' : ` ${saying.say('notRandomised')}.`;
  return `${questionOf(saying)}${design} ${answerWhole(saying)}`;
}
