import type { ThemesReport } from '../../contracts/artefacts/themes-report.ts';
import { write } from '../reports/format.ts';

/** What a reader has to know of the themes of this run. */
export function themeNotes(report: Omit<ThemesReport, 'notes'>): string[] {
  const { because, themes, proposals, without } = report;
  if (themes.length === 0 && without === 0) return [];
  const quiet = themes.flatMap(({ name, quality }) =>
    quality.filter(({ told, taught }) => !told && taught > 0).map(({ language }) => `${name} in ${language}`),
  );
  const fresh = proposals.filter(({ isNew }) => isNew).length;
  return [
    ...(because === null ? [] : [`Only tickets with a reason have a theme. ${because}`]),
    ...(quiet.length === 0
      ? []
      : [
          `Not told, for too few examples or too many mistakes: ${quiet.slice(0, 12).join(', ')}${quiet.length > 12 ? ' and more' : ''}.`,
        ]),
    ...(proposals.length === 0
      ? []
      : [
          `${write.count(proposals.length)} groups of texts are of no theme${fresh > 0 ? `, ${write.count(fresh)} of them new` : ''}: holdfast themes propose shows them, holdfast themes name gives one its theme.`,
        ]),
  ];
}
