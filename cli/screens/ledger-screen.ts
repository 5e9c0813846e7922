import type { LedgerMigration } from '../../contracts/artefacts/ledger-migration.ts';
import { count, table } from './words.ts';

/** What came of each file of arms, or would come. */
export function migrationScreen({ files, horizonDays }: LedgerMigration, isDone: boolean): string[] {
  const sum = (of: 'taken' | 'changedArm') => files.reduce((total, file) => total + file[of], 0);
  const cells = files.map(({ asOf, run, rows, counts, taken, changedArm }) => [
    asOf,
    run,
    count(rows),
    counts ? count(taken) : '–',
    counts ? count(rows - taken) : '–',
    counts ? count(changedArm) : '–',
    counts ? '' : 'another run’s list was published',
  ]);
  return [
    ...table(
      ['as of', 'run', 'rows', 'taken', 'drawn before', 'into the other arm', ''],
      cells,
      [2, 3, 4, 5],
    ),
    '',
    `${count(sum('taken'))} draws ${isDone ? 'are in' : 'would come into'} the ledger; an arm binds for ${horizonDays} days.`,
    ...(sum('changedArm') > 0
      ? [
          `${count(sum('changedArm'))} times a customer was drawn again into the other arm while the first still bound: the first counts, and the comparison is weaker for it.`,
        ]
      : []),
    ...(isDone ? [] : ['Nothing was written. Add --apply to do it; the old files stay where they are.']),
  ];
}
