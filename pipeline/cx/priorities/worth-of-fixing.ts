import type { DriverFigures, DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import type { Priority } from '../../../contracts/artefacts/priorities.ts';
import type { ProblemSums } from './find-problems.ts';

/**
 * What fixing a problem would be worth, as far as a driver is measured that says so and is known to move margin: of a journey the
 * attempts that failed; of what customers complain of, the mood of the cases about it, were it that of all other cases. Margin after as
 * many as there were within the window; of a journey that is completed by buying it is not said. It goes by a comparison of customers in the same state, not by an experiment.
 */
export function worthOfFixing(
  sums: ProblemSums,
  all: readonly ProblemSums[],
  report: Pick<DriversReport, 'drivers' | 'purchases'> | null,
): Priority['worth'] {
  if (sums.kind === 'journey' && report?.purchases.some(({ journey }) => journey === sums.id)) return null;
  const name = sums.kind === 'journey' ? 'failed_journey' : 'sentiment_cases';
  const driver = report?.drivers.find((one) => one.name === name);
  if (driver === undefined || !movesMargin(driver)) return null;
  const fixed = sums.kind === 'journey' ? -sums.times : sums.cases * moodBelowOthers(sums, all);
  if (fixed === 0) return null;
  const { value, low, high } = driver.margin.perUnit;
  const [a, b] = [fixed * low, fixed * high];
  return {
    margin: { value: fixed * value, low: Math.min(a, b), high: Math.max(a, b) },
    driver: name,
    title: driver.title,
  };
}

/** In the right direction: what is backwards says nothing of what a fix would bring. */
const movesMargin = ({ margin, better }: DriverFigures): boolean =>
  margin.verdict === 'moves' && Math.sign(margin.perUnit.value) === (better === 'higher' ? 1 : -1);

/** Points of mood, from −1 to 1, by which cases about a problem lie below all other cases; 0 where they do not. */
function moodBelowOthers(sums: ProblemSums, all: readonly ProblemSums[]): number {
  const others = all.filter((one) => one !== sums && one.kind !== 'journey');
  const said = others.reduce((total, one) => total + one.said, 0);
  if (said === 0 || sums.said === 0) return 0;
  const severity = others.reduce((total, one) => total + one.severities, 0) / said;
  return Math.max(0, 2 * (sums.severities / sums.said - severity));
}
