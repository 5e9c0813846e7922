import type { Compared, JourneyFigures, JourneysReport } from '../../contracts/artefacts/journeys-report.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';

type Limits = { readonly value: number; readonly low: number; readonly high: number };

const share = ({ value, low, high }: Limits): string =>
  `${write.percent(value)} (${write.percent(low)} to ${write.percent(high)})`;

/** Where attempts at journeys stop, and what those customers say and were worth. */
export function journeyLines(
  { from, to, needs, journeys, others }: JourneysReport,
  currency: string,
): string[] {
  if (needs.length > 0) return [`Journeys: not shown; they need ${needs.join(', ')}.`];
  if (journeys.length === 0)
    return [`Journeys: no attempt began from ${write.day(from)} to ${write.day(to)}.`];
  return [
    '',
    `Journeys, attempts that began from ${write.day(from)} to ${write.day(to)}`,
    ...journeys.flatMap((journey) => linesOf(journey, currency)),
    ...(others > 0 ? [`  and ${write.count(others)} journeys with fewer attempts`] : []),
    '  Those who stopped differ from those who completed: a difference need not be caused by stopping.',
    '',
  ];
}

function linesOf(
  { journey, attempts, completion, steps, said, worth }: JourneyFigures,
  currency: string,
): string[] {
  const rows = steps.map(({ step, reached, stopped, failed, dropOff, worth: lost }) => [
    step ?? '(no name)',
    write.count(reached),
    write.count(stopped),
    write.count(failed),
    dropOff === null ? '' : share(dropOff),
    lost.mean === null ? '' : `${write.money(lost.mean.value, currency)} (n ${write.count(lost.n)})`,
  ]);
  const columns = ['step', 'reached', 'stopped there', 'failed', 'drop-off', 'margin in the year before'];
  const compared = [...said, ...(worth === null ? [] : [worth])];
  return [
    `  ${journey ?? '(no name)'}: ${completion === null ? `n ${write.count(attempts)}` : `${share(completion)} completed within 7 days, n ${write.count(attempts)}`}`,
    ...terminalTable(tableOf(columns, rows)),
    ...compared.map((one) => `    ${comparedText(one, currency)}`),
  ];
}

function comparedText({ title, unit, stopped, completed, difference }: Compared, currency: string): string {
  const figure = (value: number, signed = false) =>
    write.quantity({
      unit: unit === 'money' ? { currency } : 'number',
      digits: unit === 'money' ? 0 : 2,
      value,
      signed,
    });
  const of = ({ n, mean }: Compared['stopped']) =>
    mean === null ? `n ${write.count(n)}` : `${figure(mean.value)} (n ${write.count(n)})`;
  const told =
    difference === null
      ? 'too few to compare'
      : `${figure(difference.value, true)} (${figure(difference.low, true)} to ${figure(difference.high, true)})`;
  return `${title}: stopped ${of(stopped)}, completed ${of(completed)}; difference ${told}`;
}
