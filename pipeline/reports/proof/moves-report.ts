import type { ClvMove, ClvMoves } from '../../../contracts/artefacts/clv-moves.ts';
import { estimateOf, money, share } from '../estimate.ts';
import type { BarFigure } from '../figure.ts';
import { type Format, write } from '../format.ts';
import type { Report } from '../report.ts';
import { type Cell, tableOf } from '../table.ts';

const names: Readonly<Record<ClvMove['mover'], string>> = {
  retention: 'one customer in a hundred more stays',
  'order-value': 'each order brings 1% more margin',
  frequency: 'one customer in a hundred orders once more',
  'cross-sell': 'one customer in a hundred more buys of a second category',
};

const sources: Readonly<Record<ClvMove['from'], string>> = {
  model: 'the model’s scores',
  past: 'the past period',
  association: 'the past period; no proof of a cause',
};

/** What moves CLV, as a chart that finance can read. */
export function movesReport(moves: ClvMoves, format: Format = write): Report {
  const known = moves.moves.filter(({ worth }) => worth !== null);
  const largest = known.reduce<ClvMove | null>(
    (most, one) => (most === null || one.worth!.value > most.worth!.value ? one : most),
    null,
  );
  return {
    about: `What moves CLV · ${format.day(moves.asOf)}`,
    verdict:
      largest === null
        ? 'Nothing can be said of what moves CLV: nobody can still leave, or there is no past period.'
        : `Of ${format.count(known.length)} small changes most is won where ${names[largest.mover]}: ${format.spoken(worthOf(largest, moves))}.`,
    introduction: introduction(moves, format),
    sections: [
      { title: 'What a small change is worth', blocks: known.length === 0 ? [] : [figure(known, moves)] },
      { title: 'How it is computed', blocks: [{ kind: 'items', items: method(moves, format) }] },
    ],
  };
}

const worthOf = ({ worth, from }: ClvMove, { currency, level, customers }: ClvMoves) =>
  estimateOf(worth!, money(null, currency), { level, method: from, n: customers });

function introduction({ customers, clv, currency, horizonDays }: ClvMoves, format: Format): string {
  const each = customers === 0 ? 0 : clv / customers;
  return `${format.count(customers)} customers can still leave; over ${format.days(horizonDays)} the model expects ${format.money(clv, currency)} of margin from them, ${format.money(each, currency, 2)} each.`;
}

function figure(known: readonly ClvMove[], moves: ClvMoves): BarFigure {
  return {
    kind: 'figure',
    shape: 'bars',
    title: 'Worth of a small change, all active customers together',
    measure: `Margin in ${moves.currency}; whiskers: ${write.percent(moves.level, 0)} intervals`,
    bars: known.map((move) => ({ name: names[move.mover], value: worthOf(move, moves) })),
    numbers: tableOf(
      ['change', 'worth', 'of all CLV', 'from'],
      known.map((move): Cell[] => [
        names[move.mover],
        worthOf(move, moves),
        share(move.share, 2),
        sources[move.from],
      ]),
    ),
  };
}

function method({ moves, modelError, past, horizonDays }: ClvMoves, format: Format): string[] {
  return [
    `Retention: a hundredth of what customers are worth if kept less what they are worth if lost, over ${format.days(horizonDays)}, by the model.`,
    'Order value: a hundredth of CLV, as long as more margin drives nobody away.',
    `Intervals of both allow for the customers’ spread and for totals of the model that are ${format.percent(modelError, 0)} off.`,
    ...(past === null
      ? []
      : [
          `Frequency: the mean margin of an order in the ${format.days(past.days)} from ${format.day(past.from)}, ${format.count(past.customers)} customers.`,
          'Cross-sell: what buyers of several categories brought in that period beyond buyers of one, at the same number of orders and the same margin before (CUPED). Who buys more widely may be another customer: only an experiment tells what cross-selling wins.',
        ]),
    'The four cannot be added: who stays also orders.',
    ...moves.flatMap(({ mover, why }) => (why === null ? [] : [`${names[mover]}: not known; ${why}.`])),
  ];
}
