import type { WeeklyReport } from '../../../contracts/artefacts/weekly-report.ts';
import { fill } from '../effect/words.ts';
import { count, estimateOf, money, number, share } from '../estimate.ts';
import type { Format } from '../format.ts';
import type { Block, Section } from '../report.ts';
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
  ...surveysSection(said),
];

function indexSection(said: Said): Section[] {
  const { report, words, metrics, format } = said;
  const { index, level } = report;
  const lacks = indexLacks(said);
  if (index === null) return lacks.length === 0 ? [] : [{ title: words.index, blocks: lacks }];
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
        ...lacks,
      ],
    },
  ];
}

/** That the latest four weeks have no index is said, whether an earlier one stands above or none. */
function indexLacks({ report, words, metrics, format }: Said): Block[] {
  const { indexLacks: lacks } = report;
  if (lacks === null) return [];
  const names = lacks.parts.map(({ metric, title }) => metrics[metric as keyof typeof metrics] ?? title);
  const said = fill(words.indexLacks, { day: format.day(lacks.last), parts: names.join('; ') });
  return [{ kind: 'items', items: [said] }];
}

function problemsSection({ report, words, format }: Said): Section[] {
  const { problems, level, currency } = report;
  if (problems === null) return [];
  const [first, second] = problems.first;
  const unranked: Block[] =
    problems.unranked.length === 0
      ? []
      : [{ kind: 'items', items: [fill(words.problemsUnranked, { names: problems.unranked.join('; ') })] }];
  if (first === undefined) return unranked.length === 0 ? [] : [{ title: words.problems, blocks: unranked }];
  const worst = (one: typeof first) =>
    estimateOf(one.index, money(null, currency), { level, method: 'compound Poisson', n: one.customers });
  const nameOf = ({ kind, name }: Problem) =>
    kind === 'journey' ? fill(words.problemJourney, { journey: name }) : name;
  const names = { first: nameOf(first), second: second === undefined ? '' : nameOf(second) };
  return [
    {
      title: words.problems,
      blocks: [
        {
          kind: 'figure',
          shape: 'bars',
          title: fill(problemTitle(words, first, second), names),
          measure: fill(words.problemsMeasure, {
            days: format.days(problems.days),
            level: format.percent(level, 0),
          }),
          bars: problems.first.map((one) => ({ name: nameOf(one), value: worst(one) })),
          numbers: tableOf(
            [words.problem, words.touched, words.atRisk],
            problems.first.map((one) => [
              nameOf(one),
              count(one.customers),
              money(one.valueAtRisk, currency),
            ]),
          ),
        },
        ...unranked,
      ],
    },
  ];
}

type Problem = NonNullable<WeeklyReport['problems']>['first'][number];

/** One alone is first of nothing. */
function problemTitle(words: Said['words'], first: Problem, second: Problem | undefined): string {
  if (second === undefined) return words.problemOnly;
  return first.aboveNext ? words.problemFirst : words.problemsAlike;
}

function journeysSection({ report, words, format }: Said): Section[] {
  const [least] = report.journeys;
  if (least === undefined) return [];
  const how = { level: report.level, method: 'Wilson' };
  const completed = ({ completion, attempts: n }: typeof least) =>
    estimateOf(completion, share(null), { ...how, n });
  // one alone is least of nothing
  const title = fill(report.journeys.length === 1 ? words.journeyOnly : words.journeyLeast, {
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

/** How surveys are answered, and whom not to ask now. */
function surveysSection({ report, words, format }: Said): Section[] {
  const { surveys, level } = report;
  if (surveys === null) return [];
  const { asked, to, rate, advice } = surveys;
  const day = format.day(to);
  const n = format.count(asked);
  const { restDays, askedLately, silent } = advice;
  const answered =
    rate === null
      ? fill(words.surveysUnknown, { n, day })
      : fill(words.surveysRate, {
          n,
          day,
          rate: format.interval(estimateOf(rate, share(null), { level, method: 'Wilson', n: asked })),
        });
  const rest =
    restDays === null
      ? words.surveysNoRest
      : fill(words.surveysRest, { days: format.count(restDays), n: format.count(askedLately) });
  const alone =
    silent === null || silent === 0 ? [] : [fill(words.surveysSilent, { n: format.count(silent) })];
  return [
    {
      title: words.surveys,
      blocks: [{ kind: 'items', items: [answered, ...(rate === null ? [] : [rest, ...alone])] }],
    },
  ];
}
