import type { EffectEstimate, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { TrueEffect } from '../../contracts/artefacts/true-effects.ts';
import { type Estimate, money, points, type Quantity } from '../../pipeline/reports/estimate.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { answerWords } from './effect-words.ts';

type Known = Pick<
  TrueEffect,
  'campaign' | 'retention' | 'margin' | 'retentionOfContacted' | 'marginOfContacted'
>;

/** What reports found, beside what is true of a simulated business. */
export function truthScreen(reports: readonly EffectReport[], truth: readonly Known[]): string[] {
  const rows = reports.flatMap((report) => {
    const known = truth.find(({ campaign }) => campaign === report.question.campaign);
    return known === undefined ? [] : [rowOf(report, known)];
  });
  if (rows.length === 0) return [];
  const columns = ['campaign', 'arms', 'extra margin', 'truth', 'retention', 'truth', 'answer'];
  return [
    'What the campaigns did, compared with the truth that only a simulation knows; per customer, before cost',
    ...terminalTable(tableOf(columns, rows)),
  ];
}

function rowOf({ question, verdict, money: found, retention, currency }: EffectReport, truth: Known): Cell[] {
  const byLot = question.design === 'randomised';
  const inMoney = money(0, currency, 2);
  const isWarning = verdict.answer === 'warning';
  const cell = (figure: EffectEstimate | undefined, unit: Quantity): Cell =>
    isWarning || figure === undefined ? 'not stated' : cellOf(figure, unit);
  return [
    question.campaign,
    byLot ? 'randomised' : 'not randomised',
    cell(found?.headline, inMoney),
    { ...inMoney, value: byLot ? truth.margin : truth.marginOfContacted },
    cell(retention?.points, points(0)),
    points(byLot ? truth.retention : truth.retentionOfContacted),
    isWarning
      ? `${answerWords.warning}: ${verdict.reasons.map(({ code }) => code).join(', ')}`
      : answerWords[verdict.answer],
  ];
}

function cellOf({ value, interval, safe }: EffectEstimate, unit: Quantity): Cell {
  const bound = safe ?? interval;
  if (bound === null) return 'no reliable interval';
  const told: Estimate = { ...unit, ...bound, value, n: null };
  return told;
}
