import { describe, expect, it } from 'vitest';
import { targetVerdict } from '../../../../contracts/artefacts/alerts-report.ts';
import { documentBytes } from '../../../../contracts/artefacts/document.ts';
import type { MetricAlert } from '../../../../contracts/artefacts/metric-alert.ts';
import type { Headline } from '../../../../contracts/artefacts/metrics-report.ts';
import { type WeeklyReport, weeklyReportDocument } from '../../../../contracts/artefacts/weekly-report.ts';
import { languageCodes } from '../../../../contracts/languages.ts';
import { catalogue } from '../../../../pipeline/cx/catalogue.ts';
import { drivers } from '../../../../pipeline/cx/drivers/catalogue.ts';
import { placesOf } from '../../../../pipeline/reports/effect/words.ts';
import { alertSentences } from '../../../../pipeline/reports/sentences/alert-sentences.ts';
import { type Countable, chooseIndicators } from '../../../../pipeline/reports/weekly/choose-indicators.ts';
import { weeklyLanguages } from '../../../../pipeline/reports/weekly/languages.ts';
import { weeklyPage } from '../../../../pipeline/reports/weekly/weekly-page.ts';

const period = {
  first: '2025-11-03',
  last: '2025-11-30',
  n: 412,
  value: 0.61,
  low: 0.56,
  high: 0.66,
  shown: 'full',
} as const;
const headline = (over: Partial<Headline> = {}): Headline => ({
  metric: 'csat_5',
  title: 'CSAT, satisfied, 1 to 5',
  unit: 'share',
  better: 'higher',
  now: period,
  before: null,
  change: { value: -0.12, low: -0.18, high: -0.06 },
  lately: [],
  ...over,
});

const worth = {
  perUnit: { value: 3, low: 1, high: 5 },
  perDeviation: { value: 3.5, low: 1.2, high: 5.8 },
  plain: { value: 4, low: 2, high: 6 },
  p: 0.001,
  adjustedP: 0.01,
  smallest: 2,
  verdict: 'moves',
} as const;

const figure = { first: '2025-11-24', last: '2025-11-30', n: 90, value: 0.48, low: 0.38, high: 0.58 };
const report: WeeklyReport = {
  run: 'abc',
  asOf: '2025-12-01',
  business: 'Maren & <Vale>',
  currency: 'EUR',
  level: 0.95,
  indicators: [
    headline(),
    headline({
      metric: 'resolution_hours',
      title: 'Resolution time, median',
      unit: 'hours',
      better: 'lower',
      now: { ...period, value: null, low: 31.5, high: null },
      change: null,
    }),
    headline({
      metric: 'own_metric',
      title: 'A metric of tomorrow',
      now: { ...period, n: 9, shown: 'grey' },
      change: null,
    }),
  ],
  noData: [],
  watch: {
    series: 3,
    perYear: 1,
    files: [],
    alerts: [
      {
        id: 'a1',
        metric: 'csat_5',
        title: 'CSAT, satisfied, 1 to 5',
        unit: 'share',
        better: 'higher',
        of: { dimension: 'journey', value: 'delivery' },
        watch: 'falls',
        limit: null,
        owner: 'Ada',
        state: 'opened',
        since: '2025-11-24',
        opened: '2025-11-25',
        closed: null,
        because: null,
        now: figure,
        usual: { ...figure, first: '2025-09-29', last: '2025-11-23', value: 0.79 },
        rows: 47,
        customers: 44,
        channels: [],
      },
    ],
  },
  index: {
    version: 'v1',
    last: '2025-11-30',
    now: { value: 71.5, low: 68.2, high: 74.8 },
    change: { value: -3.4, low: -6.1, high: -0.7 },
    parts: [
      { metric: 'csat_5', title: 'CSAT', weight: 0.6, score: 61, contribution: 36.6 },
      { metric: 'own_metric', title: 'A metric of tomorrow', weight: 0.4, score: 87.25, contribution: 34.9 },
    ],
  },
  problems: {
    days: 90,
    first: [
      {
        ...{ kind: 'theme', name: 'Late <parcels>', customers: 310, valueAtRisk: 41_200, aboveNext: false },
        index: { value: 28_400, low: 23_100, high: 33_700 },
      },
      {
        ...{ kind: 'theme', name: 'Refunds', customers: 120, valueAtRisk: 20_500, aboveNext: true },
        index: { value: 16_300, low: 12_800, high: 25_000 },
      },
    ],
    unranked: ['Packaging', 'other'],
  },
  indexLacks: null,
  surveys: {
    ...{ to: '2025-11-16', asked: 2400, rate: { value: 0.42, low: 0.4, high: 0.44 } },
    advice: { restDays: 30, customers: 1900, askedLately: 210, silent: 45 },
  },
  journeys: [
    {
      ...{ journey: 'returns', attempts: 240, completion: { value: 0.55, low: 0.49, high: 0.61 } },
      step: { step: 'label', reached: 200, dropOff: { value: 0.32, low: 0.26, high: 0.38 } },
    },
    { journey: 'checkout', attempts: 900, completion: { value: 0.8, low: 0.77, high: 0.83 }, step: null },
  ],
  spikes: [
    { theme: 'late', name: 'Late parcels', source: 'ticket', opened: '2025-11-22', seen: 96, expected: 31.7 },
  ],
  horizonDays: 90,
  drivers: [
    {
      name: 'late_delivery',
      title: 'Late orders',
      kind: 'operational',
      unit: 'a late order',
      better: 'lower',
      rows: 3000,
      customers: 1500,
      mean: 0.1,
      deviation: 0.3,
      unexplained: 0.9,
      retention: worth,
      margin: worth,
      marginMean: 20,
      verdict: 'moves',
      backwards: false,
    },
  ],
  targets: [
    {
      metric: 'csat_5',
      title: 'CSAT, satisfied, 1 to 5',
      unit: 'share',
      of: null,
      target: 0.8,
      since: '2025-06-01',
      by: '2026-06-01',
      owner: 'Ada',
      initiative: 'second courier',
      start: null,
      now: period,
      needs: [],
      way: 0.75,
      verdict: 'off course',
    },
  ],
  escalations: {
    ...{ open: 7, overdue: 2 },
    toAction: { days: 90, escalations: 34, acted: 28, hours: { value: 6.5, low: 4, high: 9.25 } },
  },
  listed: 120,
};

const textOf = (html: string): string =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/\s+/g, ' ');

describe('the weekly page', () => {
  it('says what changed, what stands out, why, and what to do, and its figures are its document', () => {
    const text = textOf(weeklyPage(report, 'en'));
    expect(text).toContain('Maren &amp; &lt;Vale&gt; · 1 Dec 2025');
    expect(text).toContain('Worse than 13 weeks earlier: Satisfied customers, CSAT 1 to 5');
    expect(text).toMatch(/61\.0% \[56\.0%, 66\.0%\] −12\.0 points \[−18\.0 points, −6\.0 points\] worse/);
    expect(text).toContain('longer than 31.5');
    expect(text).toContain(
      'Open alerts (1): Satisfied customers, CSAT 1 to 5, delivery – fallen. Worse than',
    );
    expect(text).toMatch(/A metric of tomorrow 30 Nov 2025 9 \(61\.0%\)/);
    expect(text).toContain(
      'Satisfied customers, CSAT 1 to 5, delivery: fallen – 48.0%; before: 79.0%; since 24 Nov 2025; new; customers: 44; owner: Ada',
    );
    expect(text).toContain('Late parcels (support cases): 96 texts since 22 Nov 2025; expected: 32');
    expect(text).toMatch(/Late orders \+€3\.50 \[\+€1\.20, \+€5\.80\]/);
    expect(text).toContain(
      'Off course: Satisfied customers, CSAT 1 to 5: 61.0%, should be 75.0%; target 80.0% by 1 Jun 2026; owner: Ada; second courier',
    );
    expect(text).toContain('Open complaints of valuable customers: 7; overdue: 2');
    expect(text).toContain(
      'From feedback to action, of 34 escalations of 90 days: 28 acted on, median 6.5 [4, 9.3] hours',
    );
    expect(text).toContain(
      'The index is 71.5 [68.2, 74.8] of 100, in the four weeks to 30 Nov 2025. Change in four weeks: −3.4 [−6.1, −0.7].',
    );
    expect(text).toMatch(/A metric of tomorrow 40% 87\.3 34\.9/);
    expect(text).toContain('The order of Late &lt;parcels&gt; and Refunds may be chance.');
    expect(text).toContain('returns is completed least often: 55.0% [49.0%, 61.0%].');
    expect(text).toMatch(/returns 240 label 32\.0% \[26\.0%, 38\.0%\]/);
    expect(weeklyPage(report, 'en').match(/<svg class="wide"/g)).toHaveLength(3);
    expect(text).not.toMatch(/undefined|NaN|Not on this page/);
    expect(documentBytes(weeklyReportDocument, report, 'weekly.json').length).toBeGreaterThan(0);
  });

  it('draws how an indicator went over half a year, where there are two figures or more', () => {
    const week = (last: string, value: number | null, reach = 0.04) => ({
      last,
      value,
      low: value === null ? null : value - reach,
      high: value === null ? null : value + reach,
    });
    const lately = [week('2025-11-09', 0.7), week('2025-11-16', null), week('2025-11-30', 0.61)];
    const drawn = (...indicators: Headline[]) =>
      weeklyPage({ ...report, indicators }, 'en').match(/<svg class="cell".*?<\/svg>/g) ?? [];
    const [svg] = drawn(headline({ lately, before: { ...period, value: 0.73 } }), headline());
    expect(svg).toContain(
      'aria-label="Satisfied customers, CSAT 1 to 5: four weeks each, from 9 Nov 2025 to 30 Nov 2025"',
    );
    // from the first week to the fourth: the one without a figure is passed over, and keeps its place
    expect(svg).toContain('class="line thin" d="M4,');
    expect(svg!.match(/class="line thin" d="([^"]*)"/)![1]!.split('L')).toHaveLength(2);
    expect(svg).toContain('class="reference"');
    expect(drawn(headline({ lately }))[0]).not.toContain('class="reference"');
    expect(drawn(headline({ lately: lately.slice(1) }), headline())).toEqual([]);
    const endless = { ...week('2025-11-30', 0.61), high: Number.POSITIVE_INFINITY };
    expect(drawn(headline({ lately: [lately[0]!, endless] }))).toEqual([]);
    expect(weeklyPage({ ...report, indicators: [headline()] }, 'en')).not.toContain('Half a year');
  });

  it('says no superlative of one, and what has no place in an order', () => {
    const [one] = report.journeys;
    const [first] = report.problems!.first;
    const alone = (over: Partial<WeeklyReport>) => textOf(weeklyPage({ ...report, ...over }, 'en'));
    const journeys = alone({ journeys: [one!] });
    expect(journeys).toContain('returns is completed in 55.0% [49.0%, 61.0%] of attempts.');
    expect(journeys).not.toContain('least');
    const problems = alone({ problems: { ...report.problems!, first: [first!] } });
    expect(problems).toContain('Late &lt;parcels&gt; is the only problem that could be ranked.');
    expect(problems).not.toContain('comes first.');
    const journey = { ...first!, kind: 'journey', name: 'checkout', aboveNext: true } as const;
    expect(alone({ problems: { ...report.problems!, first: [journey, first!] } })).toContain(
      'checkout (not completed) comes first.',
    );
    const unranked = 'Not ranked, as too little is known of how bad they are: Packaging; other.';
    expect(problems).toContain(unranked);
    expect(alone({ problems: { ...report.problems!, first: [] } })).toContain(unranked);
    const none = alone({ problems: { ...report.problems!, first: [], unranked: [] } });
    expect(none).not.toContain('Which problem comes first');
  });

  it('says of which weeks there is no index, and what it lacks, beside an earlier one or alone', () => {
    const parts = [{ metric: 'csat_5', title: 'CSAT, satisfied, 1 to 5' }];
    const over = { indexLacks: { last: '2025-11-30', parts } };
    const lacks =
      'For the four weeks to 30 Nov 2025 no index is given: too little is known of Satisfied customers, CSAT 1 to 5.';
    for (const index of [report.index, null]) {
      const text = textOf(weeklyPage({ ...report, ...over, index }, 'en'));
      expect(text).toContain('Your CX index');
      expect(text).toContain(lacks);
    }
  });

  it('says how surveys are answered and whom not to ask, or why that is not known', () => {
    const of = (surveys: Partial<NonNullable<WeeklyReport['surveys']>>) =>
      textOf(weeklyPage({ ...report, surveys: { ...report.surveys!, ...surveys } }, 'en'));
    const whole = of({});
    expect(whole).toContain('Asked in the year to 16 Nov 2025: 2,400; answered: 42.0% [40.0%, 44.0%].');
    expect(whole).toContain('asked within 30 days clearly answer less. Better not asked now: 210.');
    expect(whole).toContain('never answered, best left alone: 45.');
    const advice = { restDays: null, customers: 1900, askedLately: 0, silent: null };
    expect(of({ advice })).toMatch(/asked lately do not clearly answer less\. (?!Asked)/);
    const unknown = of({ rate: null });
    expect(unknown).toContain('How many answer is not known');
    expect(unknown).not.toContain('asked now');
  });

  it('says nothing that was not measured, and that it was not', () => {
    const nothing = { series: 0, perYear: 0, alerts: [], files: [] };
    const bare: WeeklyReport = {
      ...report,
      indicators: [headline({ change: { value: 0.01, low: -0.03, high: 0.05 } })],
      watch: nothing,
      ...{ index: null, problems: null, journeys: [], surveys: null },
      spikes: null,
      drivers: null,
      targets: [],
      escalations: null,
    };
    const text = textOf(weeklyPage(bare, 'en'));
    expect(text).toContain('No indicator has clearly changed in 13 weeks');
    expect(text).toContain(
      'Nothing is watched: cx.alerts in the config names no metric, or none of them has enough rows.',
    );
    expect(text).toContain(
      'This run did not measure: themes of texts, what moves money, which problem comes first.',
    );
    expect(text).not.toMatch(/Open complaints|Off course|What moves money/);
    const quiet = { ...bare, watch: { ...nothing, series: 2 }, drivers: [], spikes: [] };
    expect(textOf(weeklyPage(quiet, 'en'))).toContain('No alert is open.');
    expect(textOf(weeklyPage(quiet, 'en'))).toContain(
      'Nothing that was measured is known to move money yet.',
    );
    const unseen = textOf(weeklyPage({ ...bare, watch: null, targets: null }, 'en'));
    expect(unseen).toContain('This run did not measure: alerts and targets, themes of texts');
    expect(unseen).not.toMatch(/What stands out|is watched|is open/);
  });

  it.each(languageCodes)(
    'says in %s what moved though it is good neither way, and until when an old figure is',
    (code) => {
      const { words, metrics } = weeklyLanguages[code];
      const cases = headline({ metric: 'feedback_cases', unit: 'count', better: 'neither' });
      const verdict = (...indicators: Headline[]) => textOf(weeklyPage({ ...report, indicators }, code));
      const rose = verdict({ ...cases, change: { value: 40, low: 20, high: 60 } });
      expect(rose).toContain(words.more.replace('{names}', metrics.feedback_cases));
      expect(rose).not.toContain(words.noChange);
      expect(verdict(cases)).toContain(words.fewer.replace('{names}', metrics.feedback_cases));
      expect(verdict({ ...cases, change: null })).toContain(words.changeUnknown);
      const old = { ...period, first: '2025-10-20', last: '2025-11-16' };
      expect(verdict(headline({ now: old }))).toContain(`${metrics.csat_5} (${words.upTo.split('{')[0]}`);
      expect(verdict(headline())).not.toContain(`${metrics.csat_5} (`);
    },
  );

  it('begins with the alerts that are open, three by name, whatever the indicators do', () => {
    const [alert] = report.watch!.alerts;
    const h1 = (alerts: readonly MetricAlert[], ...indicators: Headline[]) =>
      textOf(
        weeklyPage({ ...report, indicators, watch: { ...report.watch!, alerts } }, 'en').match(
          /<h1>.*?<\/h1>/s,
        )![0],
      ).trim();
    const still = headline({ change: { value: 0.01, low: -0.03, high: 0.05 } });
    const delivery = 'Satisfied customers, CSAT 1 to 5, delivery – fallen';
    expect(h1([alert!], still)).toBe(
      `Open alerts (1): ${delivery}. No indicator has clearly changed in 13 weeks`,
    );
    expect(h1([{ ...alert!, state: 'still open' }], headline())).toBe(
      `Open alerts (1): ${delivery}. Worse than 13 weeks earlier: Satisfied customers, CSAT 1 to 5`,
    );
    expect(h1([{ ...alert!, state: 'closed', closed: '2025-11-28' }], still)).not.toContain('alert');
    const four = Array.from({ length: 4 }, (_, i) => ({
      ...alert!,
      of: { dimension: 'journey', value: `j${i}` },
    }));
    expect(h1(four, still)).toContain('Open alerts (4): Satisfied customers, CSAT 1 to 5, j0');
    expect(h1(four, still)).toMatch(/j2 – fallen; …\./);
    expect(h1(four, still)).not.toContain('j3');
  });

  it.each(languageCodes)('says in %s why an indicator with rows has no figure', (code) => {
    const { words, targets } = weeklyLanguages[code];
    const none = { value: null, low: null, high: null } as const;
    const time = { metric: 'feedback_action_hours', unit: 'hours', change: null } as const;
    const of = (now: object) =>
      textOf(
        weeklyPage({ ...report, indicators: [headline({ ...time, now: { ...period, ...now } })] }, code),
      );
    const endless = of({ ...none, n: 255 });
    expect(endless).toMatch(new RegExp(`255 ${words.longerThanSeen} +${targets['cannot be told']}`));
    expect(endless).toContain(words.noMedian.split('{what}')[0]);
    const few = of({ ...none, n: 3, shown: 'n only' });
    expect(few).toMatch(new RegExp(`3 ${words.tooFew} +${targets['cannot be told']}`));
    expect(few).toContain(words.fewRows.split('{what}')[0]);
    expect(of({})).not.toContain(targets['cannot be told']);
  });

  it.each(languageCodes)(
    'has in %s one wording of what is off course or missed, and one form of address',
    (code) => {
      const { words, targets, ...others } = weeklyLanguages[code];
      expect(words.target.toLowerCase().startsWith(`${targets['off course'].toLowerCase()}: `)).toBe(true);
      expect(words.targetMissed).toContain(`${targets.missed}: `);
      const other = {
        ...{ en: /$^/, de: /\b(du|dein\p{L}*)\b/iu, ru: /(?<!\p{L})тво\p{L}+/iu },
        ...{
          pl: /(?<!\p{L})Państw\p{L}*/u,
          it: /(?<!\p{L})(il|i|la|le) tu\p{L}+/iu,
          ro: /(?<!\p{L})(tău|tale|tăi|ta)(?!\p{L})/iu,
        },
      };
      expect(JSON.stringify([words, targets, others])).not.toMatch(other[code]);
    },
  );

  it('and the run tell limits as they were set, and a time whose end is not seen as longer', () => {
    const [alert] = report.watch!.alerts;
    const base = { ...alert!, of: null, usual: null, since: '2025-11-24' };
    const few = {
      ...base,
      title: 'Cases',
      metric: 'own',
      unit: 'count',
      watch: 'below' as const,
      limit: 0.5,
    };
    const slow = { ...base, title: 'Time', metric: 'own', unit: 'hours', watch: 'above' as const, limit: 24 };
    const alerts = [
      { ...few, now: { ...figure, value: 2 } },
      { ...slow, now: { ...figure, value: null, low: 30, high: null } },
    ];
    const watch = { ...report.watch!, alerts };
    const text = textOf(weeklyPage({ ...report, watch }, 'en'));
    expect(text).toContain('Cases: below 0.5 a day – 0.3 a day');
    expect(text).toContain('Time: above 24.0 hours – longer than 30.0 hours');
    const said = alertSentences({ watch, currency: 'EUR' }).join('\n');
    expect(said).toContain('Cases: is below 0.5 a day: 0.3 a day from 24 Nov 2025');
    expect(said).toContain('Time: is above 24.0 hours: longer than 30.0 hours from 24 Nov 2025');
  });

  it.each(languageCodes)('is whole in %s: the same places in every string, and no English left', (code) => {
    const [own, english] = [weeklyLanguages[code], weeklyLanguages.en];
    for (const part of ['words', 'verdicts', 'targets', 'moved', 'sources', 'metrics', 'drivers'] as const)
      for (const [name, text] of Object.entries(english[part])) {
        const said = (own[part] as Record<string, string>)[name]!;
        expect([name, placesOf(said)]).toEqual([name, placesOf(text)]);
        if (code !== 'en' && text.includes(' ')) expect(said).not.toBe(text);
      }
    const html = weeklyPage(report, code);
    expect(html).toContain(`<html lang="${code}">`);
    expect(html).not.toMatch(/undefined|NaN/);
    expect(html).toContain(own.words.todo);
    // Romanian counts 90 *de* zile, Russian 91 день and 92 дня
    const lead = (horizonDays: number) =>
      textOf(weeklyPage({ ...report, horizonDays }, code)).replaceAll('\u00a0', ' ');
    if (code === 'ro') expect(lead(90)).toContain('90 de zile');
    if (code === 'ru') expect(lead(92)).toContain('92 дня');
    if (code === 'de') {
      expect(lead(90)).toContain('nächste 90 Tage');
      expect(lead(90)).toContain('letzte 90 Tage');
      expect(lead(90)).not.toMatch(/(?<!\p{L})(in|seit|mit) \d+ Tage(?!\p{L})/u);
    }
  });
});

it.each(languageCodes)(
  'says in %s how long complaints waited, also where most still do, or few are known',
  (code) => {
    const { words } = weeklyLanguages[code];
    const of = (over: object) =>
      textOf(
        weeklyPage(
          {
            ...report,
            escalations: { ...report.escalations!, toAction: { ...report.escalations!.toAction!, ...over } },
          },
          code,
        ),
      );
    const [head] = words.toAction.split(/[,:]/);
    expect(of({})).toContain(head);
    expect(of({ hours: null })).toContain(words.tooFew);
    expect(of({ hours: { value: null, low: 30, high: null } })).toContain(
      words.longerThan.replace('{value}', '30'),
    );
    expect(of({ hours: { value: 30, low: 2, high: null } })).toMatch(/30 \[2, …\]/);
    expect(of({ escalations: 0 })).not.toContain(head);
  },
);

it.each(languageCodes)('of what customers say it says that a score is a noisy measure, in %s', (code) => {
  const { moneyNoisy } = weeklyLanguages[code].words;
  const own = report.drivers![0]!;
  const of = (drivers: (typeof own)[]) => textOf(weeklyPage({ ...report, drivers }, code));
  expect(of([own])).not.toContain(moneyNoisy);
  expect(of([own, { ...own, name: 'csat_5', kind: 'subjective' }])).toContain(moneyNoisy);
});

describe('the targets', () => {
  const [aim] = report.targets!;
  const beside = (code: (typeof languageCodes)[number], ...targets: Partial<typeof aim>[]) =>
    textOf(weeklyPage({ ...report, targets: targets.map((over) => ({ ...aim!, ...over })) }, code));

  it('all stand on the page with their owner, date and initiative, wherever they are', () => {
    const text = beside(
      'en',
      { verdict: 'on course', owner: 'Bea', initiative: 'new app' },
      { verdict: 'too early to say', owner: 'Cid', initiative: null },
      { verdict: 'not settled yet', owner: 'Dan', now: null },
    );
    expect(text).toContain('Your targets');
    expect(text).toMatch(/1 to 5 80\.0% 1 Jun 2026 61\.0% \[56\.0%, 66\.0%\] 75\.0% on course Bea new app/);
    expect(text).toMatch(/75\.0% too early to say Cid/);
    expect(text).toMatch(/2026 75\.0% not settled yet Dan second courier/);
    expect(text).not.toContain('Off course:');
    expect(beside('en')).not.toContain('Your targets');
  });

  it('of which nothing is known cannot be told, and the page says why and what to map', () => {
    const without = { verdict: 'cannot be told', now: null } as const;
    for (const code of languageCodes) {
      const { words, targets, metrics } = weeklyLanguages[code];
      const text = beside(code, { ...without, needs: ['orders.promised_at'] }, without);
      expect(text).toMatch(new RegExp(`${words.noData} \\S+( %)? ${targets['cannot be told']}`));
      expect(text).toContain('orders.promised_at');
      expect(text).toContain(words.targetNoData.replace('{what}', metrics.csat_5));
    }
  });

  it('that were missed are to be done something about, as those off course are', () => {
    const text = beside('en', { verdict: 'missed' }, { verdict: 'met' });
    expect(text).toContain(
      'Target missed: Satisfied customers, CSAT 1 to 5: 61.0%; target 80.0% by 1 Jun 2026; owner: Ada',
    );
    expect(text.match(/owner: Ada; second courier/g)).toHaveLength(1);
  });

  it.each(languageCodes)('are judged in %s', (code) => {
    const { targets, words } = weeklyLanguages[code];
    for (const verdict of targetVerdict.options) {
      const text = beside(code, { verdict });
      expect(text).toContain(targets[verdict]);
      expect(text).toContain(words.targets);
    }
  });
});

describe('the names', () => {
  const things = [...catalogue.map(({ name }) => name), 'cx_index'];

  it.each(languageCodes)('of every metric and driver stand in %s', (code) => {
    const { metrics, drivers: own } = weeklyLanguages[code];
    expect(Object.keys(metrics).sort()).toEqual(things.sort());
    expect(drivers.map(({ name }) => name).filter((name) => !(name in { ...metrics, ...own }))).toEqual([]);
  });

  it.each(languageCodes)('of an alert of the index is that of %s', (code) => {
    const [alert] = report.watch!.alerts;
    const of = { ...alert!, metric: 'cx_index', title: 'CX index', unit: 'score', of: null };
    const text = textOf(weeklyPage({ ...report, watch: { ...report.watch!, alerts: [of] } }, code));
    expect(text).toContain(`${weeklyLanguages[code].metrics.cx_index}: `);
    if (code !== 'en') expect(text).not.toContain('CX index');
  });
});

describe('the indicators', () => {
  const found = (...names: string[]) => names.map((metric) => headline({ metric }));
  const choose = (wanted: string[], over: Partial<Countable> = {}) =>
    chooseIndicators(wanted, {
      headlines: found('csat_5', 'csat_7', 'nps', 'churn_rate', 'retention_90', 'reopened'),
      missing: [],
      catalogue,
      ...over,
    });

  it('are those of the config in its order, or one of each kind', () => {
    const names = (wanted: string[]) => choose(wanted).shown.map(({ metric }) => metric);
    expect(names(['reopened', 'nps'])).toEqual(['reopened', 'nps']);
    expect(names([])).toEqual(['nps', 'csat_5', 'reopened', 'churn_rate']);
    expect(choose([]).noData).toEqual([]);
  });

  it('without any figure stop nothing: the page says so, why, and what to map', () => {
    const missing = [{ metric: 'on_time', needs: ['orders.promised_at', 'orders.delivered_at'] }];
    const { shown, noData } = choose(['on_time', 'nps', 'ces_7'], { missing });
    expect(shown.map(({ metric }) => metric)).toEqual(['nps']);
    expect(noData.map(({ metric, needs }) => [metric, needs.length])).toEqual([
      ['on_time', 2],
      ['ces_7', 0],
    ]);
    for (const code of languageCodes) {
      const text = textOf(weeklyPage({ ...report, indicators: shown, noData }, code));
      const { words, metrics } = weeklyLanguages[code];
      expect(text).toContain(`${metrics.on_time} ${words.noData}`);
      expect(text).toContain('orders.promised_at, orders.delivered_at');
      expect(text).toContain(words.noDataYet.replace('{what}', metrics.ces_7));
    }
    const none = textOf(weeklyPage({ ...report, indicators: [], noData }, 'en'));
    expect(none).toContain('No indicator has enough rows');
  });

  it('that there are not are refused with those that there are', () => {
    expect(() => choose(['nps', 'made_up'])).toThrow(
      /cx\.report\.indicators\[1\]: there is no metric made_up\. Metrics are: nps, /,
    );
    expect(() => choose(['cx_index'])).toThrow(/\[0\]: cx_index has a section of its own/);
  });
});
