import type { Disagreement, DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import { count, type Estimate, estimateOf } from '../estimate.ts';
import { type Format, write } from '../format.ts';
import type { Section } from '../report.ts';
import { type Cell, tableOf } from '../table.ts';

const words: Readonly<Record<string, string>> = {
  asked_about: 'asked about',
  acquisition_channel: 'acquisition channel',
  had_case: 'support case in the 90 days before',
  first_year: 'customer for less than a year',
};

/** Where recommendation and satisfaction disagree: who, and what was going on. */
export function disagreementSection(
  { disagreement, level }: DriversReport,
  format: Format = write,
): Section[] {
  if (disagreement === null) return [];
  const { pairs, warmUnhappy, coolHappy, groups } = disagreement;
  const of = (hits: number) => `${format.count(hits)} (${format.percent(hits / pairs)})`;
  return [
    {
      title: 'Where NPS and CSAT disagree',
      blocks: [
        {
          kind: 'items',
          items: [
            `Of ${format.count(pairs)} customers who answered both within 90 days, ${of(warmUnhappy)} would recommend and were not satisfied, ${of(coolHappy)} were satisfied and would not.`,
            ...(groups.length === 0
              ? ['In no group is either clearly more frequent than among the others.']
              : []),
          ],
        },
        ...(groups.length === 0
          ? []
          : [
              tableOf(
                ['who', '', 'which', 'customers', 'of them', 'more than the others'],
                groups.map((group): Cell[] => [
                  words[group.dimension] ?? group.dimension,
                  group.value,
                  group.kind,
                  count(group.n),
                  count(group.disagree),
                  differenceOf(group, level),
                ]),
                'Limits allow for the number of groups looked at.',
              ),
            ]),
      ],
    },
  ];
}

const differenceOf = ({ difference, n }: Disagreement['groups'][number], level: number): Estimate =>
  estimateOf(
    difference,
    { unit: 'points', digits: 1, signed: true },
    { level, method: 'Newcombe, Bonferroni', n },
  );
