import { parseArgs } from 'node:util';
import { changesOf, dropsOf, excessesOf, type LevelSeries, spikesOf } from '../../models/alerts.ts';
import { DaySeries } from '../../pipeline/cx/alerts/day-series.ts';
import type { Metric } from '../../pipeline/cx/metric.ts';
import { csat5 } from '../../pipeline/cx/metrics/csat-5.ts';
import { feedbackCases } from '../../pipeline/cx/metrics/feedback-cases.ts';
import { nps } from '../../pipeline/cx/metrics/nps.ts';
import { rating5Mean } from '../../pipeline/cx/metrics/rating-5-mean.ts';
import { write } from '../../pipeline/reports/format.ts';
import { bursts, netScores, ratings, type Simulation, shares } from './simulate-days.ts';

const { values } = parseArgs({ options: { series: { type: 'string', default: '200' } } });
const count = Number(values.series);

interface Case {
  readonly name: string;
  readonly metric: Metric;
  readonly days: Simulation;
}

const cases: readonly Case[] = [
  { name: 'share of .80', metric: csat5, days: shares(0.8) },
  { name: 'share of .95', metric: csat5, days: shares(0.95) },
  { name: 'NPS of 30', metric: nps, days: netScores(0.5, 0.2) },
  { name: 'ratings, mean 4.5', metric: rating5Mean, days: ratings },
];

/** A year that is looked at, after the days that tell what is usual. */
const [usual, year] = [70, 365];

console.log('| series | rows a day | false a year, of 1 | of 20 watched |');
console.log('|---|---|---|---|');
for (const { name, metric, days } of cases) {
  for (const perDay of [2, 10, 30, 100]) {
    const found = [1, 20].map((watched) => {
      let breaches = 0;
      for (let seed = 0; seed < count; seed++) {
        const counts = days({ days: usual + year, perDay, seed });
        const series = new DaySeries(metric, counts, usual + year);
        breaches += changesOf(series, { side: -1, opens: 1 / (1000 * watched) }).length;
      }
      return breaches / count;
    });
    console.log(`| ${name} | ${perDay} | ${found.map((one) => write.number(one, 2)).join(' | ')} |`);
  }
}

/** The change begins on this day and lasts so long. */
const [begins, lasts] = [130, 40];

console.log(
  '\n| rows a day | change | seen within 7 days | within 21 | median day | alerts per breach | closed after, days |',
);
console.log('|---|---|---|---|---|---|---|');
for (const perDay of [2, 10, 30, 100]) {
  for (const points of [0.1, 0.2, 0.3]) {
    const delays: number[] = [];
    const closings: number[] = [];
    let alerts = 0;
    for (let seed = 0; seed < count; seed++) {
      const shift = (day: number) => (day >= begins && day < begins + lasts ? -points : 0);
      const counts = shares(0.8)({ days: 260, perDay, seed, shift });
      const series = new DaySeries(csat5, counts, 260);
      const breaches = changesOf(series, { side: -1, opens: 1 / 1000 }).filter(
        ({ opened }) => opened >= begins && opened < begins + lasts,
      );
      alerts += breaches.length;
      if (breaches[0] !== undefined) delays.push(breaches[0].opened - begins + 1);
      const last = breaches.at(-1);
      if (last?.closed != null) closings.push(last.closed - begins - lasts + 1);
    }
    const within = (day: number) => write.number(delays.filter((delay) => delay <= day).length / count, 2);
    const median = delays.toSorted((a, b) => a - b)[Math.floor(count / 2)];
    const mean = (of: readonly number[]) =>
      of.length === 0 ? '–' : write.number(of.reduce((a, b) => a + b, 0) / of.length, 1);
    console.log(
      `| ${perDay} | −${points} | ${within(7)} | ${within(21)} | ${median ?? '–'} | ${write.number(alerts / Math.max(1, delays.length), 2)} | ${mean(closings)} |`,
    );
  }
}

/** What limits of counts were held against before their spread was learned: chance alone. */
const byChance = (series: DaySeries): LevelSeries => ({
  days: series.days,
  level: (from, until) => {
    const level = series.level(from, until);
    return level && { ...level, spread: Math.max(level.n * level.value, 1) / level.n };
  },
  drift: series.drift.bind(series),
  chance: series.chance,
  isOpen: series.isOpen,
});

console.log(
  '\n| counts a day | variance over mean | false rises a year | false falls | above a limit of 1.2 times the mean, spread learned | by chance |',
);
console.log('|---|---|---|---|---|---|');
for (const perDay of [2, 10, 50]) {
  for (const spread of [1, 2, 4]) {
    const found = [0, 0, 0, 0];
    for (let seed = 0; seed < count; seed++) {
      const counts = bursts(spread)({ days: 120 + year, perDay, seed });
      const series = new DaySeries(feedbackCases, counts, 120 + year);
      const options = { opens: 1 / 1000, lookBack: year };
      const limit = { side: 1, opens: 1 / 1000 } as const;
      const quiet = [
        spikesOf(series.rows, { ...options, opens: 1 / 365 }),
        dropsOf(series.rows, options),
        excessesOf(series, 1.2 * perDay, limit),
        excessesOf(byChance(series), 1.2 * perDay, limit),
      ];
      for (const [i, breaches] of quiet.entries())
        found[i]! += breaches.filter(({ opened }) => opened >= 120).length / count;
    }
    console.log(`| ${perDay} | ${spread} | ${found.map((one) => write.number(one, 2)).join(' | ')} |`);
  }
}

console.log('\n| counts a day | fall | seen within 3 days | within 7 | within 14 |');
console.log('|---|---|---|---|---|');
for (const perDay of [2, 10, 50]) {
  for (const fall of [0.5, 1]) {
    const delays: number[] = [];
    for (let seed = 0; seed < count; seed++) {
      const shift = (day: number) => (day >= 150 ? -fall : 0);
      const { parts } = bursts(1.5)({ days: 170, perDay, seed, shift });
      const [breach] = dropsOf(parts.get('n')!, { opens: 1 / 1000, lookBack: 20 });
      if (breach !== undefined) delays.push(breach.opened - 150 + 1);
    }
    const within = (days: number) => write.number(delays.filter((one) => one <= days).length / count, 2);
    console.log(`| ${perDay} | −${100 * fall}% | ${within(3)} | ${within(7)} | ${within(14)} |`);
  }
}
