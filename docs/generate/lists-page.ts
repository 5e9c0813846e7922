import { escalationColumns, flaggedColumns } from '../../contracts/artefacts/escalation-columns.ts';
import {
  assignmentColumns,
  atRiskColumns,
  changeColumns,
  type ListColumn,
  suppressedColumns,
  winBackColumns,
} from '../../contracts/artefacts/list-columns.ts';
import { newcomerColumns } from '../../contracts/artefacts/newcomer-columns.ts';
import { promoterColumns } from '../../contracts/artefacts/promoter-columns.ts';
import { stopColumns } from '../../contracts/artefacts/stop-columns.ts';
import { toTellColumns } from '../../contracts/artefacts/to-tell-columns.ts';

const lists: readonly (readonly [file: string, about: string, columns: readonly ListColumn[]])[] = [
  [
    'at-risk',
    'Whom to contact, the most to be saved first. Held-out customers are in the ledger, never here.',
    atRiskColumns,
  ],
  [
    'win-back',
    'Customers already gone, by the chance that they come back times what they would be worth.',
    winBackColumns,
  ],
  [
    'suppressed',
    'Who would be listed but must be left alone, each with the rule that did it; `win-back-suppressed` has the same columns.',
    suppressedColumns,
  ],
  [
    'changes',
    'What has changed since the list before, or since the last that is `targeting.changesOverDays` older: those listed in their order, then those gone. Customers whom the tables name no longer are counted in the manifest and named nowhere. On the first list there is none.',
    changeColumns,
  ],
  [
    'escalations',
    'Complaints of customers of high value that wait for an answer, the first due first; where `targeting.escalations` is set.',
    escalationColumns,
  ],
  [
    'do-not-contact',
    'Customers on a published list who have complained since, as a pulse finds them (`pulse/results/…/`); where there are any. The last such file counts.',
    stopColumns,
  ],
  [
    'to-tell',
    'Who complained of a problem that is fixed; where `targeting.problems` is set. `to-tell-suppressed` has the columns of `suppressed`.',
    toTellColumns,
  ],
  [
    'promoters',
    'Who is invited to refer others; where `targeting.promoters` is set. `promoters-suppressed` has the columns of `suppressed`; who is held out is in the ledger.',
    promoterColumns,
  ],
  [
    'newcomers',
    'New customers, those first who are least likely to come again; where `targeting.newcomers` is set. `newcomers-suppressed` has the columns of `suppressed`.',
    newcomerColumns,
  ],
  [
    'ledger/escalations',
    'The ledger of escalations: each thing that was complained of, once.',
    flaggedColumns,
  ],
  [
    'assignments',
    'The ledger: every customer whom a campaign drew, for comparing the arms.',
    assignmentColumns,
  ],
];

/** docs/lists.md, written from the contract of the lists. */
export function listsPage(): string {
  return [
    '# Columns of the lists',
    '',
    'What stands in each list, in CSV, Excel, Parquet and JSON alike, written from `contracts/artefacts/list-columns.ts` and `escalation-columns.ts`',
    '(`npm run docs` rewrites it). Money is in the reporting currency.',
    '',
    ...lists.flatMap(([file, about, columns]) => [
      `## ${file}`,
      '',
      about,
      '',
      '| column | type | meaning |',
      '|---|---|---|',
      ...columns.map(({ name, type, means }) => `| ${name} | ${type} | ${means.replaceAll('|', '\\|')} |`),
      '',
    ]),
  ].join('\n');
}
