import type { Proposal, ThemeBoard, ThemesReport } from '../../contracts/artefacts/themes-report.ts';
import { count, estimateOf, money, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { prioritiesLines } from '../../pipeline/reports/priorities/priorities-table.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';

/** What customers write about: how much, in what mood, whose, and what has risen. */
export function themesScreen({
  asOf,
  currency,
  themes,
  without,
  alarms,
  priorities,
  notes,
}: ThemesReport): string[] {
  const first = priorities === null ? [] : prioritiesLines(priorities, currency);
  if (themes.length === 0 && without === 0)
    return [
      ...first,
      `No texts from before ${asOf}: map tickets.text, surveys.comment or reviews.text to see their themes.`,
    ];
  return [
    `Themes of what customers wrote, 28 days before ${asOf}`,
    '',
    ...terminalTable(
      tableOf(
        [
          'theme',
          'texts',
          '28 days before',
          'mood',
          'customers in 90 days',
          'their value at risk',
          'precision, held out',
        ],
        [...themes]
          .sort((a, b) => b.texts - a.texts || (a.id < b.id ? -1 : 1))
          .map((theme) => themeRow(theme, currency)),
      ),
    ),
    '',
    `Without a theme: ${write.count(without)}.`,
    ...themes.flatMap(spikeLines),
    `Of ${write.count(alarms.series)} series of texts by theme and source, ${write.count(alarms.perYear)} false alarm a year is expected.`,
    ...notes,
    ...(first.length === 0 ? [] : ['', ...first]),
  ];
}

function themeRow(
  { name, texts, textsBefore, mood, customers, valueAtRisk, quality }: ThemeBoard,
  currency: string,
): Cell[] {
  const told = quality.filter(({ precision }) => precision !== null);
  const said = told.reduce((sum, one) => sum + one.said, 0);
  const right = told.reduce((sum, { said: n, precision }) => sum + n * precision!.value, 0);
  return [
    name,
    count(texts),
    count(textsBefore),
    mood === null
      ? ''
      : estimateOf(mood, { unit: 'number', digits: 2 }, { level: 0.95, method: "Student's t", n: mood.n }),
    count(customers),
    money(valueAtRisk, currency),
    said === 0 ? '' : share(right / said),
  ];
}

const sources = { ticket: 'support cases', survey: 'comments', review: 'reviews' } as const;

const spikeLines = ({ name, spikes }: ThemeBoard): string[] =>
  spikes.map(
    ({ source, opened, seen, expected }) =>
      `Risen since ${write.day(opened)}: ${name} in ${sources[source]}, ${write.count(seen)} where ${write.number(expected, 1)} were expected.`,
  );

/** Groups of texts that nobody has named yet. */
export function proposalsScreen({ proposals, asOf }: ThemesReport): string[] {
  if (proposals.length === 0)
    return [
      `No group of texts is without a theme as of ${asOf}: a group has eight texts or more, one that is new four.`,
    ];
  return [
    `${write.count(proposals.length)} groups of texts without a theme, as of ${asOf}. Names, numbers and rare words are left out.`,
    '',
    ...proposals.flatMap(proposalLines),
    'Name one: holdfast themes name <group> <theme>; the same theme may have several groups.',
    'Leave one alone: holdfast themes ignore <group>',
  ];
}

const proposalLines = ({ id, texts, isNew, phrases, examples }: Proposal): string[] => [
  `${id}  ${write.count(texts)} texts${isNew ? ', new' : ''}: ${phrases.join(' · ')}`,
  ...examples.slice(0, 3).map((text) => `    ${text.slice(0, 100)}`),
  '',
];
