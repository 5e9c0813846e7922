import type { EffectEstimate, EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import { count, number, type Quantity } from '../estimate.ts';
import { type NumbersFile, tableFile } from '../render/csv.ts';
import { type Cell, type Table, tableOf } from '../table.ts';
import { bounds } from './saying.ts';

/**
 * Every number of the report in full precision, a CSV file for each part of the page; the same in every language. Not
 * randomised stands in every row where nobody drew lots.
 */
export function effectFiles(report: EffectReport): NumbersFile[] {
  const caveat = report.question.design === 'randomised' ? undefined : 'not randomised';
  const tables: [string, Table | null][] = [
    ['arms', armsTable(report)],
    ['money', moneyTable(report)],
    ['days', daysTable(report)],
    ['groups', groupsTable(report)],
    ['checks', checksTable(report)],
    ['balance', report.balance.length === 0 ? null : balanceTable(report)],
    ['methods', report.observed === null ? null : methodsTable(report.observed)],
    ['chances', report.observed === null ? null : chancesTable(report.observed)],
  ];
  return tables
    .filter((one): one is [string, Table] => one[1] !== null)
    .map(([name, table], i) => tableFile(`${String(i + 1).padStart(2, '0')}-${name}.csv`, table, caveat));
}

const plain = (value: number | null): Quantity => number(value, 4);

const estimateCells = (estimate: EffectEstimate | null): Cell[] => {
  const interval = estimate && bounds(estimate);
  return [
    plain(estimate?.value ?? null),
    plain(interval?.low ?? null),
    plain(interval?.high ?? null),
    plain(interval?.level ?? null),
    interval?.method ?? '',
  ];
};

const estimateColumns = ['value', 'low', 'high', 'level', 'method'];

const armsTable = ({ arms }: EffectReport): Table =>
  tableOf(
    [
      'arm',
      'drawn',
      'customers',
      'kept',
      ...estimateColumns.map((name) => `retention ${name}`),
      'margin',
      'margin not capped',
      'deviation',
      'largest share',
      'reached',
      'cost',
    ],
    arms.map((arm): Cell[] => [
      arm.arm,
      count(arm.drawn),
      count(arm.customers),
      count(arm.kept),
      ...estimateCells(arm.retention),
      ...[arm.margin, arm.marginUncapped, arm.deviation, arm.largestShare, arm.reached, arm.cost].map(plain),
    ]),
  );

function moneyTable({ money, retention, value, reached }: EffectReport): Table {
  const rows: [string, EffectEstimate | null][] = [
    ['extra margin per customer', money?.headline ?? null],
    ['not adjusted', money?.unadjusted ?? null],
    ['not capped', money?.uncapped ?? null],
    ['extra margin', money?.margin ?? null],
    ['net', money?.net ?? null],
    ['roi', money?.roi ?? null],
    ['retention', retention?.points ?? null],
    ['retention, within strata', retention?.stratified ?? null],
    ['value so far', value?.observed ?? null],
    ['value predicted', value?.predicted ?? null],
    ['value together', value?.together ?? null],
    ['per customer reached', reached?.effect ?? null],
  ];
  const cost = money?.cost ?? null;
  const costs: Cell[][] =
    cost === null
      ? []
      : [
          ...cost.lines.map(({ channel, play, total }): Cell[] => [
            `cost ${[channel, play].filter((one) => one !== null).join(' ')}`,
            plain(total),
            '',
            '',
            '',
            '',
          ]),
          ['cost fixed', plain(cost.fixed), '', '', '', ''],
          ['cost', plain(cost.total), '', '', '', ''],
        ];
  return tableOf(
    ['figure', ...estimateColumns],
    [
      ...rows
        .filter(([, estimate]) => estimate !== null)
        .map(([name, estimate]): Cell[] => [name, ...estimateCells(estimate)]),
      ...costs,
    ],
  );
}

const daysTable = ({ curves }: EffectReport): Table =>
  tableOf(
    ['day', 'margin', 'low', 'high', 'net', 'net low', 'net high', 'contact', 'control'],
    curves.map((point): Cell[] => [
      count(point.day),
      ...[
        point.margin,
        point.low,
        point.high,
        point.net,
        point.netLow,
        point.netHigh,
        point.contact,
        point.control,
      ].map(plain),
    ]),
  );

const groupsTable = ({ segments }: EffectReport): Table =>
  tableOf(
    [
      'by',
      'group',
      'contact',
      'control',
      ...estimateColumns,
      ...estimateColumns.map((name) => `points ${name}`),
      'adjusted p',
    ],
    segments.rows.map((row): Cell[] => [
      row.by,
      row.value,
      count(row.contact),
      count(row.control),
      ...estimateCells(row.margin),
      ...estimateCells(row.points),
      plain(row.adjustedP),
    ]),
  );

const checksTable = ({ checks }: EffectReport): Table =>
  tableOf(
    ['check', 'state', 'found', 'limit', 'name'],
    checks.map(({ code, state, found, limit, name }): Cell[] => [
      code,
      state,
      plain(found),
      plain(limit),
      name ?? '',
    ]),
  );

const balanceTable = ({ balance }: EffectReport): Table =>
  tableOf(
    ['name', 'before', 'after'],
    balance.map(({ name, before, after }): Cell[] => [name, plain(before), plain(after)]),
  );

const methodsTable = (observed: NonNullable<EffectReport['observed']>): Table =>
  tableOf(
    ['estimator', ...estimateColumns],
    (['naive', 'blend', 'linear', 'trees', 'balanced', 'differences', 'placebo'] as const).map(
      (name): Cell[] => [name, ...estimateCells(observed[name])],
    ),
  );

const chancesTable = ({ chances }: NonNullable<EffectReport['observed']>): Table =>
  tableOf(
    ['tenth', 'contact', 'control'],
    chances.map(({ treated, control }, i): Cell[] => [count(i + 1), count(treated), count(control)]),
  );
