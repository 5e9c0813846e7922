import type { Priorities, Priority } from '../../../contracts/artefacts/priorities.ts';
import { count, type Estimate, estimateOf, money } from '../estimate.ts';
import { type Format, write } from '../format.ts';
import { numbersFiles } from '../render/csv.ts';
import { terminalTable } from '../render/terminal.ts';
import { type Cell, type Table, tableOf } from '../table.ts';

/** Problems in their order, with what makes it. */
export function prioritiesTable(priorities: Priorities, currency: string): Table {
  return tableOf(
    [
      '',
      'problem',
      'kind',
      'customers',
      'times',
      'severity',
      'by',
      'their value at risk',
      'severity × value at risk',
      'fixing it',
    ],
    priorities.problems.map((problem): Cell[] => {
      const { rank, name, kind, customers, times, severity, valueAtRisk } = problem;
      return [
        count(rank),
        name,
        kinds[kind],
        count(customers),
        count(times),
        severity === null
          ? 'not known'
          : estimateOf(severity, { unit: 'number', digits: 2 }, { ...how(priorities), n: severity.n }),
        severity?.by ?? '',
        money(valueAtRisk, currency),
        indexOf(problem, priorities, currency),
        worthOf(problem, priorities, currency),
      ];
    }),
  );
}

const kinds: Readonly<Record<Priority['kind'], string>> = {
  theme: 'theme',
  reason: 'reason of cases',
  journey: 'journey not completed',
};

const how = ({ level }: Priorities) => ({ level, method: "Student's t" });

const indexOf = (
  { index, customers }: Priority,
  { level }: Priorities,
  currency: string,
): Estimate | string =>
  index === null
    ? 'not known'
    : estimateOf(index, money(null, currency), { level, method: 'compound Poisson', n: customers });

const worthOf = ({ worth, times }: Priority, { level }: Priorities, currency: string): Estimate | string =>
  worth === null
    ? 'not known'
    : estimateOf(worth.margin, money(null, currency), {
        level,
        method: 'double machine learning, clustered by customer',
        n: times,
      });

/** How the table is to be read; what it does not say above all. */
export function priorityNotes(
  { problems, days, level, horizonDays, notes }: Priorities,
  format: Format = write,
): string[] {
  const [first, second] = problems;
  return [
    ...(first === undefined || second === undefined || second.index === null
      ? []
      : [
          first.aboveNext
            ? `${first.name} comes first by more than chance.`
            : `${first.name} and ${second.name} cannot be told apart yet: their order may be chance.`,
        ]),
    `Severity: from 0 (delighted) to 1 (furious), by the mood of what customers wrote about it, or by their scores within 30 days of an attempt. Value at risk: all of that of the customers touched in ${format.days(days)}; that the problem put them at risk is not said, since customers who leave meet other things as well. ${format.percent(level, 0)} intervals.`,
    ...(problems.some(({ worth }) => worth !== null)
      ? [
          `Fixing it: margin over ${format.days(horizonDays)}, by the measured effect of a driver (holdfast drivers), if as many cases were of the usual mood, or as many attempts were completed. Not randomised: it is what the difference goes with, and only a change made for some tells what it brings.`,
        ]
      : []),
    ...notes,
  ];
}

/** The same on a terminal; nothing where no problem touched anybody. */
export const prioritiesLines = (priorities: Priorities, currency: string): string[] =>
  priorities.problems.length === 0
    ? []
    : [
        `Which problems come first, by ${write.days(priorities.days)} before the date`,
        '',
        ...terminalTable(prioritiesTable(priorities, currency)),
        '',
        ...priorityNotes(priorities),
      ];

/** The table as CSV in full precision, safe to open in a spreadsheet. */
export function prioritiesCsv(priorities: Priorities, currency: string): string {
  const table = prioritiesTable(priorities, currency);
  const [file] = numbersFiles({
    ...{ about: 'Priorities', verdict: '', introduction: '' },
    caveat: 'not randomised',
    sections: [{ title: 'Problems', blocks: [table] }],
  });
  return file!.text;
}
