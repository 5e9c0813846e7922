import type { CxIndexReport, IndexPeriod } from '../../contracts/artefacts/cx-index.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';

const points = (value: number, signed = false): string =>
  write.quantity({ unit: 'number', digits: 1, value, signed });
const range = ({ low, high }: { low: number; high: number }, signed = false): string =>
  `${points(low, signed)} to ${points(high, signed)}`;

/** The index with its parts: what each adds, and how that changed since the four weeks before. */
export function cxIndexLines({ version, refused, before, periods, change }: CxIndexReport): string[] {
  if (version === null) return ['', `CX index: not given; ${refused}.`];
  const [earlier, now] = periods.length < 2 ? [undefined, periods[0]] : periods.slice(-2);
  return [
    '',
    ...(now === undefined ? ['CX index: no four weeks are settled yet.'] : [sentenceOf(now)]),
    ...(change === null
      ? []
      : [
          `  Change from the four weeks before: ${points(change.value, true)} (${range(change, true)})${verdictOf(change)}.`,
        ]),
    ...terminalTable(
      tableOf(
        ['part', 'weight', '0 is', '100 is', 'n', 'score', 'adds', 'change', 'slope on retention'],
        version.parts.map(({ metric, weight, worst, best }) => {
          const part = now?.parts.find((one) => one.metric === metric);
          const old = earlier?.parts.find((one) => one.metric === metric);
          const slope = version.learned?.slopes.find((one) => one.metric === metric);
          return [
            metric,
            write.percent(weight, 0),
            write.trimmed(worst, 4),
            write.trimmed(best, 4),
            part === undefined ? '' : write.count(part.n),
            part === undefined ? '' : points(part.score),
            part === undefined ? '' : points(part.contribution),
            part === undefined || old === undefined ? '' : points(part.contribution - old.contribution, true),
            slope === undefined ? '' : slopeText(slope),
          ];
        }),
      ),
    ),
    ...learnedLines({ version }),
    `Version ${version.version} since ${write.day(version.since)}${before === null ? '.' : `: a new series, which does not continue version ${before.version} (since ${write.day(before.since)}).`}`,
  ];
}

function sentenceOf({ first, last, index, lacking }: IndexPeriod): string {
  const weeks = `${write.day(first)} to ${write.day(last)}`;
  if (index !== null) return `CX index ${points(index.value)} of 100 (${range(index)}), ${weeks}`;
  const parts = lacking.map(({ metric, why }) => `${metric} (${why})`).join(', ');
  return `CX index: not given for ${weeks}, since a part is missing: ${parts}. The other weights do not change.`;
}

const verdictOf = ({ low, high }: { low: number; high: number }): string =>
  low > 0 ? ', better' : high < 0 ? ', worse' : ', no clear change';

const slopeText = ({ slope, low, high }: { slope: number; low: number; high: number }): string => {
  const share = (value: number) => write.quantity({ unit: 'points', value, digits: 2, signed: true });
  return `${share(slope)} (${share(low)} to ${share(high)})`;
};

function learnedLines({ version }: { readonly version: NonNullable<CxIndexReport['version']> }): string[] {
  const { learned, parts } = version;
  if (learned === null) return [];
  const none = parts.filter(({ weight }) => weight === 0).map(({ metric }) => metric);
  return [
    `Weights learned on ${write.day(learned.on)} of ${write.count(learned.customers)} customers who could leave, of whom ${write.count(learned.stayed)} stayed ${write.days(learned.horizonDays)}: ridge regression of staying, beside how long ago and how often a customer was seen. Who stays is told with AUC ${write.number(learned.auc)}, without the metrics ${write.number(learned.aucWithout)} (held-out customers). What goes with staying need not cause it.`,
    ...(none.length === 0
      ? []
      : [`Without weight, since more of it does not predict retention: ${none.join(', ')}.`]),
  ];
}
