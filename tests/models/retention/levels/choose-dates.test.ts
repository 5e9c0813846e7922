import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseDates,
  levelRules,
  type UsualMisses,
} from '../../../../models/retention/levels/choose-dates.ts';
import type { DateLevel } from '../../../../models/retention/levels/date-level.ts';
import { usualMisses } from '../../../../models/retention/levels/usual-misses.ts';

const even: UsualMisses = { all: 0.03, half: 0.03, newest: 0.03 };

/** Dates a month apart whose levels are as given, told from many customers. */
const monthly = (levels: readonly number[], variance = 1e-6): DateLevel[] =>
  levels.map((level, month) => ({ asOf: 30 * month, rows: 1000, level, variance }));

describe('which dates set the level', () => {
  it('are the newest where the level moves and stays, all where it swings to and fro', () => {
    const steps = Array.from({ length: 24 }, (_, month) => 0.15 * month);
    expect(chooseDates(monthly(steps), 90, even).rule).toBe('newest');
    const swings = Array.from({ length: 24 }, (_, month) => (Math.floor(month / 3) % 2 === 0 ? 0.3 : -0.3));
    expect(chooseDates(monthly(swings), 90, even).rule).toBe('all');
  });

  it('are those of other businesses where no past date tells', () => {
    const few = monthly([0.1, 0.3]);
    for (const what of ['chance', 'value'] as const) {
      const choice = chooseDates(few, 90, usualMisses[what]);
      expect(choice).toMatchObject({ rule: 'half', dates: 0, learnedFrom: 2 });
      expect(choice.missed.half).toBeCloseTo(Math.sqrt(usualMisses[what].half), 3);
    }
    expect(chooseDates(few, 0, even).dates).toBe(0);
  });

  it('learn nothing from a date that was not known a window before', () => {
    const levels = monthly([0, 0, 0, 0, 0, 9]);
    const { dates } = chooseDates(levels, 120, even);
    expect(dates).toBe(1); // of the last alone had two dates matured; windows of 150 days leave it one
    expect(chooseDates(levels, 150, even).dates).toBe(0);
  });

  it('are all where the newest is hardly told', () => {
    const levels = monthly([0, 0, 0, 0]).map((level, d) =>
      d === 3 ? { ...level, rows: 20, variance: 0.2 } : level,
    );
    expect(chooseDates(levels, 90, usualMisses.chance).rule).toBe('all');
  });

  it('count windows that share days for less than as many of their own', () => {
    const miss = 0.4;
    const jumps = (apart: number) =>
      chooseDates(
        [0, 0, miss, miss, miss].map((level, d) => ({
          asOf: (d < 2 ? d - 10 : d) * apart,
          rows: 1000,
          level,
          variance: 0,
        })),
        100,
        even,
      );
    // three dates that share nearly all their days say hardly more than one, three that share none say three times as much
    expect(jumps(10).missed.all).toBeLessThan(jumps(100).missed.all);
  });

  it('say of each rule what it missed, never less than chance alone makes', () => {
    const levels = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(
        levels,
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
        (of, apart, variance) => {
          const { rule, missed } = chooseDates(monthly(of, variance), apart, even);
          for (const other of levelRules) {
            expect(missed[rule]).toBeLessThanOrEqual(missed[other]);
            expect(missed[other]).toBeGreaterThanOrEqual(Math.sqrt(variance / of.length) - 1e-9);
          }
        },
      ),
    );
  });
});
