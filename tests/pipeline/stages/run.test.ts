import { describe, expect, it } from 'vitest';
import type { Run } from '../../../contracts/artefacts/plan.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { stages } from '../../../contracts/stages.ts';
import type { ChampionAt } from '../../../pipeline/registry/registry.ts';
import { nameRun } from '../../../pipeline/stages/run.ts';
import { seedOf } from '../../../pipeline/stages/seed.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';

const config = fixtureConfig({
  customers: { csv: 'customer_id,joined_at' },
  orders: { csv: 'order_id,customer_id,ordered_at,amount' },
});
const input = { name: 'sales', format: 'csv' as const, locations: ['/a/sales.csv'], fingerprint: 'f1' };
const code = Object.fromEntries(Object.keys(stages).map((stage) => [stage, '1']));
const parts = { config, asOf: '2026-01-01', training: true, code, inputs: [input] };
const named = (over: Partial<typeof parts> = {}, champion: ChampionAt | null = null): Run =>
  nameRun({ ...parts, ...over }, champion);

/** The stages whose key is another one. */
const changed = (over: Partial<typeof parts>): string[] =>
  Object.keys(stages).filter((stage) => named(over).keys[stage] !== named().keys[stage]);

const targeting = (over: Partial<Config['targeting']>) => ({
  config: { ...config, targeting: { ...config.targeting, ...over } },
});

describe('the keys of a run', () => {
  it('are the same for the same content, wherever the files lie and however the config is ordered', () => {
    const moved = { ...input, locations: ['/elsewhere/sales.csv'] };
    const reordered = Object.fromEntries(Object.entries(config).reverse()) as typeof config;
    expect(named({ inputs: [moved], config: reordered }).id).toBe(named().id);
    expect(changed({ inputs: [moved], config: reordered })).toEqual([]);
  });

  it.each([
    ['the size of the list', targeting({ listSize: 7 })],
    ['a delimiter', targeting({ csv: { delimiter: ';', decimal: ',' } })],
    ['a play', targeting({ plays: [{ name: 'Call', channel: 'phone', when: [] }] as never })],
    ['code of the list', { code: { ...code, list: '2' } }],
  ])('are the same but for the list with %s', (_, over) => {
    expect(changed(over)).toEqual(['list']);
  });

  it('are the same for a business that is renamed', () => {
    const renamed = { config: { ...config, business: { ...config.business, name: 'Another' } } };
    expect(changed(renamed)).toEqual([]);
    expect(named(renamed).id).toBe(named().id);
  });

  it.each([
    ['an input', { inputs: [{ ...input, fingerprint: 'f2' }] }],
    ['a rate', { config: { ...config, business: { ...config.business, rates: { USD: 2 } } } }],
    ['code of the check', { code: { ...code, check: '2' } }],
  ])('are all others with another %s', (_, over) => {
    expect(changed(over)).toEqual(Object.keys(stages));
  });

  it('change from the stage on that reads what has changed', () => {
    const seed = { config: { ...config, training: { ...config.training, refit: false } } };
    expect(changed(seed)).toEqual(['train', 'score', 'health', 'themes', 'uplift', 'list', 'roi']);
    // what the check finds does not depend on the day from which the others look
    expect(changed({ asOf: '2025-12-31' })).toEqual(Object.keys(stages).filter((name) => name !== 'check'));
  });
});

describe('the champion', () => {
  const at = (version: string, previous: string | null): ChampionAt => ({
    champion: {
      version,
      previous,
      asOf: '2026-01-01',
      decision: { promoted: true, because: 'first', sentence: '', challenge: null },
    },
    tag: 't',
  });

  it('that a run has promoted itself leaves its keys as they were', () => {
    const { id, model } = named();
    expect(named({}, at(model, null)).id).toBe(id);
    const second = named({}, at('other', null));
    expect(named({}, at(model, 'other')).id).toBe(second.id);
  });

  it('that somebody put in its place makes the decision and the scores new, not the features or the model', () => {
    const [before, after] = [named({}, at('a', null)), named({}, at('b', 'a'))];
    expect(after.model).toBe(before.model);
    const moved = Object.keys(stages).filter((stage) => before.keys[stage] !== after.keys[stage]);
    expect(moved).toEqual(['train', 'score', 'health', 'themes', 'uplift', 'list', 'roi']);
  });
});

describe('a seed', () => {
  it('repeats for the same question whatever the inputs hold, and differs by purpose and date', () => {
    const run = named();
    expect(seedOf(named({ inputs: [{ ...input, fingerprint: 'f2' }] }), 'model')).toBe(seedOf(run, 'model'));
    expect(seedOf(run, 'model')).not.toBe(seedOf(run, 'quality'));
    expect(seedOf(named({ asOf: '2025-12-31' }), 'model')).not.toBe(seedOf(run, 'model'));
  });
});
