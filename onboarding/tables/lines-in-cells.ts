import type { InputProfile } from '../../contracts/profile.ts';

const fewest = 4;

/** A file whose lines each stand in one cell, with the separators of its columns within: a spreadsheet saved again what it had not taken apart. */
const linesInCells = ({ columns }: InputProfile): boolean =>
  columns.filter(({ filled }) => filled > 0).length <= 2 &&
  columns.some(({ sample }) =>
    [',', ';', '\t', '|'].some(
      (separator) => sample.length > fewest && sample.every((line) => line.split(separator).length > fewest),
    ),
  );

/** What to do with such files. */
export const adviceOnCells = (inputs: readonly InputProfile[]): string[] =>
  inputs
    .filter(linesInCells)
    .map(
      ({ path }) =>
        `Each line of ${path} stands in one cell, as where a spreadsheet saved a file again that it had not taken apart. Export it once more, or take off the quotes around each line.`,
    );
