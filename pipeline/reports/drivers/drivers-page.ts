import type { DriverFigures, DriversReport, Worth } from '../../../contracts/artefacts/drivers-report.ts';
import { count, type Estimate, estimateOf, money, points, type Quantity } from '../estimate.ts';
import type { BarFigure } from '../figure.ts';
import { type Format, write } from '../format.ts';
import type { Report, Section } from '../report.ts';
import { type Cell, tableOf } from '../table.ts';
import { disagreementSection } from './disagreement-section.ts';
import { caveats, purchaseSentence, verdictSentence, warnings } from './driver-sentences.ts';
import { treeSection } from './tree-section.ts';

/** What moves money, as a page. */
export function driversPage(report: DriversReport, format: Format = write): Report {
  return {
    about: `What moves money as of ${format.day(report.asOf)}`,
    caveat: 'not randomised',
    verdict: verdictSentence(report),
    introduction: `What one more unit of each metric that a customer lived is worth in retention and margin over the next ${format.days(report.horizonDays)}, adjusted for the customer’s state before; ${format.percent(report.level, 0)} intervals, customers as draws.`,
    sections: [
      ...sectionsOf(report, format),
      ...treeSection(report),
      ...disagreementSection(report, format),
      { title: 'How to read it', blocks: [{ kind: 'items', items: caveats(report, format) }] },
    ],
  };
}

function sectionsOf(report: DriversReport, format: Format): Section[] {
  const { drivers, tooFew, missing, purchases } = report;
  const told = untold(tooFew, purchases);
  const left = [
    ...purchases.map((purchase) => purchaseSentence(purchase, format)),
    ...fewOf(
      told.filter(({ customers }) => customers > 0),
      format,
    ),
    ...noneOf(told.filter(({ customers }) => customers === 0)),
    ...missing.map(({ name, needs }) => `${name}: needs ${needs.join(', ')}.`),
  ];
  const warned = warnings(report, format);
  return [
    ...(drivers.length === 0
      ? []
      : [{ title: 'Worth of each', blocks: [worthTable(report), figure(report)] }]),
    ...(warned.length === 0
      ? []
      : [{ title: 'Warnings', blocks: [{ kind: 'items' as const, items: warned }] }]),
    ...(left.length === 0 ? [] : [{ title: 'Not told', blocks: [{ kind: 'items' as const, items: left }] }]),
  ];
}

const fewOf = (some: DriversReport['tooFew'], format: Format): string[] =>
  some.map(
    ({ title, customers }) =>
      `${title}: not told. ${format.count(customers)} customers with a known outcome are too few, or nothing in it varies.`,
  );

/** What the columns could hold and the rows do not, in one line. */
const noneOf = (some: DriversReport['tooFew']): string[] =>
  some.length === 0
    ? []
    : [`No customer with a known outcome has any of these: ${some.map(({ title }) => title).join('; ')}.`];

/** Where every attempt is left out the sentence on journeys has said why. */
const untold = (tooFew: DriversReport['tooFew'], purchases: DriversReport['purchases']) =>
  tooFew.filter(
    ({ name, customers }) => name !== 'failed_journey' || customers > 0 || purchases.length === 0,
  );

function worthTable(report: DriversReport) {
  return tableOf(
    ['metric', 'one more', 'customers', 'retention', 'margin', 'verdict', 'would be seen'],
    report.drivers.map((driver): Cell[] => [
      driver.title,
      driver.unit,
      count(driver.customers),
      retentionOf(driver, 'perUnit', report),
      marginOf(driver, 'perUnit', report),
      words[driver.verdict],
      driver.verdict === 'not known yet'
        ? `${write.points(driver.retention.smallest)}, ${write.money(driver.margin.smallest, report.currency, 2)}`
        : '',
    ]),
  );
}

const words = {
  moves: 'moves money',
  'does not': 'does not move money',
  'not known yet': 'not known yet',
} as const;

function figure(report: DriversReport): BarFigure {
  const { drivers, level } = report;
  return {
    kind: 'figure',
    shape: 'bars',
    title: 'Retention for one standard deviation more of each',
    measure: `Points of retention; whiskers: ${write.percent(level, 0)} intervals; grey: not adjusted for the state before`,
    bars: drivers.map((driver) => ({
      name: driver.title,
      value: retentionOf(driver, 'perDeviation', report),
      beside: points(driver.retention.plain.value * driver.deviation),
    })),
    numbers: tableOf(
      ['metric', 'one standard deviation', 'retention', 'not adjusted', 'margin'],
      drivers.map((driver): Cell[] => [
        driver.title,
        deviationText(driver),
        retentionOf(driver, 'perDeviation', report),
        points(driver.retention.plain.value * driver.deviation),
        marginOf(driver, 'perDeviation', report),
      ]),
    ),
  };
}

const deviationText = ({ deviation, unit }: DriverFigures): string =>
  unit === 'time twice as long' ? `${write.number(deviation, 2)} doublings` : write.number(deviation, 2);

type Part = keyof Pick<Worth, 'perUnit' | 'perDeviation'>;

const retentionOf = (driver: DriverFigures, part: Part, report: DriversReport): Estimate =>
  estimate(driver, driver.retention[part], points(null), report);

const marginOf = (driver: DriverFigures, part: Part, report: DriversReport): Estimate =>
  estimate(driver, driver.margin[part], money(null, report.currency, 2), report);

const estimate = (
  { customers }: DriverFigures,
  measured: Worth['perUnit'],
  { unit, digits = 1 }: Quantity,
  { level }: DriversReport,
): Estimate =>
  estimateOf(
    measured,
    { unit, digits, signed: true },
    { level, method: 'double machine learning, clustered by customer', n: customers },
  );
