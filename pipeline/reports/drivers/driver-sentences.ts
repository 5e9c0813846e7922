import type { DriverFigures, DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import { type Format, write } from '../format.ts';

/** The answer in a sentence. */
export function verdictSentence({ drivers }: DriversReport): string {
  if (drivers.length === 0) return 'Nothing can be told yet of what moves money.';
  const named = (verdict: DriverFigures['verdict']) =>
    drivers.filter((driver) => driver.verdict === verdict).map(({ title }) => title);
  const [still, open] = [named('does not'), named('not known yet')];
  const moving = drivers.filter(({ verdict, backwards }) => verdict === 'moves' && !backwards);
  const backwards = drivers.filter((driver) => driver.backwards);
  const titles = (some: readonly DriverFigures[]) => some.map(({ title }) => title).join('; ');
  return [
    moving.length === 0 ? 'Nothing is known to move money yet.' : `Moves money: ${titles(moving)}.`,
    ...(backwards.length === 0 ? [] : [`The wrong way round: ${titles(backwards)}.`]),
    ...(still.length === 0 ? [] : [`Does not: ${still.join('; ')}.`]),
    ...(open.length === 0 ? [] : [`Not known yet: ${open.join('; ')}.`]),
  ].join(' ');
}

/** Where a metric that people believe in and money part. */
export function warnings(report: DriversReport, format: Format = write): string[] {
  const { drivers, trends, marginTrend } = report;
  const still = drivers
    .filter(({ kind, verdict }) => kind === 'subjective' && verdict === 'does not')
    .map(
      ({ title, retention }) =>
        `${title} does not move money: a standard deviation more is worth between ${format.points(retention.perDeviation.low)} and ${format.points(retention.perDeviation.high)} of retention. A rise in it is no gain.`,
    );
  const backwards = drivers
    .filter((driver) => driver.backwards)
    .map(
      (driver) =>
        `${driver.title}: more ${wrongWay(driver)} where it is worse. Find out what else differs before acting on it.`,
    );
  const apart = trends
    .filter(({ disagrees }) => disagrees)
    .map(({ title, now, before }) => {
      const up = now > before;
      return `${title} ${up ? 'up' : 'down'} (${format.number(before, 2)} to ${format.number(now, 2)}), margin ${up ? 'down' : 'up'} (${format.money(marginTrend!.before, report.currency)} to ${format.money(marginTrend!.now, report.currency)}) in 90 days against the same a year before.`;
    });
  return [...still, ...backwards, ...apart];
}

/** Which of the figures is higher where the metric is worse. */
function wrongWay({ better, retention, margin }: DriverFigures): string {
  const good = better === 'higher' ? 1 : -1;
  return Object.entries({ retention, margin })
    .filter(([, { verdict, perUnit }]) => verdict === 'moves' && Math.sign(perUnit.value) === -good)
    .map(([name]) => name)
    .join(' and ');
}

/** Why nothing is told of a journey that is completed by buying. */
export const purchaseSentence = (
  { journey, bought }: DriversReport['purchases'][number],
  format: Format = write,
): string =>
  `Journey not completed, ${journey}: not told. Completing it is buying: ${format.percent(bought.completed, 0)} of the completed attempts came with an order or a contract by the next day, ${format.percent(bought.failed, 0)} of the others. Who completed has just bought and who failed has not, so the two are never in the same state; only an experiment tells what failing costs.`;

/** What keeps these figures from being the last word. */
export function caveats(
  { tests, narrow, horizonDays, customers, moods }: DriversReport,
  format: Format = write,
): string[] {
  return [
    ...(customers.looked < customers.known
      ? [
          `A sample is looked at: ${format.count(customers.looked)} of ${format.count(customers.known)} customers.`,
        ]
      : []),
    'Nothing was randomised: customers are compared with customers in the same state before. What nobody recorded is not adjusted for; only an experiment settles it.',
    `The state is that of before the metric: orders, money, lateness, support cases, activity, tenure, segment, country, channel and month. What came after it is never adjusted for. Retention and margin are counted from when the metric is known for all: at once for answers, 7 days after a journey begins, 14 days after a case or an order; for ${format.days(horizonDays)} each time.`,
    'Scores are of those who answered. If those who do not answer would react otherwise, these figures do not tell of them.',
    ...(moods?.some(({ source, byScore }) => source === 'survey' && byScore > 0)
      ? [
          'Sentiment of comments is that of comments whose mood the data bring or the words tell. Where it is taken from the score of the same answer it is that score once more, and is left out here.',
        ]
      : []),
    'A score is a noisy measure: what moves a customer’s true satisfaction by a point is worth more than a point of score.',
    `${format.count(tests)} figures are looked at together; “moves” allows for that (Holm 1979): that anything is called a driver by chance happens in one of 20 such pages. The intervals printed are those of one figure alone.`,
    `“Does not move money” is said only where the whole interval of a standard deviation lies within ${format.points(narrow.retention, 0)} of retention and ${format.percent(narrow.marginShare, 0)} of the mean margin. Otherwise it is not known yet; the last column says what would be seen in four of five cases.`,
    'Amounts beyond the 99.9th percentile are drawn in to it.',
  ];
}
