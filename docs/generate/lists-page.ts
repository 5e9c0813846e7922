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
    'Whom to contact, most to be saved first. Held-out customers are in the ledger, never here.',
    atRiskColumns,
  ],
  [
    'win-back',
    'Customers already gone, by the probability of coming back times their value if they do.',
    winBackColumns,
  ],
  [
    'suppressed',
    'Customers who would be listed but must not be contacted, each with the rule that says so; `win-back-suppressed` has the same columns.',
    suppressedColumns,
  ],
  [
    'changes',
    'What has changed since the previous list, or since the last one at least `targeting.changesOverDays` older: listed customers in their order, then those gone. Customers who are no longer in the tables are counted in the manifest but not named. The first list has none.',
    changeColumns,
  ],
  [
    'escalations',
    'Unanswered complaints of high-value customers, the first due first; where `targeting.escalations` is set.',
    escalationColumns,
  ],
  [
    'do-not-contact',
    'Customers on a published list who have complained since, written by a pulse (`pulse/results/…/`) where there are any. The latest file counts.',
    stopColumns,
  ],
  [
    'to-tell',
    'Customers who complained about a problem that is now fixed; where `targeting.problems` is set. `to-tell-suppressed` has the columns of `suppressed`.',
    toTellColumns,
  ],
  [
    'promoters',
    'Customers to invite to refer others; where `targeting.promoters` is set. `promoters-suppressed` has the columns of `suppressed`; held-out customers are in the ledger.',
    promoterColumns,
  ],
  [
    'newcomers',
    'New customers, least likely to come again first; where `targeting.newcomers` is set. `newcomers-suppressed` has the columns of `suppressed`.',
    newcomerColumns,
  ],
  ['ledger/escalations', 'The ledger of escalations: each complaint, once.', flaggedColumns],
  [
    'assignments',
    'The ledger: every customer drawn for a campaign, for comparing the arms.',
    assignmentColumns,
  ],
];

/** docs/lists.md, written from the contract of the lists. */
export function listsPage(): string {
  return [
    '# Columns of the lists',
    '',
    'The columns of each list, the same in CSV, Excel, Parquet and JSON. Generated from `contracts/artefacts/list-columns.ts` and',
    '`escalation-columns.ts` by `npm run docs`. Money is in the reporting currency.',
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
