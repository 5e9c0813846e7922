import type { DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import type { Priorities, Priority } from '../../../contracts/artefacts/priorities.ts';
import { meanOfSums } from '../../../models/intervals.ts';
import { normalReach } from '../../../models/numerics.ts';
import { type ProblemSums, windowDays } from './find-problems.ts';
import { worthOfFixing } from './worth-of-fixing.ts';

export interface RankRequest {
  readonly horizonDays: number;
  /** What moves money; null where it was not measured. */
  readonly drivers: Pick<DriversReport, 'drivers' | 'purchases'> | null;
  readonly nameOf: (problem: Pick<Priority, 'kind' | 'id'>) => string;
}

const level = 0.95;
/** Of fewer customers nothing says how bad it is. */
const fewestKnown = 5;

/** Orders problems by Σ severity × value at risk of the customers whom they touched; those of unknown severity come last, by that value. */
export function rankProblems(all: readonly ProblemSums[], request: RankRequest): Priorities {
  const judged = all.map((sums) => ({ sums, index: indexOf(sums) })).sort(byIndex);
  return {
    days: windowDays,
    level,
    horizonDays: request.horizonDays,
    problems: judged.map(({ sums, index }, i): Priority => {
      const { kind, id, customers, times, atRisk } = sums;
      return {
        ...{ rank: i + 1, kind, id, name: request.nameOf(sums), customers, times },
        severity: severityOf(sums),
        valueAtRisk: atRisk,
        index,
        aboveNext: isAbove(sums, judged[i + 1]?.sums),
        worth: worthOfFixing(sums, all, request.drivers),
      };
    }),
    notes: request.drivers === null ? [unmeasured] : notesOf(judged, request.drivers),
  };
}

const unmeasured =
  'What fixing a problem would be worth is not said: the stage drivers, which measures what moves margin, failed; the log says why.';

function notesOf(judged: readonly Judged[], { purchases }: Pick<DriversReport, 'purchases'>): string[] {
  const bought = judged
    .map(({ sums }) => sums)
    .filter(({ kind, id }) => kind === 'journey' && purchases.some(({ journey }) => journey === id));
  return bought.length === 0
    ? []
    : [
        `What fixing ${bought.map(({ id }) => id).join(', ')} would be worth is not said: to complete it is to buy, and customers who have just bought are no measure for those who have not.`,
      ];
}

type Judged = { readonly sums: ProblemSums; readonly index: Priority['index'] };

const byIndex = (a: Judged, b: Judged): number =>
  Number(a.index === null) - Number(b.index === null) ||
  (b.index?.value ?? b.sums.atRisk) - (a.index?.value ?? a.sums.atRisk) ||
  (`${a.sums.kind} ${a.sums.id}` < `${b.sums.kind} ${b.sums.id}` ? -1 : 1);

const isKnown = ({ known }: ProblemSums): boolean => known >= fewestKnown;

function severityOf(sums: ProblemSums): Priority['severity'] {
  if (!isKnown(sums)) return null;
  const { known: n, severity: sum, severitySquares: squares } = sums;
  const mean = meanOfSums({ n, sum, squares }, level, { least: 0, most: 1 });
  return { ...mean, n, by: sums.kind === 'journey' ? 'score' : 'mood' };
}

/** As if such customers turned up again at the same rate: of a compound Poisson sum the variance is that of its squares. */
function indexOf(sums: ProblemSums): Priority['index'] {
  if (!isKnown(sums)) return null;
  const { weight: value, weightSquares } = sums;
  const reach = normalReach(level) * Math.sqrt(weightSquares);
  return { value, low: Math.max(0, value - reach), high: value + reach };
}

/** More above the next one than chance would have it. */
function isAbove(one: ProblemSums, next: ProblemSums | undefined): boolean {
  if (next === undefined || !isKnown(one) || !isKnown(next)) return false;
  return one.weight - next.weight > normalReach(level) * Math.sqrt(one.weightSquares + next.weightSquares);
}
