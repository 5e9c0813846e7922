import type { ClvMove, ClvMoves } from '../../../contracts/artefacts/clv-moves.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import { estimateOf, money, share } from '../estimate.ts';
import type { BarFigure } from '../figure.ts';
import type { Report } from '../report.ts';
import { type Cell, tableOf } from '../table.ts';
import { type PlanSaying, planSayingIn } from './plan-saying.ts';

const names = {
  retention: 'retention',
  'order-value': 'orderValue',
  frequency: 'frequency',
  'cross-sell': 'crossSell',
} as const satisfies Record<ClvMove['mover'], string>;

const sources = {
  model: 'byModel',
  past: 'byPast',
  association: 'byAssociation',
} as const satisfies Record<ClvMove['from'], string>;

/** What moves CLV, as a chart that finance can read. */
export function movesReport(moves: ClvMoves, language: LanguageCode = 'en'): Report {
  const saying = planSayingIn(language);
  const { say, sayMove, format } = saying;
  const known = moves.moves.filter(({ worth }) => worth !== null);
  return {
    about: sayMove('about', { day: format.day(moves.asOf) }),
    verdict: verdict(known, moves, saying),
    introduction: introduction(moves, saying),
    sections: [
      {
        title: sayMove('whatItIsWorth'),
        blocks: known.length === 0 ? [] : [figure(known, moves, saying)],
      },
      { title: say('howComputed'), blocks: [{ kind: 'items', items: method(moves, saying) }] },
    ],
  };
}

/**
 * The change that is worth most, of those that are shown to be worth something: no association, which may have another cause.
 * Where the interval of another one reaches as high, it is not said to be the most.
 */
function verdict(known: readonly ClvMove[], moves: ClvMoves, { sayMove, format }: PlanSaying): string {
  if (known.length === 0) return sayMove('nothing');
  const byWorth = [...known].sort((a, b) => b.worth!.value - a.worth!.value);
  const most = byWorth.find(({ from, worth }) => from !== 'association' && worth!.low > 0);
  if (most === undefined) return sayMove('noneShown');
  const change = { change: sayMove(names[most.mover]), worth: format.spoken(worthOf(most, moves)) };
  const near = byWorth.find((one) => one !== most && one.worth!.high >= most.worth!.low);
  return near === undefined
    ? sayMove('verdict', change)
    : sayMove('verdictNear', { ...change, other: sayMove(names[near.mover]) });
}

const worthOf = ({ worth, from }: ClvMove, { currency, level, customers }: ClvMoves) =>
  estimateOf(worth!, money(null, currency), { level, method: from, n: customers });

function introduction(
  { customers, clv, currency, horizonDays }: ClvMoves,
  { sayMove, format }: PlanSaying,
): string {
  const each = customers === 0 ? 0 : clv / customers;
  return sayMove('introduction', {
    customers: format.count(customers),
    days: format.days(horizonDays),
    clv: format.money(clv, currency),
    each: format.money(each, currency, 2),
  });
}

function figure(known: readonly ClvMove[], moves: ClvMoves, { say, sayMove, format }: PlanSaying): BarFigure {
  return {
    kind: 'figure',
    shape: 'bars',
    title: sayMove('allTogether'),
    measure: sayMove('measure', { currency: moves.currency, level: format.percent(moves.level, 0) }),
    bars: known.map((move) => ({ name: sayMove(names[move.mover]), value: worthOf(move, moves) })),
    numbers: tableOf(
      [sayMove('change'), sayMove('worth'), sayMove('ofAll'), say('from')],
      known.map((move): Cell[] => [
        sayMove(names[move.mover]),
        worthOf(move, moves),
        share(move.share, 2),
        sayMove(sources[move.from]),
      ]),
    ),
  };
}

function method({ moves, modelError, past, horizonDays }: ClvMoves, saying: PlanSaying): string[] {
  const { sayMove, format } = saying;
  return [
    sayMove('ofRetention', { days: format.days(horizonDays) }),
    sayMove('ofOrderValue'),
    sayMove('ofIntervals', { error: format.percent(modelError, 0) }),
    ...(past === null
      ? []
      : [
          sayMove('ofFrequency', {
            days: format.days(past.days),
            from: format.day(past.from),
            customers: format.count(past.customers),
          }),
          sayMove('ofCrossSell'),
        ]),
    sayMove('notAdded'),
    ...moves.flatMap(({ mover, lacking }) =>
      lacking === null
        ? []
        : [sayMove('notKnown', { change: sayMove(names[mover]), why: whyIn(lacking, saying) })],
    ),
  ];
}

function whyIn(lacking: NonNullable<ClvMove['lacking']>, { sayMove, format }: PlanSaying): string {
  switch (lacking.code) {
    case 'nobody-left':
      return sayMove('nobodyLeft');
    case 'one-category':
      return sayMove('oneCategory');
    case 'few-buyers':
      return sayMove('fewBuyers', {
        buyers: format.count(lacking.buyers),
        needed: format.count(lacking.needed),
      });
  }
}
