import type { Past, ProofPlan, Seen, Unmeasured } from '../../../contracts/artefacts/proof.ts';
import { fewestCustomers } from '../../../models/effects.ts';
import { count, money, number, points, type Quantity, share } from '../estimate.ts';
import type { LineFigure } from '../figure.ts';
import { type Format, write } from '../format.ts';
import type { Report } from '../report.ts';
import { outlookSentences } from '../sentences/outlook-sentences.ts';
import { type Cell, type Table, tableOf } from '../table.ts';

/** What a comparison can show before it is made, for whoever decides on the holdout. */
export function planReport(plan: ProofPlan, format: Format = write): Report {
  const { outlook, currency } = plan;
  const [inMoney, answer, ...ways] = outlookSentences(outlook, currency, format);
  return {
    about: `${plan.campaign} · before launch · ${format.day(plan.asOf)}`,
    verdict: answer ?? 'There is nobody to list, or nobody is held out: nothing can be shown.',
    introduction: introduction(plan, format),
    sections: [
      ...(inMoney === undefined ? [] : [{ title: 'The answer', blocks: [items([inMoney, ...ways])] }]),
      ...(outlook.retained === null || plan.curve.length === 0
        ? []
        : [{ title: 'After how many lists', blocks: [curveFigure(plan, format)] }]),
      {
        title: 'Whom it can contact',
        blocks: [contactTable(plan), items(contactSentences(plan, format))],
      },
      { title: 'How many to hold out', blocks: [shareTable(plan), items([keepSentence(plan, format)])] },
      { title: 'Over which horizon', blocks: [horizonTable(plan), ...unmeasured(plan)] },
      { title: 'How it is computed', blocks: [items(method(plan, format))] },
    ],
  };
}

const items = (lines: readonly string[]) => ({ kind: 'items' as const, items: lines });

function introduction({ outlook, everyDays }: ProofPlan, format: Format): string {
  const { pool, perList, share: heldOut, horizonDays, retained } = outlook;
  const stay = retained === null ? '' : `; ${format.percent(retained)} are expected to stay without contact`;
  return `${format.count(pool)} customers to draw from, ${format.count(Math.min(pool, perList))} new ones a list, a list every ${format.days(everyDays)}, ${format.percent(heldOut, 0)} held out, the effect measured over ${format.days(horizonDays)}${stay}.`;
}

/** Rules that leave customers alone, as whom they concern. */
const rules: Readonly<Record<string, string>> = {
  no_consent: 'without consent',
  shared_address: 'who share an address with somebody who refused',
  opted_out: 'who opted out',
  excluded: 'excluded by targeting.exclude',
  held_out: 'held out by another campaign',
  other_campaign: 'drawn by another campaign',
  open_escalation: 'whose complaint waits for an answer',
  complained: 'who complained a short time ago',
  touched_recently: 'contacted too short a time ago',
  too_many_touches: 'contacted too often',
};

/** From today's candidates to those a campaign can draw, step by step; whoever is left alone for now comes later. */
function contactTable({ contactable, outlook }: ProofPlan): Table {
  const { candidates, eligible, looked, barred, waiting } = contactable;
  const ofAll = (customers: number) => Math.round(looked === 0 ? 0 : (customers * eligible) / looked);
  const row = ({ rule, customers }: { rule: string; customers: number }, sign: 1 | -1): Cell[] => [
    `${rules[rule] ?? rule}`,
    count(sign * ofAll(customers)),
  ];
  return tableOf(
    ['', 'customers'],
    [
      ['candidates: at risk, and worth a contact', count(candidates)],
      ...(eligible === candidates ? [] : [['for whom the campaign is not', count(eligible - candidates)]]),
      ...barred.map((one) => row(one, -1)),
      ['to draw from', count(outlook.pool)],
      ...waiting.map((one) => row(one, 1)).map(([words, n]): Cell[] => [`of these, not today: ${words}`, n!]),
    ],
    `Held against the rules of targeting and the plays' channels${looked < eligible ? `: the first ${write.count(looked)}, and the others taken to be like them` : ''}.`,
  );
}

function contactSentences({ outlook, joiningKnown, everyDays }: ProofPlan, format: Format): string[] {
  const { joining, all } = outlook;
  if (!joiningKnown)
    return [
      'Customers who come in while the campaign runs are not counted: the data do not reach far enough back to tell who is new.',
    ];
  if (joining === 0)
    return ['Nobody new to draw from was seen in the last quarter, so nobody is expected to come in.'];
  return [
    `${format.number(joining, joining < 10 ? 1 : 0)} new customers to draw from are expected to come in every ${format.days(everyDays)}, as many as in the last quarter: all lists together can draw ${format.count(all.customers)}.`,
  ];
}

function curveFigure({ curve, outlook, currency }: ProofPlan, format: Format): LineFigure {
  const expected = outlook.expected.points ?? 0;
  const drawn = curve.filter(({ seen }) => seen.points !== null);
  const first = drawn.find(({ lists }) => lists === outlook.lists.points);
  return {
    kind: 'figure',
    shape: 'line',
    title:
      first === undefined
        ? 'The smallest effect that shows stays above what is expected'
        : `The expected effect shows after ${first.lists === 1 ? 'one list' : `${format.count(first.lists)} lists`}`,
    measure: `Smallest difference in retention seen with 80% power at 5%, by days from the first list until it can be read; ${format.percent(outlook.share, 0)} held out`,
    x: { name: 'days until it can be read', unit: 'count' },
    y: { name: 'points', unit: 'points' },
    points: drawn.map(({ days, seen }) => ({ x: days, y: seen.points! })),
    reference: {
      name: `expected: ${format.points(expected)}`,
      points: drawn.length === 0 ? [] : [0, drawn.at(-1)!.days].map((x) => ({ x, y: expected })),
    },
    numbers: tableOf(
      ['lists', 'days', 'customers', 'held out', 'points', 'money a customer', 'unadjusted'],
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

function shareTable({ shares, currency, outlook }: ProofPlan): Table {
  return tableOf(
    [
      'held out',
      'points by one list',
      'points by all',
      'money by all',
      'lists until the expected shows',
      'gain forgone a list',
    ],
    shares.map(({ share: heldOut, one, all, lists, forgone }): Cell[] => [
      share(heldOut, 0),
      Math.min(one.heldOut, one.customers - one.heldOut) < fewestCustomers ? 'too few' : points(one.points),
      points(all.points),
      money(all.money, currency, 2),
      lists === null ? 'never' : count(lists),
      money(forgone, currency, 0),
    ]),
    `Smallest effects seen; all are ${write.count(outlook.all.customers)} customers${outlook.all.customers > outlook.pool ? ', with those who come in meanwhile' : ''}. Forgone: what contact is expected to win of those held out.`,
  );
}

function keepSentence({ keep, outlook }: ProofPlan, format: Format): string {
  if (keep !== null)
    return `${format.percent(keep, 0)} is the smallest share with which the expected effect shows by the lists of a quarter; the config holds out ${format.percent(outlook.share, 0)}.`;
  return `No share shows the expected effect by the lists of a quarter. The config holds out ${format.percent(outlook.share, 0)}; the nearer to half, the more is seen.`;
}

const isPast = (horizon: Past | Unmeasured): horizon is Past => 'spread' in horizon;

function horizonTable({ horizons, currency, outlook }: ProofPlan): Table {
  return tableOf(
    [
      'days',
      'from',
      'customers',
      'stayed',
      'mean',
      'spread',
      'correlation with before',
      'variance taken away',
      'staying is worth',
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
    `Margin of one customer in the latest such period that is over, of customers then as the ${write.count(outlook.perList)} to be listed are now.`,
  );
}

const unmeasured = ({ horizons }: ProofPlan) => {
  const lines = horizons.flatMap((horizon) => {
    const days = write.days(horizon.horizonDays);
    if (!isPast(horizon)) return [`${days}: not measured; ${horizon.why}.`];
    return horizon.correlation === null
      ? [
          `${days}: what customers brought before that period does not tell them apart, so those to be listed are compared with all customers of that time.`,
        ]
      : [];
  });
  return lines.length === 0 ? [] : [items(lines)];
};

function method({ outlook }: ProofPlan, format: Format): string[] {
  const { past, looks, expected } = outlook;
  const price = looks === 'declared end' ? 1.06 : 1.3;
  return [
    'Seen means found by a two-sided test at 5% in four of five cases. Points: √(p(1−p)) of the share expected to stay. Money: the spread of margin, less what the time before explains.',
    looks === 'declared end'
      ? `The end is declared, so looks before it cost little: effects are ${price} times those of a single look.`
      : `No end is declared, so every look may be the last: effects are ${price} times those of a single look.`,
    'Lists draw new customers until there are none left, and those who come in meanwhile. Whoever must be left alone for good is never drawn; whoever must be for now is drawn later.',
    `Expected is what the list itself assumes: contact keeps ${format.percent(expected.savedShare, 0)} of those who would leave (targeting.savedShare), a guess until a campaign has taught it. In money, who stays brings what staying was worth in the past period.`,
    ...(past?.cappedAt == null
      ? []
      : [
          `Money of one customer above ${format.number(past.cappedAt, 2)} counts as that, as the effect will be measured (winsorise).`,
        ]),
    `Fewer than ${fewestCustomers} customers in an arm have no interval that holds.`,
  ];
}
