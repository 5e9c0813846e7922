import type { WeeklyReport } from '../../../contracts/artefacts/weekly-report.ts';
import { fill } from '../effect/words.ts';
import { count, estimateOf, money, number, share } from '../estimate.ts';
import type { Format } from '../format.ts';
import type { Section } from '../report.ts';
import { tableOf } from '../table.ts';
import type { WeeklyTexts } from './texts.ts';

interface Said extends WeeklyTexts {
  readonly report: WeeklyReport;
  readonly format: Format;
}

/** The index of the business, its problems and its journeys, each as a chart with its numbers; what was not measured is left out. */
export const experienceSections = (said: Said): Section[] => [
  ...indexSection(said),
  ...problemsSection(said),
  ...journeysSection(said),
];

function indexSection({ report, words, metrics, format }: Said): Section[] {
  const { index, level } = report;
  if (index === null) return [];
  const how = { level, method: 'of the index' };
  const points = { unit: 'number', digits: 1 } as const;
  const nameOf = ({ metric, title }: (typeof index.parts)[number]) =>
    metrics[metric as keyof typeof metrics] ?? title;
  const changed =
    index.change === null
      ? ''
      : ` ${fill(words.indexChange, { change: format.interval(estimateOf(index.change, { ...points, signed: true }, how)) })}`;
  return [
    {
      title: words.index,
      blocks: [
        {
          kind: 'figure',
          shape: 'bars',
          title: `${fill(words.indexNow, { now: format.interval(estimateOf(index.now, points, how)), day: format.day(index.last) })}${changed}`,
          measure: words.indexMeasure,
          bars: index.parts.map((part) => ({ name: nameOf(part), value: number(part.contribution, 1) })),
          numbers: tableOf(
            [words.indicator, words.weight, words.score, words.contribution],
            index.parts.map((part) => [
              nameOf(part),
              share(part.weight, 0),
              number(part.score, 1),
              number(part.contribution, 1),
            ]),
          ),
        },
      ],
    },
  ];
}

function problemsSection({ report, words, format }: Said): Section[] {
  const { problems, level, currency } = report;
  const [first, second] = problems?.first ?? [];
  if (problems === null || first === undefined) return [];
  const worst = (one: typeof first) =>
    estimateOf(one.index, money(null, currency), { level, method: 'compound Poisson', n: one.customers });
  const names = { first: first.name, second: second?.name ?? '' };
  return [
    {
      title: words.problems,
      blocks: [
        {
          kind: 'figure',
          shape: 'bars',
          title: fill(
            second === undefined || first.aboveNext ? words.problemFirst : words.problemsAlike,
            names,
          ),
          measure: fill(words.problemsMeasure, {
            days: format.days(problems.days),
            level: format.percent(level, 0),
          }),
          bars: problems.first.map((one) => ({ name: one.name, value: worst(one) })),
          numbers: tableOf(
            [words.problem, words.touched, words.atRisk],
            problems.first.map((one) => [one.name, count(one.customers), money(one.valueAtRisk, currency)]),
          ),
        },
      ],
    },
  ];
}

function journeysSection({ report, words, format }: Said): Section[] {
  const [least] = report.journeys;
  if (least === undefined) return [];
  const how = { level: report.level, method: 'Wilson' };
  const completed = ({ completion, attempts: n }: typeof least) =>
    estimateOf(completion, share(null), { ...how, n });
  const title = fill(words.journeyLeast, {
    journey: least.journey,
    completion: format.interval(completed(least)),
  });
  return [
    {
      title: words.journeys,
      blocks: [
        {
          kind: 'figure',
          shape: 'bars',
          title,
          measure: fill(words.journeysMeasure, { level: format.percent(report.level, 0) }),
          bars: report.journeys.map((one) => ({ name: one.journey, value: completed(one) })),
          numbers: tableOf(
            [words.journey, words.attempts, words.step, words.dropOff],
            report.journeys.map(({ journey, attempts, step }) => [
              journey,
              count(attempts),
              step?.step ?? '',
              step === null ? '' : estimateOf(step.dropOff, share(null), { ...how, n: step.reached }),
            ]),
          ),
        },
      ],
    },
  ];
}
