import { count, number } from '../../pipeline/reports/estimate.ts';
import type { LineFigure, Point } from '../../pipeline/reports/figure.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { Report } from '../../pipeline/reports/report.ts';
import { type Cell, type Table, tableOf } from '../../pipeline/reports/table.ts';
import type { Ranking, UpliftStudy } from './study.ts';
import { brokenChecks, effectOf, harmedSentence, verdict, wonOf } from './verdict.ts';

/** List sizes of the table. */
const shown = [0.1, 0.2, 0.3, 0.5, 1] as const;

/** Whom to contact next time, for people: the answer, the figures, the checks and how they were come by. */
export function upliftReport(study: UpliftStudy, file: string): Report {
  const { plan } = study;
  return {
    about: `${file} · who gains ${plan.outcome.name} from ${plan.arm.name}`,
    verdict: verdict(study),
    introduction: introduction(study),
    sections: [
      { title: 'Effect of each arm', blocks: [effectTable(study)] },
      { title: 'Whether some gain more than others', blocks: [gateTable(study)] },
      { title: 'What each ranking gains', blocks: [policyTable(study), policyFigure(study)] },
      { title: 'Whom not to contact', blocks: [{ kind: 'items', items: leftAlone(study) }] },
      { title: 'Checks', blocks: [{ kind: 'items', items: checks(study) }] },
      { title: 'Method', blocks: [{ kind: 'items', items: method(study) }] },
    ],
  };
}

function introduction({ plan, read }: UpliftStudy): string {
  const { control, treated, outcome, before } = plan;
  return `${write.count(read.trial.outcome.length)} customers; ${treated.map(({ name }) => name).join(', ')} against ${control.name} (${plan.said}). ${outcome.name} is read as ${outcome.said}. Gains are learned from ${before.length === 1 ? 'one column' : `${before.length} columns`} known before: ${before.map(({ name }) => name).join(', ')}.`;
}

function effectTable(study: UpliftStudy): Table {
  const { plan, arms, read } = study;
  return tableOf(
    ['arm', 'customers', 'of the control', 'effect'],
    arms.map(({ effect }, a): Cell[] => [
      plan.treated[a]!.name,
      count(read.known[a + 1]!),
      count(read.known[0]!),
      effectOf(study, effect, 'mean of effect scores'),
    ]),
    'Mean effect per customer with its 95% interval; adjusted for what was known before.',
  );
}

function gateTable(study: UpliftStudy): Table {
  const { plan, arms } = study;
  const withRisk = plan.risk !== null;
  return tableOf(
    ['arm', 'gate', 'z', 'AUTOC', 'Qini', ...(withRisk ? ['AUTOC over risk', 'Qini over risk'] : [])],
    arms.map(({ gate, autoc, qini, overRisk }, a): Cell[] => [
      plan.treated[a]!.name,
      gate.open ? 'open' : 'closed',
      number(gate.z, 2),
      effectOf(study, autoc, 'cross-fitted'),
      effectOf(study, qini, 'cross-fitted'),
      ...(overRisk === null
        ? []
        : [effectOf(study, overRisk.autoc, 'cross-fitted'), effectOf(study, overRisk.qini, 'cross-fitted')]),
    ]),
    'AUTOC and Qini: how much more the customers ranked first gain; 0 where all gain the same. 95% intervals, widened by 1.4 because the folds share customers.',
  );
}

function policyTable(study: UpliftStudy): Table {
  const { rankings, best, read } = study;
  const at = ({ curve }: Ranking, share: number) =>
    curve.find((point) => Math.abs(point.share - share) < 1e-9)!;
  return tableOf(
    ['ranking', ...shown.map((share) => `first ${write.percent(share, 0)}`)],
    [
      ...rankings.map((ranking): Cell[] => [
        ranking.name,
        ...shown.map((share) => wonOf(study, at(ranking, share), 'policy value')),
      ]),
      [
        `learned gain, best size ${write.percent(best.share, 0)}`,
        wonOf(study, best, 'policy value'),
        ...shown.slice(1).map(() => ''),
      ],
    ],
    `${unitOf(study)} per 1,000 customers if the first of a ranking are contacted, measured on the customers of the trial (${write.count(read.trial.outcome.length)}); nobody is ranked by a model that saw them. The best size contacts everybody expected to pay.`,
  );
}

const unitOf = ({ plan, read }: UpliftStudy): string =>
  plan.value === null
    ? plan.outcome.kind === 'share'
      ? `Gain in ${plan.outcome.name}, customers`
      : `${plan.outcome.name} won${read.costs === null ? '' : ', less cost'}`
    : `Money gained${read.costs === null ? '' : ', net of cost'},`;

/** The learned ranking's profit over list size against today's, with the best size marked. */
export function policyFigure(study: UpliftStudy): LineFigure {
  const { rankings, best } = study;
  const learned = rankings.at(-1)!;
  const reference = rankings[0]!;
  const pointOf = (ranking: Ranking): Point[] =>
    ranking.curve.map(({ share, ...won }) => {
      const { value, low, high } = wonOf(study, won, 'policy value');
      return { x: share, y: value, low, high };
    });
  const won = wonOf(study, best, 'policy value');
  return {
    kind: 'figure',
    shape: 'line',
    title: `Contacting the ${write.percent(best.share, 0)} expected to pay gains ${write.spoken(won)} per 1,000 customers`,
    measure: `${unitOf(study)} per 1,000 customers over the share contacted, by learned gain. Band: 95% interval. Mark: the size from which the next customer is not expected to pay.`,
    x: { name: 'share of customers contacted', unit: 'share' },
    y: { name: 'gain per 1,000 customers', unit: won.unit },
    points: pointOf(learned),
    reference: { name: reference.name, points: pointOf(reference).map(({ x, y }) => ({ x, y })) },
    mark: { x: best.share, y: won.value, low: won.low, high: won.high, name: 'best size' },
    numbers: tableOf(
      ['share contacted', ...rankings.map(({ name }) => name)],
      learned.curve.map(({ share }, i): Cell[] => [
        write.percent(share, 0),
        ...rankings.map(({ curve }) => wonOf(study, curve[i]!, 'policy value')),
      ]),
    ),
  };
}

const leftAlone = (study: UpliftStudy): string[] =>
  study.arms.map((arm, a) =>
    study.arms.length === 1
      ? harmedSentence(study, arm)
      : `${study.plan.treated[a]!.name}: ${harmedSentence(study, arm)}`,
  );

function checks(study: UpliftStudy): string[] {
  const { plan, read, draw, attrition } = study;
  const lost = read.drawn.reduce((sum, n, a) => sum + n - read.known[a]!, 0);
  return [
    ...brokenChecks(study).map((text) => `Failed: ${text}.`),
    draw === null
      ? 'The shares of the arms are taken from their sizes: give the planned shares with --shares.'
      : draw.broken
        ? ''
        : `The arms are as large as planned (p ${write.p(draw.p)}).`,
    attrition === null
      ? 'The outcome is known for everybody.'
      : `The outcome of ${write.count(lost)} customers is not known; they are left out.`,
    study.imbalances.length === 0 ? 'No column known before predicts who was contacted.' : '',
    study.tellers.length === 0 ? 'No column known before gives away the outcome.' : '',
    ...(study.ask.before.length === 0 ? [] : study.tellers).map(
      ({ column, auc }) =>
        `${column} alone gives away ${plan.outcome.name} (AUC ${write.number(auc, 3)}). You named it with --before: if it became known afterwards, no figure here is valid.`,
    ),
    plan.withoutArm === 0 ? '' : `${write.count(plan.withoutArm)} rows have no arm and are left out.`,
    read.withoutRisk === 0
      ? ''
      : `${write.count(read.withoutRisk)} customers have no ${plan.risk!.name}; it counts as the mean.`,
    plan.id === null
      ? 'Each row counts as a customer: name the ids with --id to have repeated customers refused.'
      : '',
    ...plan.leftOut.map(({ name, why }) => `${name} is not used: ${why}.`),
  ].filter((text) => text !== '');
}

function method({ arms, plan, rankings }: UpliftStudy): string[] {
  const orders = arms[0]!.gate.orders;
  return [
    `Gains: ${plan.risk === null ? '' : `${plan.risk.name} times what a unit of it gained, and `}a small learner on effect scores (${arms[0]!.pair.rows.length < 5000 ? 'ridge regression with hinges' : '60 trees of 4 leaves'}), (outcome − expected) × (contacted ÷ chance − control ÷ (1 − chance)).`,
    `Gate: each fifth of the customers is judged by what the fifths before it taught, in ${orders} orders; open where the mean z exceeds 1.645. Where nobody gains more than anybody else it opens in at most one experiment in twenty.`,
    `AUTOC and Qini: Yadlowsky et al. (2025); tied customers share their weights.`,
    'Whom not to contact: the 5% with the lowest gains where their mean effect is below 0 with z under −1.96, then 10% and 20%; never by a gain below 0 alone.',
    rankings.length > 0 && arms.length > 1
      ? 'Several arms: each customer gets the one with the largest gain in money; gains are shrunk to what held-out customers confirm, as the best of several estimates is optimistic. In gains.csv an arm whose gate is closed gains by risk alone; without a risk it competes with its mean effect where that is above 0 and another arm’s gate is open.'
      : '',
  ].filter((text) => text !== '');
}
