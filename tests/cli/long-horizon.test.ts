import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';
import { smallBusiness } from '../support/small-business.ts';

it('few customers and a CLV horizon that no date has seen are a matter of models of buying, and the card says so', async () => {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const config = await smallBusiness(folder, {
    config: (text) => text.replace('horizonDays: 120', 'horizonDays: 600'),
  });
  const { code, err } = await holdfast('run', '--config', config, '--out', out);
  expect(err).not.toMatch(/bug in Holdfast/);
  expect(code).toBe(0);
  const models = join(out, 'models/retention');
  const version = readdirSync(models).find((name) => !name.endsWith('.json'))!;
  const card = readFileSync(join(models, version, 'card.md'), 'utf8');
  expect(card).toMatch(/CLV covers 600 days: value over the first 60 is learned directly \(observed\)/);
  expect(card).toMatch(/extrapolated by how often customers buy and when they stop/);
  expect(card).toMatch(
    /customers to learn from, of whom \d+ left, are fewer than 2,000(?: and 200)?: a buying model/,
  );
  expect(card).toMatch(/chosen as for few customers: log loss on [\d,]+ held-out rows/);
  const { extrapolation } = JSON.parse(readFileSync(join(models, version, 'manifest.json'), 'utf8'));
  expect(extrapolation.by).toBe('buying model');
  for (const factor of extrapolation.factors) {
    expect(factor).toBeGreaterThan(1.5);
    expect(factor).toBeLessThan(10);
  }
});
