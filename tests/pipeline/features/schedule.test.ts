import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role, Schedule } from '../../../contracts/artefacts/schedule.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { ConfigError } from '../../../contracts/errors.ts';
import { planSchedule, tryPlan } from '../../../pipeline/features/schedule.ts';
import { smallConfig } from './business.ts';

const asOf = '2025-12-01';
const churn = { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180 };

const inputs = { sales: { file: 'sales.csv' }, terms: { file: 'terms.csv' } };
const sources = { orders: { from: 'sales', columns: {} }, subscriptions: { from: 'terms', columns: {} } };

const datesOf = ({ dates }: Schedule, role: Role): string[] =>
  dates.filter(({ roles }) => roles.includes(role)).map((date) => date.asOf);

/** Data from a day on that reach beyond every date asked for. */
const since = (start: string) => ({ start, peopledFrom: start, labelsUntil: '2100-01-01', gaps: [] });

/** The schedule, or null where the history is too short for the config. */
function planned(config: Config, historyStart: string): Schedule | null {
  try {
    return planSchedule(config, asOf, since(historyStart));
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

const configs = fc.record({
  kind: fc.constantFrom('non-contractual', 'contractual'),
  horizonDays: fc.integer({ min: 1, max: 250 }),
  graceDays: fc.integer({ min: 0, max: 30 }),
  lagDays: fc.integer({ min: 0, max: 10 }),
  clvDays: fc.integer({ min: 1, max: 500 }),
  observedDays: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
  origins: fc.integer({ min: 1, max: 6 }),
  everyDays: fc.integer({ min: 1, max: 60 }),
  minHistoryDays: fc.integer({ min: 1, max: 200 }),
  history: fc.integer({ min: 30, max: 1500 }),
  mapped: fc.boolean(),
});
type Drawn = typeof configs extends fc.Arbitrary<infer T> ? T : never;

const configOf = (drawn: Drawn): Config =>
  smallConfig({
    inputs,
    sources: drawn.mapped ? sources : {},
    churn: {
      kind: drawn.kind,
      horizonDays: drawn.horizonDays,
      lookbackDays: Math.max(100, drawn.horizonDays),
      graceDays: drawn.graceDays,
      lagDays: drawn.lagDays,
    },
    clv: {
      horizonDays: drawn.clvDays,
      observedDays: drawn.observedDays && Math.min(drawn.observedDays, drawn.clvDays),
    },
    training: { origins: drawn.origins, everyDays: drawn.everyDays, minHistoryDays: drawn.minHistoryDays },
  });

describe('the as-of dates of a run', () => {
  it('are laid out back from the last matured date', () => {
    const config = smallConfig({
      business: { name: 'Small', currency: 'EUR', dataUntil: asOf },
      churn: { ...churn, lagDays: 2 },
      clv: { horizonDays: 365, observedDays: 90 },
      training: { origins: 2 },
    });
    const schedule = planSchedule(config, asOf, since('2023-06-01'));
    expect(schedule).toMatchObject({ churnDays: 60, observedDays: 90, valueDays: 365, lagDays: 2 });
    expect(schedule.dates.map((date) => [date.asOf, date.roles.join(' ')])).toEqual(
      [
        ['2024-11-29', 'extrapolate'],
        ['2025-05-01', 'train-churn train-value'],
        ['2025-05-31', 'train-churn train-value'],
        ['2025-06-30', 'train-churn'],
        ['2025-08-31', 'later-churn later-value'],
        ['2025-09-30', 'later-churn'],
        [asOf, 'score'],
      ].sort(([a], [b]) => (a! < b! ? -1 : 1)),
    );
  });

  it('are instants of the business day, with the ends of label windows only where they have matured', () => {
    const config = smallConfig({ churn, clv: { horizonDays: 60 }, training: { origins: 1 } });
    const schedule = planSchedule(config, '2025-05-20', since('2024-01-01'));
    const [train, later, score] = schedule.dates;
    expect(later).toEqual({
      asOf: '2025-03-21',
      asOfAt: '2025-03-20 23:00:00',
      roles: ['later-churn', 'later-value'],
      churnEndAt: '2025-05-19 22:00:00',
      valueEndAt: '2025-05-19 22:00:00',
      fullValueEndAt: '2025-05-19 22:00:00',
    });
    expect(train).toMatchObject({ asOf: '2025-01-20', roles: ['train-churn', 'train-value'] });
    expect(score).toMatchObject({
      asOf: '2025-05-20',
      churnEndAt: null,
      valueEndAt: null,
      fullValueEndAt: null,
    });
  });

  it('share no label day between training and later dates, for either task, whatever the config', () => {
    let laidOut = 0;
    fc.assert(
      fc.property(configs, (drawn) => {
        const schedule = planned(configOf(drawn), addDays(asOf, -drawn.history));
        if (schedule === null) return;
        laidOut++;
        expect(overlaps(schedule, drawn)).toEqual([]);
        expect(unserved(schedule, drawn)).toEqual([]);
        expect(unmatured(schedule, drawn)).toEqual([]);
      }),
      { numRuns: 60, seed: 1 },
    );
    expect(laidOut).toBeGreaterThan(15);
  });

  it('hold none to extrapolate from where no date has seen the whole CLV horizon, up to twice the history', () => {
    const config = (horizonDays: number, kind = 'non-contractual') =>
      smallConfig({
        inputs,
        sources,
        churn: { ...churn, kind },
        clv: { horizonDays, observedDays: 60 },
      });
    const covered = 400;
    const start = addDays(asOf, -covered);
    const seen = planned(config(310), start)!;
    expect(datesOf(seen, 'extrapolate')).toEqual([addDays(asOf, -310)]);
    for (const kind of ['non-contractual', 'contractual']) {
      const unseen = planned(config(311, kind), start)!;
      expect(datesOf(unseen, 'extrapolate')).toEqual([]);
      expect(unseen).toMatchObject({ observedDays: 60, valueDays: 311 });
    }
    expect(planned(config(800), start)).not.toBeNull();
    expect(messageOf(() => planSchedule(config(801), asOf, since(start)))).toMatch(/up to 800 would fit/);
    const withoutOrders = { ...config(311), sources: {} };
    expect(messageOf(() => planSchedule(withoutOrders, asOf, since(start)))).toMatch(/up to 310 would fit/);
  });

  it('lie after the first customers, and no window reaches beyond the day on which orders stopped', () => {
    const config = smallConfig({ churn, clv: { horizonDays: 60 }, training: { origins: 9 } });
    const history = { start: '2024-01-01', peopledFrom: '2024-11-20', labelsUntil: '2025-07-01', gaps: [] };
    const schedule = planSchedule(config, '2025-09-01', history);
    expect(datesOf(schedule, 'score')).toEqual(['2025-09-01']);
    expect(datesOf(schedule, 'later-churn')).toEqual(['2025-05-02']);
    expect(datesOf(schedule, 'train-churn')).toEqual([
      '2024-12-03',
      '2025-01-02',
      '2025-02-01',
      '2025-03-03',
    ]);
  });

  it('no window reaches over a gap in the rows, and the dates on both sides of it serve', () => {
    const config = smallConfig({ churn, clv: { horizonDays: 60 }, training: { origins: 9 } });
    const gaps = [{ from: '2025-04-09', until: '2025-05-28' }];
    const schedule = planSchedule(config, '2025-09-01', { ...since('2024-06-01'), gaps });
    expect(datesOf(schedule, 'later-churn')).toEqual(['2025-07-03']);
    expect(datesOf(schedule, 'train-churn')).toEqual([
      '2024-09-06',
      '2024-10-06',
      '2024-11-05',
      '2024-12-05',
      '2025-01-04',
      '2025-02-03',
    ]);
    const near = planSchedule(config, '2025-07-01', { ...since('2024-06-01'), gaps });
    expect(datesOf(near, 'later-churn')).toEqual(['2025-02-08']);
    const short = () => planSchedule(config, '2025-07-01', { ...since('2025-01-01'), gaps });
    expect(messageOf(short)).toMatch(
      /181 days before 2025-07-01, without those from 2025-04-09 to 2025-05-27/,
    );
    expect(messageOf(short)).not.toMatch(/acceptGaps/); // too short with those days as well
    const closed = () => planSchedule(config, '2025-07-01', { ...since('2024-12-01'), gaps });
    expect(tryPlan(config, '2025-07-01', since('2024-12-01'))).not.toBeNull();
    expect(messageOf(closed)).toMatch(
      /If nothing happened on those days, .* checks\.acceptGaps: \[orders\] .* everything fits\.$/,
    );
  });

  it('labels of all dates keep clear of gaps', () => {
    const gapsOf = fc.array(
      fc.record({ ago: fc.integer({ min: 1, max: 900 }), days: fc.integer({ min: 8, max: 90 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(configs, gapsOf, (drawn, drawnGaps) => {
        const gaps = drawnGaps
          .map(({ ago, days }) => ({ from: addDays(asOf, -ago - days), until: addDays(asOf, -ago) }))
          .sort((a, b) => (a.from < b.from ? 1 : -1));
        const config = configOf(drawn);
        const { horizonDays } = config.churn;
        const history = { ...since(addDays(asOf, -drawn.history)), gaps };
        const { dates } = tryPlan(config, asOf, history) ?? { dates: [] };
        for (const { asOf: day, churnEndAt } of dates.filter((date) => date.churnEndAt !== null)) {
          expect(
            gaps.filter(({ from, until }) => day < until && addDays(day, horizonDays) > from),
            `${churnEndAt}`,
          ).toEqual([]);
        }
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  it('are refused with the key that asks for too much and the longest value that fits', () => {
    const refused = new Set<string>();
    fc.assert(
      fc.property(configs, (drawn) => {
        const config = configOf(drawn);
        const historyStart = addDays(asOf, -drawn.history);
        if (planned(config, historyStart) !== null) return;
        const message = messageOf(() => planSchedule(config, asOf, since(historyStart)));
        const [, asks, longest] =
          message.match(/^(.*), but the data cover \d+ days before .*; up to (\d+) would fit/) ?? [];
        refused.add(asks?.replace(/ is \d+/g, '') ?? 'nothing fits');
        if (asks === undefined)
          expect(message).toMatch(/^There is too little history: .*training\.minHistoryDays/);
        else {
          expect(planned(shortened(config, asks, Number(longest)), historyStart), message).not.toBeNull();
          expect(planned(shortened(config, asks, Number(longest) + 1), historyStart), message).toBeNull();
        }
      }),
      { numRuns: 150, seed: 2 },
    );
    const both = 'churn.horizonDays and clv.horizonDays';
    expect(refused).toEqual(
      new Set(['churn.horizonDays', 'clv.observedDays', 'clv.horizonDays', both, 'nothing fits']),
    );
  });

  it('of an as-of date before all history are refused with the day on which it begins', () => {
    const config = configOf(fc.sample(configs, { numRuns: 1, seed: 1 })[0]!);
    const message = messageOf(() => planSchedule(config, asOf, since(addDays(asOf, 3))));
    expect(message).toMatch(`no history before ${asOf}: the first rows are of ${addDays(asOf, 3)}`);
  });
});

const settledDays = ({ kind, horizonDays, graceDays }: Drawn): number =>
  horizonDays + (kind === 'contractual' ? graceDays : 0);

/** Training dates with a label day on or after the first date that a model is judged on, or before there was history. */
function overlaps(schedule: Schedule, drawn: Drawn): string[] {
  const [firstLater] = [...datesOf(schedule, 'later-churn'), ...datesOf(schedule, 'later-value')].sort();
  const reach = (day: string, length: number) => addDays(day, length + drawn.lagDays) > firstLater!;
  const learned = [...datesOf(schedule, 'train-churn'), ...datesOf(schedule, 'train-value')];
  const earliest = addDays(asOf, drawn.minHistoryDays - drawn.history);
  return [
    ...datesOf(schedule, 'train-churn').filter((day) => reach(day, settledDays(drawn))),
    ...datesOf(schedule, 'train-value').filter((day) => reach(day, schedule.observedDays)),
    ...[...learned, ...datesOf(schedule, 'extrapolate')].filter((day) => day < earliest),
  ];
}

/** Roles without a date. */
function unserved(schedule: Schedule, drawn: Drawn): Role[] {
  const needed: Role[] = ['score', 'train-churn', 'train-value', 'later-churn', 'later-value'];
  if (seenWhole(schedule, drawn)) needed.push('extrapolate');
  return needed.filter((role) => datesOf(schedule, role).length === 0);
}

/** Whether value is extrapolated and a date with enough history before it has seen the whole CLV horizon. */
const seenWhole = (
  { observedDays, valueDays }: Schedule,
  { lagDays, minHistoryDays, history }: Drawn,
): boolean => observedDays < valueDays && minHistoryDays + valueDays + lagDays <= history;

/** Dates with an end where the window has not matured, without one where it has, or with a role that lacks its end. */
function unmatured({ dates, observedDays, valueDays }: Schedule, drawn: Drawn): string[] {
  const wrong = (end: string | null, day: string, length: number) =>
    (end !== null) !== addDays(day, length + drawn.lagDays) <= asOf;
  return dates
    .filter(
      ({ asOf: day, roles, churnEndAt, valueEndAt, fullValueEndAt }) =>
        wrong(churnEndAt, day, settledDays(drawn)) ||
        wrong(valueEndAt, day, observedDays) ||
        wrong(fullValueEndAt, day, valueDays) ||
        (churnEndAt === null && roles.some((role) => role.endsWith('churn'))) ||
        (valueEndAt === null && roles.some((role) => role.endsWith('value'))) ||
        (fullValueEndAt === null && roles.includes('extrapolate')),
    )
    .map(({ asOf: day }) => day);
}

/** The config with what the message says is too long cut to so many days. */
function shortened(config: Config, asks: string, days: number): Config {
  const { churn: c, clv } = config;
  const shorterChurn = asks.includes('churn.') ? { horizonDays: Math.min(days, c.horizonDays) } : {};
  const shorterClv = asks.includes('clv.horizonDays') ? { horizonDays: Math.min(days, clv.horizonDays) } : {};
  const shorterObserved =
    asks.includes('clv.') && clv.observedDays !== undefined
      ? { observedDays: Math.min(days, clv.observedDays) }
      : {};
  return { ...config, churn: { ...c, ...shorterChurn }, clv: { ...clv, ...shorterObserved, ...shorterClv } };
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}
