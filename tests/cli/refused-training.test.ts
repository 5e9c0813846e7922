import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';
import { few, type SmallBusiness, smallBusiness } from '../support/small-business.ts';
import { trainedBusiness } from '../support/trained-business.ts';

/** Everybody buys every few days until the end. */
const nobodyLeaves: SmallBusiness = { ...few, leaving: 0, gaps: [3, 3] };

/** Runs a small business and answers how it ended and what was published. */
async function run(how: SmallBusiness) {
  const out = join(scratchFolder(), 'out');
  const { code, err } = await holdfast(
    'run',
    '--config',
    await smallBusiness(scratchFolder(), how),
    '--out',
    out,
  );
  return {
    code,
    err,
    published: readdirSync(out).filter((name) => ['lists', 'ledger', 'models'].includes(name)),
  };
}

const cases: readonly [name: string, how: SmallBusiness, code: number, says: RegExp][] = [
  [
    'a business that nobody leaves',
    nobodyLeaves,
    3,
    /No customer churned among [\d,]+ training rows: lengthen the horizon or check the churn definition/,
  ],
  [
    'a business where everybody buys once',
    {
      ...few,
      gaps: [100_000, 0],
      config: (text) => `${few.config(text)}\nchecks: { acceptStale: [orders] }\n`,
    },
    3,
    /Every customer churned among [\d,]+ training rows: shorten the look-back/,
  ],
  [
    'a churn horizon longer than the data',
    { ...few, config: (text) => few.config(text).replace('60, lookbackDays: 180', '400, lookbackDays: 400') },
    2,
    /churn\.horizonDays is 400,.*up to \d+ would fit/s,
  ],
  [
    'a value horizon longer than the data',
    { ...few, config: (text) => few.config(text).replace('horizonDays: 120', 'horizonDays: 2000') },
    2,
    /clv\.horizonDays is 2000,.*up to \d+ would fit/s,
  ],
];

describe('training refuses', () => {
  it.each(cases)('%s, says the way out, and publishes nothing', async (_, how, code, says) => {
    const ended = await run(how);
    expect(ended.err).toMatch(says);
    expect(ended.code).toBe(code);
    expect(ended.err).not.toMatch(/bug in Holdfast/);
    expect(ended.published).toEqual([]);
  });

  it('and leaves the lists of an earlier run as they were', async () => {
    const { config: good, out } = await trainedBusiness(scratchFolder());
    const before = readdirSync(join(out, 'lists'), { recursive: true });
    const bad = await smallBusiness(scratchFolder(), nobodyLeaves);
    expect((await holdfast('run', '--config', bad, '--out', out)).code).toBe(3);
    expect(readdirSync(join(out, 'lists'), { recursive: true })).toEqual(before);
    expect((await holdfast('list', '--config', good, '--out', out)).err).toMatch(/complete already/);
  });
});
