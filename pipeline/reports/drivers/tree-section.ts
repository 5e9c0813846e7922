import type { DriversReport, TreeEdge } from '../../../contracts/artefacts/drivers-report.ts';
import { count, type Estimate, estimateOf } from '../estimate.ts';
import type { Section } from '../report.ts';
import { type Cell, tableOf } from '../table.ts';

/** The metric tree: what is done to customers, what they say, and what it brings, with the strength of each edge. */
export function treeSection(report: DriversReport): Section[] {
  const rows = [...edgesToScores(report), ...edgesToMoney(report)];
  if (rows.length === 0) return [];
  return [
    {
      title: 'Metric tree',
      blocks: [
        tableOf(
          ['from', 'to', 'customers', 'strength', ''],
          rows,
          'Strength: standard deviations (of retention: points; of margin: share of the mean) for one standard deviation more.',
        ),
      ],
    },
  ];
}

function edgesToScores({ tree, drivers, level }: DriversReport): Cell[][] {
  const titleOf = (name: string) => drivers.find((driver) => driver.name === name)?.title ?? name;
  return tree.map((edge): Cell[] => [
    titleOf(edge.from),
    titleOf(edge.to),
    count(edge.customers),
    strengthOf(edge, level),
    edge.holds ? 'holds' : 'not known yet',
  ]);
}

const strengthOf = ({ strength, customers }: TreeEdge, level: number): Estimate =>
  estimateOf(
    strength,
    { unit: 'number', digits: 2, signed: true },
    { level, method: 'double machine learning, clustered by customer', n: customers },
  );

function edgesToMoney({ drivers, level }: DriversReport): Cell[][] {
  const how = { level, method: 'double machine learning, clustered by customer' };
  return drivers.flatMap(({ title, customers, retention, margin, marginMean }): Cell[][] => {
    const ofMean = (value: number) => value / Math.abs(marginMean);
    const { value, low, high } = margin.perDeviation;
    return [
      [
        title,
        'retention',
        count(customers),
        estimateOf(
          retention.perDeviation,
          { unit: 'points', digits: 1, signed: true },
          { ...how, n: customers },
        ),
        wordOf(retention.verdict),
      ],
      [
        title,
        'margin',
        count(customers),
        estimateOf(
          { value: ofMean(value), low: ofMean(low), high: ofMean(high) },
          { unit: 'share', digits: 1, signed: true },
          { ...how, n: customers },
        ),
        wordOf(margin.verdict),
      ],
    ];
  });
}

const wordOf = (verdict: string): string =>
  verdict === 'moves' ? 'holds' : verdict === 'does not' ? 'none' : verdict;
