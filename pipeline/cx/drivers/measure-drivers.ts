import type { DriverFigures } from '../../../contracts/artefacts/drivers-report.ts';
import { type DoseEffect, doseEffect } from '../../../models/effects.ts';
import { holm } from '../../../models/numerics.ts';
import { capped } from './capped.ts';
import { fewestCustomers, level, narrow, worthOf } from './judge.ts';
import type { DriverRows } from './read-rows.ts';

interface Measured {
  readonly rows: DriverRows;
  readonly effect: DoseEffect;
}

export interface MeasuredDrivers {
  readonly drivers: DriverFigures[];
  readonly tooFew: { readonly name: string; readonly title: string; readonly customers: number }[];
  /** Figures looked at together. */
  readonly tests: number;
}

/**
 * What one more unit of each driver is worth in retention and margin. All figures of all drivers are one family: that any
 * is called a driver by chance has the chance of one test (Holm).
 */
export function measureDrivers(all: readonly DriverRows[], seed: number): MeasuredDrivers {
  const measured: Measured[] = [];
  const tooFew: MeasuredDrivers['tooFew'] = [];
  for (const rows of all) {
    const customers = new Set(rows.customer).size;
    const effect = customers < fewestCustomers ? null : effectOf(rows, seed);
    if (effect === null) tooFew.push({ name: rows.driver.name, title: rows.driver.title, customers });
    else measured.push({ rows, effect });
  }
  const p = holm(measured.flatMap(({ effect }) => effect.outcomes.map(({ adjusted }) => adjusted.p)));
  return {
    drivers: measured.map((one, i) => figuresOf(one, [p[2 * i]!, p[2 * i + 1]!])),
    tooFew,
    tests: p.length,
  };
}

/** Null where one of the figures is the same for everybody as well: nothing can move it. */
function effectOf({ customer, dose, kept, margin, covariates }: DriverRows, seed: number): DoseEffect | null {
  const outcomes = [kept, capped(margin)];
  if (outcomes.some((outcome) => outcome.every((value) => value === outcome[0]))) return null;
  return doseEffect({ customer, dose, outcomes, covariates }, { level, seed });
}

function figuresOf({ rows: { driver }, effect }: Measured, p: readonly [number, number]): DriverFigures {
  const { name, title, kind, unit, better } = driver;
  const { rows, customers, mean, deviation, unexplained, outcomes } = effect;
  const [kept, margin] = outcomes as [DoseEffect['outcomes'][number], DoseEffect['outcomes'][number]];
  const [retentionP, marginP] = p;
  const retention = worthOf({ ...kept, deviation, narrow: narrow.retention, adjustedP: retentionP });
  const money = worthOf({
    ...margin,
    deviation,
    narrow: narrow.marginShare * Math.abs(margin.mean),
    adjustedP: marginP,
  });
  const good = better === 'higher' ? 1 : -1;
  const verdicts = [retention.verdict, money.verdict];
  return {
    ...{ name, title, kind, unit, better, rows, customers, mean, deviation, unexplained },
    retention,
    margin: money,
    marginMean: margin.mean,
    verdict: verdicts.includes('moves')
      ? 'moves'
      : verdicts.includes('not known yet')
        ? 'not known yet'
        : 'does not',
    backwards: [retention, money].some(
      (worth) => worth.verdict === 'moves' && Math.sign(worth.perUnit.value) === -good,
    ),
  };
}
