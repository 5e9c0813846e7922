import type { Past, ProofPlan, Seen, Unmeasured } from '../../../contracts/artefacts/proof.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import { costOfLooks, fewestCustomers } from '../../../models/effects.ts';
import { count, money, number, points, type Quantity, share } from '../estimate.ts';
import type { LineFigure } from '../figure.ts';
import type { Report } from '../report.ts';
import { outlookSentences, whyUnmeasured } from '../sentences/outlook-sentences.ts';
import { type Cell, type Table, tableOf } from '../table.ts';
import { type PlanSaying, planSayingIn } from './plan-saying.ts';
import type { PlanRule } from './plan-texts.ts';

/** What a comparison can show before it is made, for whoever decides on the holdout. */
export function planReport(plan: ProofPlan, language: LanguageCode = 'en'): Report {
  const saying = planSayingIn(language);
  const { say, format } = saying;
  const { outlook, currency, campaign } = plan;
  const [inMoney, answer, ...ways] = outlookSentences(outlook, currency, saying);
  return {
    about: say('about', { campaign, day: format.day(plan.asOf) }),
    verdict: answer ?? say('nobody'),
    introduction: introduction(plan, saying),
    sections: [
      ...(inMoney === undefined ? [] : [{ title: say('answer'), blocks: [items([inMoney, ...ways])] }]),
      ...(outlook.retained === null || plan.curve.length === 0
        ? []
        : [{ title: say('afterHowMany'), blocks: [curveFigure(plan, saying)] }]),
      {
        title: say('whom'),
        blocks: [contactTable(plan, saying), items([contactSentence(plan, saying)])],
      },
      { title: say('howMany'), blocks: [shareTable(plan, saying), items([keepSentence(plan, saying)])] },
      { title: say('whichHorizon'), blocks: [horizonTable(plan, saying), ...unmeasured(plan, saying)] },
      { title: say('howComputed'), blocks: [items(method(plan, saying))] },
    ],
  };
}

const items = (lines: readonly string[]) => ({ kind: 'items' as const, items: lines });

function introduction({ outlook, everyDays }: ProofPlan, { say, format }: PlanSaying): string {
  const { pool, perList, share: heldOut, horizonDays, retained } = outlook;
  return say('introduction', {
    pool: format.count(pool),
    each: format.count(Math.min(pool, perList)),
    every: format.days(everyDays),
    heldOut: format.percent(heldOut, 0),
    days: format.days(horizonDays),
    stay: retained === null ? '' : say('stay', { share: format.percent(retained) }),
  });
}

/** From today's candidates to those a campaign can draw, step by step; whoever is left alone for now comes later. */
function contactTable({ contactable, outlook }: ProofPlan, { say, rules, format }: PlanSaying): Table {
  const { candidates, eligible, looked, barred, waiting } = contactable;
  const ofAll = (customers: number) => Math.round(looked === 0 ? 0 : (customers * eligible) / looked);
  const whom = (rule: string) => rules[rule as PlanRule] ?? rule;
  return tableOf(
    ['', say('customers')],
    [
      [say('candidates'), count(candidates)],
      ...(eligible === candidates ? [] : [[say('notFor'), count(eligible - candidates)]]),
      ...barred.map(({ rule, customers }): Cell[] => [whom(rule), count(-ofAll(customers))]),
      ...(outlook.beyondBudget === 0 ? [] : [[say('beyondBudget'), count(-outlook.beyondBudget)]]),
      [say('toDraw'), count(outlook.pool)],
      ...waiting.map(({ rule, customers }): Cell[] => [
        say('notToday', { who: whom(rule) }),
        count(ofAll(customers)),
      ]),
    ],
    say('heldAgainst', {
      first: looked < eligible ? say('firstOnly', { customers: format.count(looked) }) : '',
    }),
  );
}

function contactSentence(
  { outlook, joiningKnown, everyDays }: ProofPlan,
  { say, format }: PlanSaying,
): string {
  const { joining, all } = outlook;
  if (!joiningKnown) return say('newUnknown');
  if (joining === 0) return say('nobodyNew');
  return say('newOnes', {
    joining: format.number(joining, joining < 10 ? 1 : 0),
    every: format.days(everyDays),
    customers: format.count(all.customers),
  });
}

function curveFigure({ curve, outlook, currency }: ProofPlan, saying: PlanSaying): LineFigure {
  const { say, format, afterLists } = saying;
  const expected = outlook.expected.points ?? 0;
  const drawn = curve.filter(({ seen }) => seen.points !== null);
  const first = drawn.find(({ lists }) => lists === outlook.lists.points);
  return {
    kind: 'figure',
    shape: 'line',
    title: first === undefined ? say('staysAbove') : say('showsAfter', { lists: afterLists(first.lists) }),
    measure: say('curveMeasure', { share: format.percent(outlook.share, 0) }),
    x: { name: say('daysUntil'), unit: 'count' },
    y: { name: say('points'), unit: 'points' },
    points: drawn.map(({ days, seen }) => ({ x: days, y: seen.points! })),
    reference: {
      name: say('expected', { points: format.points(expected) }),
      points: drawn.length === 0 ? [] : [0, drawn.at(-1)!.days].map((x) => ({ x, y: expected })),
    },
    numbers: tableOf(
      [
        say('lists'),
        say('days'),
        say('customers'),
        say('heldOut'),
        say('points'),
        say('moneyEach'),
        say('unadjusted'),
      ],
      curve.map(({ lists, days, seen }): Cell[] => [
        count(lists),
        count(days),
        count(seen.customers),
        count(seen.heldOut),
        ...seenCells(seen, currency),
      ]),
    ),
  };
}

const seenCells = (seen: Seen, currency: string): Quantity[] => [
  points(seen.points),
  money(seen.money, currency, 2),
  money(seen.unadjusted, currency, 2),
];

function shareTable({ shares, currency, outlook }: ProofPlan, { say, format }: PlanSaying): Table {
  const { all, pool } = outlook;
  return tableOf(
    [
      say('heldOut'),
      say('pointsByOne'),
      say('pointsByAll'),
      say('moneyByAll'),
      say('listsUntil'),
      say('forgone'),
    ],
    shares.map(({ share: heldOut, one, all, lists, forgone }): Cell[] => [
      share(heldOut, 0),
      Math.min(one.heldOut, one.customers - one.heldOut) < fewestCustomers
        ? say('tooFew')
        : points(one.points),
      points(all.points),
      money(all.money, currency, 2),
      lists === null ? say('never') : count(lists),
      money(forgone, currency, 0),
    ]),
    say('sharesAbout', {
      customers: format.count(all.customers),
      meanwhile: all.customers > pool ? say('withThose') : '',
    }),
  );
}

function keepSentence({ keep, outlook }: ProofPlan, { say, format }: PlanSaying): string {
  const own = format.percent(outlook.share, 0);
  if (keep !== null) return say('keep', { own, share: format.percent(keep, 0) });
  return say(outlook.expected.points === null ? 'keepUnknown' : 'keepNone', { own });
}

const isPast = (horizon: Past | Unmeasured): horizon is Past => 'spread' in horizon;

function horizonTable({ horizons, currency, outlook }: ProofPlan, { say, format }: PlanSaying): Table {
  return tableOf(
    [
      say('days'),
      say('from'),
      say('customers'),
      say('stayed'),
      say('mean'),
      say('spread'),
      say('correlation'),
      say('takenAway'),
      say('stayingWorth'),
    ],
    horizons
      .filter(isPast)
      .map((past): Cell[] => [
        count(past.horizonDays),
        past.from,
        count(past.customers),
        share(past.retained),
        money(past.mean, currency, 2),
        money(past.spread, currency, 2),
        number(past.correlation, 2),
        share(past.correlation === null ? null : past.correlation ** 2, 0),
        money(past.worthOfStaying, currency, 2),
      ]),
    say('horizonsAbout', { customers: format.count(outlook.perList) }),
  );
}

const unmeasured = ({ horizons }: ProofPlan, saying: PlanSaying) => {
  const { say, format } = saying;
  const lines = horizons.flatMap((horizon) => {
    const days = format.days(horizon.horizonDays);
    if (!isPast(horizon)) return [say('unmeasured', { days, why: whyUnmeasured(horizon, saying) })];
    return horizon.correlation === null ? [say('notToldApart', { days })] : [];
  });
  return lines.length === 0 ? [] : [items(lines)];
};

function method({ outlook }: ProofPlan, { say, format }: PlanSaying): string[] {
  const { past, looks, expected } = outlook;
  const price = format.trimmed(costOfLooks[looks], 2);
  return [
    say('seenMeans'),
    say(looks === 'declared end' ? 'endDeclared' : 'noEnd', { price }),
    say('listsDraw'),
    say('expectedMeans', { share: format.percent(expected.savedShare, 0) }),
    ...(past?.cappedAt == null ? [] : [say('capped', { amount: format.number(past.cappedAt, 2) })]),
    say('fewest', { fewest: format.count(fewestCustomers) }),
  ];
}
