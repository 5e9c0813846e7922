import type { ChurnQuality, ChurnRuleQuality, Measured } from '../../../models/quality.ts';
import { byCustomer, estimateOf, type Quantity } from '../estimate.ts';
import { type Format, write } from '../format.ts';
import { type Cell, type Table, tableOf } from '../table.ts';

type Judged = Partial<Record<Measure, Measured>>;
type Measure = 'auc' | 'averagePrecision' | 'topDecileLift' | 'gainAtList' | 'logLoss' | 'brier';

const measures: Readonly<Record<Measure, { readonly name: string } & Pick<Quantity, 'unit' | 'digits'>>> = {
  auc: { name: 'AUC', unit: 'number', digits: 3 },
  averagePrecision: { name: 'average precision', unit: 'number', digits: 3 },
  topDecileLift: { name: 'top-decile lift', unit: 'number', digits: 2 },
  gainAtList: { name: 'share of leavers in the top', unit: 'share', digits: 1 },
  logLoss: { name: 'log loss', unit: 'number', digits: 3 },
  brier: { name: 'Brier', unit: 'number', digits: 3 },
};

const brief: readonly Measure[] = ['auc', 'topDecileLift', 'gainAtList', 'logLoss'];
const full: readonly Measure[] = ['auc', 'averagePrecision', 'topDecileLift', 'logLoss', 'brier'];

/**
 * What ranks beside rules that anybody could apply by hand.
 * @param ranks whose figures they are: the model's, unless a rule is in its place
 */
export function churnTable(
  churn: ChurnQuality,
  of: 'brief' | 'full',
  ranks = 'the model',
  format: Format = write,
): Table {
  const shown = of === 'brief' ? brief : full;
  const first = format.percent(churn.listShare);
  const head = shown.map((measure) =>
    measure === 'gainAtList' ? `${measures[measure].name} ${first}` : measures[measure].name,
  );
  const row = (name: string, judged: Judged): Cell[] => [
    name,
    ...shown.map((measure) => cellOf(judged[measure], measures[measure], churn.customers)),
  ];
  return tableOf(
    ['', ...head],
    [row(ranks, churn), ...churn.rules.map((rule: ChurnRuleQuality) => row(rule.name, rule))],
  );
}

/** A measured figure as a cell; nothing where it was not measured. */
export const cellOf = (
  measured: Measured | undefined,
  how: Pick<Quantity, 'unit' | 'digits'>,
  n?: number,
): Cell =>
  measured === undefined
    ? ''
    : estimateOf(
        measured,
        { unit: how.unit, ...(how.digits === undefined ? {} : { digits: how.digits }) },
        { ...byCustomer, ...(n === undefined ? {} : { n }) },
      );
