import type { LedgerMigration } from '../../contracts/artefacts/ledger-migration.ts';
import { count } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';

/** What came of each file of arms, or would come. */
export function migrationScreen({ files, horizonDays }: LedgerMigration, isDone: boolean): string[] {
  const sum = (of: 'taken' | 'changedArm') => files.reduce((total, file) => total + file[of], 0);
  const cells = files.map(({ asOf, run, rows, counts, taken, changedArm }): Cell[] => [
    asOf,
    run,
    count(rows),
    counts ? count(taken) : '',
    counts ? count(rows - taken) : '',
    counts ? count(changedArm) : '',
    counts ? '' : 'another run’s list was published',
  ]);
  return [
    ...terminalTable(
      tableOf(['as of', 'run', 'rows', 'taken', 'drawn before', 'into the other arm', ''], cells),
    ),
    '',
    `${write.count(sum('taken'))} draws ${isDone ? 'are in' : 'would come into'} the ledger; an arm binds for ${horizonDays} days.`,
    ...(sum('changedArm') > 0
      ? [
          `${write.count(sum('changedArm'))} times a customer was drawn again into the other arm while the first still bound: the first counts, and the comparison is weaker for it.`,
        ]
      : []),
    ...(isDone ? [] : ['Nothing was written. Add --apply to do it; the old files stay where they are.']),
  ];
}
