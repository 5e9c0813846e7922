import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../../../models/numerics/random.ts';
import { columnPowers } from '../../../../models/quality/leaks/column-power.ts';
import { findLeaks } from '../../../../models/quality/leaks/find-leaks.ts';
import { suspectsAmong } from '../../../../models/quality/leaks/suspect.ts';
import type { LearningSet } from '../../../../models/types.ts';
import { number } from '../../tables.ts';

type Draws = Record<string, (left: boolean, random: RandomStream) => number>;

/** Customers of whom a third left, with columns drawn from the outcome. */
function rows(n: number, seed: number, draws: Draws): LearningSet {
  const random = randomStream(seed, 'suspects');
  const churned = Float64Array.from({ length: n }, () => (random.uniform() < 0.33 ? 1 : 0));
  return {
    table: {
      rowCount: n,
      columns: Object.entries(draws).map(([name, draw]) =>
        number(
          name,
          Array.from(churned, (left) => draw(left === 1, random)),
        ),
      ),
    },
    churned,
    value: churned,
    customer: Int32Array.from(churned.keys()),
    asOf: new Int32Array(n),
  };
}

/** Normal scores whose AUC is Φ(gap / √2). */
const apart = (gap: number) => (left: boolean, random: RandomStream) => random.normal() + (left ? gap : 0);
const both = (n: number, seed: number, draws: Draws) =>
  [rows(n, seed, draws), rows(n, seed + 1, draws)] as const;
const suspects = (n: number, seed: number, draws: Draws, model: number, named: Record<string, string> = {}) =>
  suspectsAmong(columnPowers(...both(n, seed, draws)), model, new Map(Object.entries(named)));

describe('a column to ask about', () => {
  it('is one that carries most of the model, whatever its name', () => {
    const leak = { region: apart(2.235), recency: apart(0.9), other: apart(0.1) }; // AUC .943, .74, .53
    const [train, later] = both(3000, 1, leak);
    expect(findLeaks(train, later)).toEqual([]);
    const found = suspects(3000, 1, leak, 0.989);
    expect(found.map(({ column, because }) => [column, because])).toEqual([['region', 'carries']]);
    expect(found[0]).toMatchObject({ auc: expect.closeTo(0.943, 1), rows: 3000, model: 0.989, named: null });
  });

  it('is none where many columns make the model together, or where there is hardly a model', () => {
    const shared = { a: apart(0.5), b: apart(0.5), c: apart(0.5) };
    expect(suspects(2000, 3, shared, 0.75)).toEqual([]);
    expect(suspects(2000, 3, { a: apart(0.15) }, 0.55)).toEqual([]);
  });

  it('is one named like an outcome that may be as strong, and never an accusation by its name', () => {
    const named = { months_inactive: 'a status as of the export tells what happened later' };
    for (let seed = 0; seed < 20; seed += 2) {
      const draws = { months_inactive: apart(1.05), recency: apart(1.1), tenure: apart(0.4) }; // .77, .78, .61
      const [train, later] = both(600, seed, draws);
      expect(findLeaks(train, later, { named: new Map(Object.entries(named)) })).toEqual([]);
    }
    const asked = suspects(600, 4, { months_inactive: apart(1.1), recency: apart(1.3) }, 0.97, named);
    expect(asked.map(({ column, because }) => [column, because])).toEqual([['months_inactive', 'named']]);
    expect(asked[0]!.named).toBe(named.months_inactive);
    expect(suspects(600, 4, { months_inactive: apart(0.4), recency: apart(1.3) }, 0.97, named)).toEqual([]);
  });

  it('is accused where it is named so and tells more than every honest column', () => {
    const named = new Map([['status', 'a status as of the export tells what happened later']]);
    const [train, later] = both(1500, 7, { status: apart(1.9), recency: apart(0.9) });
    expect(findLeaks(train, later, { named }).map(({ column, sign }) => [column, sign])).toEqual([
      ['status', 'named'],
    ]);
    const [few, laterFew] = both(1500, 7, { status: apart(1.9), recency: apart(1.9) });
    expect(findLeaks(few, laterFew, { named })).toEqual([]);
  });
});
