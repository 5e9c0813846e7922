import { join } from 'node:path';
import type { EffectEstimate, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { ExperimentFindings } from '../../flat/experiment/experiment-table.ts';
import { effectVerdict } from '../../pipeline/reports/effect/effect-verdict.ts';
import { effectDigits } from '../../pipeline/reports/effect/saying.ts';
import { count, estimateOf, money, points, share } from '../../pipeline/reports/estimate.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { reasonSentence } from './effect-words.ts';

/** An experiment on a terminal: how the table was read, each arm's answer, figures and checks, and where the files are. */
export const experimentScreen = ({ plan, reports, files }: ExperimentFindings, folder: string): string[] => [
  `Control: ${plan.control.name} (${plan.said}). ${plan.outcome.name} is read as ${plan.outcome.said}. Everyone counts in the arm given in the table, reached or not.`,
  ...reports.flatMap((report) => ['', ...armLines(report)]),
  '',
  'Files',
  ...files.map((name) => `  ${join(folder, name)}`),
];

function armLines(report: EffectReport): string[] {
  const { verdict } = report;
  const figures = verdict.answer === 'warning' ? [] : figureRows(report);
  return [
    effectVerdict(report, 'en'),
    '',
    ...terminalTable(armsTable(report)),
    ...(figures.length === 0 ? [] : ['', ...terminalTable(tableOf(['', 'difference'], figures))]),
    '',
    ...[...verdict.reasons, ...verdict.cautions].map((reason) => `  ${reasonSentence(reason)}`),
  ];
}

function armsTable(report: EffectReport) {
  const { arms, question, currency } = report;
  const { contact = '', control = '' } = question.table ?? {};
  const digits = effectDigits(report);
  return tableOf(
    ['arm', 'customers', 'outcome', 'cost'],
    arms.map((arm): Cell[] => [
      arm.arm === 'contact' ? contact : control,
      count(arm.customers),
      arm.retention === null ? money(arm.margin, currency, digits) : share(arm.retention.value, digits),
      arm.cost === null ? '' : money(arm.cost, currency, 2),
    ]),
  );
}

function figureRows(report: EffectReport): Cell[][] {
  const { money: found, retention, observed, gained, everyLook, question, level, currency } = report;
  const isShare = question.table?.positive !== null;
  const cell = (
    { value, interval }: EffectEstimate,
    unit = isShare ? points(0, effectDigits(report)) : money(0, currency, effectDigits(report)),
  ): Cell =>
    interval === null
      ? 'any: the cost cannot be distinguished from zero'
      : estimateOf({ value, low: interval.low, high: interval.high }, unit, {
          level,
          method: interval.method,
          n: 0,
        });
  const main = found?.headline ?? retention?.points;
  const named: readonly (readonly [string, EffectEstimate | null | undefined])[] = [
    ['effect per customer', main],
    ['… not adjusted', found?.unadjusted ?? retention?.unadjusted],
    ['… at every look', main && everyLook && { ...main, interval: everyLook }],
    ['… linear', observed?.linear],
    ['… trees', observed?.trees],
    ['… entropy balancing', observed?.balanced],
    ['difference in differences', observed?.differences],
    ['… before the start', observed?.differencesBefore],
    ['placebo', observed?.placebo],
  ];
  const priced: readonly (readonly [string, EffectEstimate | null | undefined, ReturnType<typeof money>])[] =
    [
      ['net, all', found?.net, money(0, currency)],
      ['ROI', found?.roi, share(0, 0)],
      ['per unit of cost', gained, { value: 0, unit: 'number', digits: 3 }],
    ];
  return [
    ...named.flatMap(([name, figure]) => (figure ? [[name, cell(figure)]] : [])),
    ...priced.flatMap(([name, figure, unit]) => (figure ? [[name, cell(figure, unit)]] : [])),
  ];
}
