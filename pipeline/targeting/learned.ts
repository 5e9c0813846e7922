import type { TaughtPlay, UpliftReport } from '../../contracts/artefacts/uplift-report.ts';

/** What finished campaigns taught of who gains, where that may rank. */
export type Learned = Pick<UpliftReport, 'plays'>;

/** The same out of the stage's result; null where value at risk ranks. */
export const learnedOf = (report: UpliftReport | null): Learned | null =>
  report?.ranksBy === 'gain' ? report : null;

/** Column of the gains that holds a play's; null: no finished campaign has tried it. */
export function taughtPlace({ plays }: Learned, play: string): number | null {
  const place = plays.findIndex((taught) => taught.plays.includes(play));
  return place < 0 ? null : place;
}

/** Column that says whether each play of the lists is shown to drive such customers away. */
export const harmedColumn = 'is_harmed';

/** Names of the columns that a customer has for the plays of a report. */
export const gainColumn = (place: number): string => `gain_${place}`;
export const harmColumn = (place: number): string => `harm_${place}`;
export const learnedColumns = ({ plays }: Learned): string[] => [
  ...plays.flatMap((_, place) => [gainColumn(place), harmColumn(place)]),
  'savable',
  harmedColumn,
];

/** The plays whose contact is shown to drive some customers away. */
export const harmfulPlays = ({ plays }: Learned): readonly TaughtPlay[] =>
  plays.filter(({ gate, doNotDisturb }) => gate.open && doNotDisturb.kind === 'named');
