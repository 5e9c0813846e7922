import type { TargetReport } from '../../../contracts/artefacts/alerts-report.ts';
import type { DriverFigures } from '../../../contracts/artefacts/drivers-report.ts';
import type { MetricAlert, MetricAlerts } from '../../../contracts/artefacts/metric-alert.ts';
import type { Headline } from '../../../contracts/artefacts/metrics-report.ts';
import type { TimeToAction } from '../../../contracts/artefacts/time-to-action.ts';
import type { WeeklyReport } from '../../../contracts/artefacts/weekly-report.ts';
import { daysBetween } from '../../../contracts/business-day.ts';
import type { LanguageCode } from '../../../contracts/languages.ts';
import { languages } from '../effect/languages.ts';
import { fill } from '../effect/words.ts';
import { count, estimateOf, money, points, type Quantity } from '../estimate.ts';
import { type Format, formatIn } from '../format.ts';
import { quantityIn } from '../in-unit.ts';
import { page } from '../render/html.ts';
import type { Block, Report, Section } from '../report.ts';
import { watchedValue } from '../sentences/alert-sentences.ts';
import { type Cell, type Trend, tableOf } from '../table.ts';
import { verdictOf } from '../verdict-of-change.ts';
import { experienceSections } from './experience-sections.ts';
import { weeklyLanguages } from './languages.ts';
import type { WeeklyTexts } from './texts.ts';

/** A report with the language that it is said in. */
interface Said extends WeeklyTexts {
  readonly report: WeeklyReport;
  readonly format: Format;
}

/** The weekly page as HTML: for people who read no dashboards, in their language. */
export function weeklyPage(report: WeeklyReport, language: LanguageCode): string {
  const said = { ...weeklyLanguages[language], report, format: formatIn(languages[language].figures) };
  return page(weeklyReportPage(said), said.format, language);
}

function weeklyReportPage(said: Said): Report {
  const { report, words, format } = said;
  return {
    about: `${report.business} · ${format.day(report.asOf)}`,
    verdict: verdictSentence(said),
    introduction: fill(words.lead, { level: format.percent(report.level, 0) }),
    sections: [
      {
        title: words.indicators,
        blocks: [indicatorTable(said), ...greyNote(said), ...noFigureNotes(said), ...noDataNotes(said)],
      },
      ...targetsSection(said),
      ...standsOutSection(said),
      ...whySection(said),
      ...experienceSections(said),
      { title: words.todo, blocks: [items(toDo(said))] },
      ...missingSection(said),
    ],
  };
}

const items = (sentences: readonly string[]): Block => ({ kind: 'items', items: sentences });

/** Open alerts are said first: they are of the last days. Then what got worse, what got better, what moved and is good neither way. */
function verdictSentence(said: Said): string {
  const { report, words, metrics, format } = said;
  const { indicators, asOf } = report;
  const nameOf = (one: Headline) =>
    `${titleOf(one, metrics)}${isOld(one, asOf) ? ` (${fill(words.upTo, { day: format.day(one.now.last) })})` : ''}`;
  const parts = (['worse', 'better', 'more', 'fewer'] as const).flatMap((verdict) => {
    const names = indicators.filter((one) => verdictOf(one) === verdict).map(nameOf);
    return names.length === 0 ? [] : [fill(words[verdict], { names: names.join('; ') })];
  });
  const still = indicators.some(({ change }) => change !== null) ? words.noChange : words.changeUnknown;
  return [...openAlerts(said), ...(parts.length > 0 ? parts : [still])].join('. ');
}

/** So many alerts are named in the headline; all of them stand below it. */
const mostNamed = 3;

function openAlerts(said: Said): string[] {
  const open = (said.report.watch?.alerts ?? []).filter(({ state }) => state !== 'closed');
  if (open.length === 0) return [];
  const named = open
    .slice(0, mostNamed)
    .map((alert) => `${alertName(alert, said)} – ${movedHow(alert, said)}`);
  const names = [...named, ...(open.length > mostNamed ? ['…'] : [])].join('; ');
  return [fill(said.words.openAlerts, { n: said.format.count(open.length), names })];
}

const alertName = ({ of, metric, title }: MetricAlert, { metrics }: Said): string =>
  `${titleOf({ metric, title }, metrics)}${of === null ? '' : `, ${of.value}`}`;

const movedHow = (alert: MetricAlert, said: Said): string =>
  fill(said.moved[alert.watch], {
    limit: alert.limit === null ? '' : watchedText(alert, alert.limit, said),
  });

/** Four weeks that ended two weeks ago or earlier are named by their day: what happened since is not in them. */
const isOld = ({ now }: Headline, asOf: string): boolean => daysBetween(now.last, asOf) >= 14;

const titleOf = (
  { metric, title }: { readonly metric: string; readonly title: string },
  metrics: Readonly<Record<string, string>>,
): string => metrics[metric] ?? title;

function indicatorTable(said: Said): Block {
  const { words, report, verdicts, targets, metrics, format } = said;
  const columns = [words.indicator, words.until, words.rows, words.now, words.change, words.verdict];
  const rows = report.indicators.map((headline): Cell[] => {
    const verdict = verdictOf(headline);
    return [
      titleOf(headline, metrics),
      format.day(headline.now.last),
      count(headline.now.n),
      nowCell(headline, said),
      changeCell(headline, report),
      verdict !== '' ? verdicts[verdict] : hasFigure(headline) ? '' : targets['cannot be told'],
    ];
  });
  const without = report.noData.map((one): Cell[] => [titleOf(one, metrics), '', '', words.noData, '', '']);
  const trends = [
    ...report.indicators.map((headline) => trendOf(headline, said)),
    ...without.map(() => null),
  ];
  const table = tableOf(columns, [...rows, ...without]);
  return trends.some((trend) => trend !== null)
    ? { ...table, trends: { name: words.lately, rows: trends } }
    : table;
}

/** The four weeks of half a year, held against those 13 weeks earlier; two points at least. */
function trendOf(headline: Headline, { words, format, metrics }: Said): Trend | null {
  const { lately, before } = headline;
  const points = lately.flatMap(({ last, value, low, high }) =>
    isKnown(value) && isKnown(low) && isKnown(high)
      ? [{ at: Math.round(daysBetween(lately[0]!.last, last) / 7), value, low, high }]
      : [],
  );
  if (points.length < 2) return null;
  const days = { from: format.day(lately[0]!.last), to: format.day(lately.at(-1)!.last) };
  const says = `${titleOf(headline, metrics)}: ${fill(words.latelySays, days)}`;
  return { says, points, beside: isKnown(before?.value ?? null) ? before!.value : null };
}

/** Grey figures stand in brackets; a time that most have not reached is longer than its limit. */
function nowCell({ unit, now }: Pick<Headline, 'unit' | 'now'>, { report, format, words }: Said): Cell {
  const { value, low, high, shown, n } = now;
  if (shown === 'n only') return words.tooFew;
  const quantity = (of: number | null) => quantityIn(unit, of, report.currency);
  if (!isKnown(value))
    return isKnown(low)
      ? fill(words.longerThan, { value: format.quantity(quantity(low)) })
      : words.longerThanSeen;
  if (shown === 'grey') return `(${format.quantity(quantity(value))})`;
  if (!isKnown(low) || !isKnown(high)) return quantity(value);
  return estimateOf({ value, low, high }, quantity(value), {
    level: report.level,
    method: 'of the metric',
    n,
  });
}

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

function changeCell({ unit, change, now }: Headline, { currency, level }: WeeklyReport): Cell {
  if (change === null || ![change.value, change.low, change.high].every(isKnown)) return '';
  // a difference of shares is in points
  const how: Quantity = unit === 'share' ? points(null) : quantityIn(unit, null, currency);
  return estimateOf(change, { ...how, signed: true }, { level, method: 'of the change', n: now.n });
}

const hasFigure = ({ now }: Pick<Headline, 'now'>): boolean => now.shown !== 'n only' && isKnown(now.value);

/** Why an indicator with rows has no figure. */
function noFigureNotes({ report, words, metrics, format }: Said): Block[] {
  const notes = report.indicators
    .filter((one) => !hasFigure(one))
    .map((one) =>
      fill(one.now.shown === 'n only' ? words.fewRows : words.noMedian, {
        what: titleOf(one, metrics),
        n: format.count(one.now.n),
      }),
    );
  return notes.length === 0 ? [] : [items(notes)];
}

const greyNote = ({ report, words }: Said): Block[] =>
  report.indicators.some(({ now }) => now.shown === 'grey') ? [items([words.grey])] : [];

/** Why an indicator has no figure, and what to map. */
function noDataNotes(said: Said): Block[] {
  const { report, words, metrics } = said;
  if (report.noData.length === 0) return [];
  const notes = report.noData.map((one) =>
    whyNoData({ what: titleOf(one, metrics), needs: one.needs, isMapped: words.noDataYet }, said),
  );
  return [items(notes)];
}

/** @param isMapped what is said where no column is missing */
function whyNoData(
  { what, needs, isMapped }: { what: string; needs: readonly string[]; isMapped: string },
  { words }: Said,
): string {
  return needs.length === 0
    ? fill(isMapped, { what })
    : fill(words.noDataNeeds, { what, needs: needs.join(', ') });
}

/** Every target, wherever it stands. */
function targetsSection(said: Said): Section[] {
  const { report, words, targets, format } = said;
  if (report.targets === null || report.targets.length === 0) return [];
  const columns = [
    ...[words.indicator, words.targetIs, words.by, words.now, words.shouldBe, words.verdict],
    ...[words.ownerIs, words.initiative],
  ];
  const rows = report.targets.map((one): Cell[] => {
    const quantity = (value: number | null): Cell =>
      isKnown(value) ? quantityIn(one.unit, value, report.currency) : '';
    return [
      targetName(one, said),
      quantity(one.target),
      format.day(one.by),
      targetNow(one, said),
      quantity(one.way),
      targets[one.verdict],
      one.owner,
      one.initiative ?? '',
    ];
  });
  const silent = report.targets.filter(({ now, verdict }) => now === null && verdict !== 'not settled yet');
  const why = silent.map((one) =>
    whyNoData({ what: targetName(one, said), needs: one.needs, isMapped: words.targetNoData }, said),
  );
  return [
    { title: words.targets, blocks: [tableOf(columns, rows), ...(why.length === 0 ? [] : [items(why)])] },
  ];
}

/** A figure that is not settled is none yet, and not for want of data. */
function targetNow({ unit, now, verdict }: TargetReport, said: Said): Cell {
  if (now !== null) return nowCell({ unit, now }, said);
  return verdict === 'not settled yet' ? '' : said.words.noData;
}

const targetName = (one: TargetReport, { metrics }: Said): string =>
  `${titleOf(one, metrics)}${one.of === null ? '' : `, ${one.of.value}`}`;

/** Left out where nobody looked and nothing rose: that is said at the end. */
function standsOutSection(said: Said): Section[] {
  const sentences = standingOut(said);
  return sentences.length === 0 ? [] : [{ title: said.words.standsOut, blocks: [items(sentences)] }];
}

function standingOut(said: Said): string[] {
  const { report, words, sources, format } = said;
  const { watch } = report;
  const spikes = (report.spikes ?? []).map(({ name, source, seen, opened, expected }) =>
    fill(words.spike, {
      theme: name,
      source: sources[source],
      seen: format.count(seen),
      day: format.day(opened),
      expected: format.count(Math.round(expected)),
    }),
  );
  return [...(watch === null ? [] : alertLines(watch, said)), ...spikes];
}

function alertLines({ alerts, series }: MetricAlerts, said: Said): string[] {
  const { words } = said;
  const none = series === 0 && alerts.length === 0 ? words.notWatched : words.noneOpen;
  const isOpen = alerts.some(({ state }) => state !== 'closed');
  return [...alerts.map((alert) => alertLine(alert, said)), ...(isOpen ? [] : [none])];
}

function alertLine(alert: MetricAlert, said: Said): string {
  const { words, format } = said;
  const { now, usual, owner, customers, state, closed } = alert;
  const value = (figure: NonNullable<MetricAlert['now']>) => {
    const known = watchedValue(alert, figure);
    if (known !== null || !isKnown(figure.low)) return watchedText(alert, known, said);
    return fill(words.longerThan, { value: watchedText(alert, figure.low, said) });
  };
  const when = { opened: words.newAlert, 'still open': words.stillOpen, closed: '' }[state];
  return [
    `${alertName(alert, said)}: ${movedHow(alert, said)}${now === null ? '' : ` – ${value(now)}`}`,
    ...(usual === null ? [] : [fill(words.before, { value: value(usual) })]),
    fill(words.since, { day: format.day(alert.since) }),
    ...(closed === null ? [when] : [fill(words.closed, { day: format.day(closed) })]),
    ...(customers === 0 ? [] : [fill(words.customers, { n: format.count(customers) })]),
    ...(owner === null ? [] : [fill(words.owner, { owner })]),
  ].join('; ');
}

function watchedText({ unit }: MetricAlert, value: number | null, { report, words, format }: Said): string {
  if (unit === 'count' && value !== null) return fill(words.perDay, { value: format.trimmed(value, 1) });
  const text = format.quantity(quantityIn(unit, value, report.currency));
  return unit === 'hours' && value !== null ? fill(words.hours, { value: text }) : text;
}

/** Nothing where it was not measured: that is said at the end. */
function whySection(said: Said): Section[] {
  const { report, words, format } = said;
  if (report.drivers === null) return [];
  if (report.drivers.length === 0) return [{ title: words.why, blocks: [items([words.moneyNone])] }];
  const rows = report.drivers.map((driver) => driverRow(driver, said));
  const lead = fill(words.moneyLead, { days: format.days(report.horizonDays) });
  const table = tableOf([words.driver, words.margin, words.retention], rows, lead);
  const isSaid = report.drivers.some(({ kind }) => kind === 'subjective');
  return [{ title: words.why, blocks: [table, ...(isSaid ? [items([words.moneyNoisy])] : [])] }];
}

function driverRow(
  { name, title, margin, retention, rows: n }: DriverFigures,
  { report, drivers, metrics }: Said,
): Cell[] {
  const titles: Readonly<Record<string, string>> = { ...metrics, ...drivers };
  const how = { level: report.level, method: 'double machine learning', n };
  return [
    titles[name] ?? title,
    estimateOf(margin.perDeviation, { ...money(null, report.currency, 2), signed: true }, how),
    estimateOf(retention.perDeviation, { ...points(null), signed: true }, how),
  ];
}

function toDo(said: Said): string[] {
  const { report, words, format } = said;
  const { escalations, listed, targets } = report;
  return [
    ...(targets ?? [])
      .filter(({ verdict }) => verdict === 'off course' || verdict === 'missed')
      .map((target) => targetLine(target, said)),
    ...(escalations === null
      ? []
      : [
          fill(words.escalations, {
            open: format.count(escalations.open),
            overdue: format.count(escalations.overdue),
          }),
          ...toActionLine(escalations.toAction, said),
        ]),
    fill(words.listed, { n: format.count(listed) }),
  ];
}

/** How fast complaints that were raised are acted on. */
function toActionLine(action: TimeToAction | null, { words, format }: Said): string[] {
  if (action === null || action.escalations === 0) return [];
  const { days, escalations, acted, hours } = action;
  return [
    fill(words.toAction, {
      days: format.days(days),
      n: format.count(escalations),
      acted: format.count(acted),
      median:
        hours === null ? words.tooFew : fill(words.hours, { value: medianText(hours, { words, format }) }),
    }),
  ];
}

/** Where most are not acted on yet, the median is longer than its limit. */
function medianText(
  { value, low, high }: NonNullable<TimeToAction['hours']>,
  { words, format }: Pick<Said, 'words' | 'format'>,
): string {
  const text = (of: number) => format.trimmed(of, 1);
  if (value === null) return low === null ? '–' : fill(words.longerThan, { value: text(low) });
  return `${text(value)} [${text(low ?? 0)}, ${high === null ? '…' : text(high)}]`;
}

function targetLine(one: TargetReport, said: Said): string {
  const { report, words, format } = said;
  const { now, way, unit, target, by, owner, initiative, verdict } = one;
  const text = (value: number | null) => format.quantity(quantityIn(unit, value, report.currency));
  const [what, is] = [targetName(one, said), text(now?.value ?? null)];
  const head =
    verdict === 'missed'
      ? fill(words.targetMissed, { what, now: is })
      : fill(words.target, { what, now: is, way: text(way) });
  return [
    head,
    fill(words.targetBy, { target: text(target), by: format.day(by) }),
    fill(words.owner, { owner }),
    ...(initiative === null ? [] : [initiative]),
  ].join('; ');
}

function missingSection({ report, words }: Said): Section[] {
  const parts = [
    ...(report.watch === null ? [words.alerts] : []),
    ...(report.spikes === null ? [words.themes] : []),
    ...(report.drivers === null ? [words.drivers] : []),
    ...(report.problems === null ? [words.ranked] : []),
  ];
  if (parts.length === 0) return [];
  return [{ title: words.missing, blocks: [items([fill(words.missingParts, { parts: parts.join(', ') })])] }];
}
