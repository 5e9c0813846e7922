import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { isTooShort, longestHorizon, proposeHorizon } from '../../onboarding/time/horizon.ts';
import { proposeSchedule } from '../../onboarding/time/propose-schedule.ts';
import { planSchedule } from '../../pipeline/features/schedule.ts';
import { smallConfig } from '../pipeline/features/business.ts';

const first = '2021-03-01';
const history = fc.integer({ min: 20, max: 1500 });
const waits = fc.record({ lag: fc.integer({ min: 0, max: 20 }), grace: fc.integer({ min: 0, max: 45 }) });

/** What a run makes of a proposal: its schedule, or null where it refuses. */
function planned(days: number, { lag, grace }: { lag: number; grace: number }, horizon: number) {
  const { clv, training } = proposeSchedule(first, addDays(first, days), horizon, { lag, grace });
  const config = smallConfig({
    churn: {
      kind: 'contractual',
      horizonDays: horizon,
      lookbackDays: 2 * horizon,
      graceDays: grace,
      lagDays: lag,
    },
    clv: { horizonDays: clv.horizonDays, observedDays: clv.observedDays },
    training: {
      origins: training.origins,
      everyDays: training.everyDays,
      minHistoryDays: training.minHistoryDays,
    },
  });
  try {
    const asOf = addDays(first, days);
    const span = { start: first, peopledFrom: first, labelsUntil: asOf, gaps: [] };
    return { clv, training, schedule: planSchedule(config, asOf, span) };
  } catch {
    return null;
  }
}

describe('a proposed horizon', () => {
  it('can be run, unless no horizon at all could be: the run plans the dates that the proposal names', () => {
    fc.assert(
      fc.property(history, waits, (days, wait) => {
        const run = planned(days, wait, longestHorizon(days, wait));
        expect(run === null).toBe(isTooShort(days, wait));
        if (run === null) return;
        const learned = run.schedule.dates.filter(({ roles }) => roles.includes('train-churn'));
        const judged = run.schedule.dates.filter(({ roles }) =>
          roles.some((role) => role.startsWith('later')),
        );
        expect(learned.length).toBe(run.training.origins);
        expect(run.training.note).toContain(`${learned.at(-1)!.asOf}; judged on ${judged[0]!.asOf}`);
      }),
    );
  });

  it('is the longest round one: the next would not fit', () => {
    expect(longestHorizon(400, { lag: 0, grace: 0 })).toBe(150);
    expect(planned(400, { lag: 0, grace: 0 }, 150)).not.toBeNull();
    expect(planned(400, { lag: 0, grace: 0 }, 180)).toBeNull();
    expect(longestHorizon(400, { lag: 0, grace: 0 }, 3)).toBe(120);
  });

  it('is what nine gaps in ten stay within, shorter for the sake of some dates to learn from', () => {
    const gaps = Array.from({ length: 100 }, (_, i) => ({ gap: i + 1, times: 10 }));
    expect(proposeHorizon(gaps, 900, { lag: 0, grace: 0 }).days).toBe(90);
    expect(proposeHorizon(gaps, 160, { lag: 0, grace: 0 })).toMatchObject({ days: 60 });
    expect(proposeHorizon([], 900, { lag: 0, grace: 0 }).note).toMatch(/too few to measure/);
  });
});

describe('the value that a history allows', () => {
  it.each([
    [900, 365, 365],
    [500, 60, 365],
    [200, 60, 60],
  ])('%i days: observed over %i, asked for over %i', (days, observedDays, horizonDays) => {
    const { clv } = proposeSchedule(first, addDays(first, days), 60, { lag: 0, grace: 0 });
    expect(clv).toMatchObject({ observedDays, horizonDays });
  });

  it('is said not to fit where there is no date to learn from', () => {
    const { training } = proposeSchedule(first, addDays(first, 25), 7, { lag: 0, grace: 0 });
    expect(training).toMatchObject({ origins: 1, note: '25 days of history contain no date to learn from' });
  });
});
