import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';
import { smallBusiness } from '../support/small-business.ts';

/** Nobody ever leaves and everybody buys by the throw of the same die: who orders within 60 days, nothing can tell. */
const dice = { leaving: 0, gaps: [40, 0], customers: 700 } as const;

describe('where nothing is better than chance at who leaves', () => {
  const out = join(scratchFolder({ for: 'file' }), 'out');
  let ended: Awaited<ReturnType<typeof holdfast>>;
  let config: string;

  beforeAll(async () => {
    config = await smallBusiness(scratchFolder({ for: 'file' }), dice);
    ended = await holdfast('run', '--config', config, '--out', out);
  });

  it('no list is published, and the exit code says that the data refuse it', () => {
    expect(ended.err).toMatch(/Nobody is ranked: neither the model nor a simple rule is better than chance/);
    expect(ended.err).toMatch(/card\.html/);
    expect(ended.code).toBe(3);
    expect(readdirSync(out).filter((name) => ['lists', 'ledger', 'published'].includes(name))).toEqual([]);
  });

  it('the card and the screen say the same', async () => {
    const [version] = readdirSync(join(out, 'models/retention')).filter((name) => !name.includes('.'));
    const card = readFileSync(join(out, 'models/retention', version!, 'card.md'), 'utf8');
    expect(card).toMatch(/Nobody is ranked/);
    const trained = await holdfast('train', '--config', config, '--out', out);
    expect(trained.code).toBe(0);
    expect(trained.out).toMatch(/Nobody is ranked/);
    expect(trained.out).not.toMatch(/good enough to use|Better/);
  });

  it('and health raises an alarm', async () => {
    const stages = join(out, 'stages/health');
    const records = readdirSync(stages, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    expect(records.map((name) => readFileSync(join(stages, name), 'utf8')).join()).toMatch(
      /"alarms":\s*\[\s*"Nobody is ranked/,
    );
  });
});
