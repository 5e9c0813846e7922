import { describe, expect, it } from 'vitest';
import { folders, keys } from '../../../contracts/keys.ts';
import { compareMaterials } from '../../../pipeline/stages/compare-materials.ts';
import { declaredConfig } from '../../../pipeline/stages/declared-config.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';

const config = fixtureConfig({ customers: { csv: 'customer_id,joined_at' } });

describe('what a stage declares', () => {
  it('is all it can read of the config', () => {
    const seen = declaredConfig(config, ['churn', 'training.seed']);
    expect([seen.churn, seen.training.seed]).toEqual([config.churn, config.training.seed]);
    expect(() => seen.training.origins).toThrow('training.origins is read, but not declared');
    expect(() => seen.targeting).toThrow('targeting is read, but not declared');
  });
});

describe('reasons to do a stage again', () => {
  const then = {
    stage: 'list',
    code: 'a',
    config: { targeting: { listSize: 5, csv: { delimiter: ',' } } },
    needs: { score: 's' },
    inputs: [{ name: 'orders', fingerprint: 'f', format: 'csv' as const }],
    asOf: '2026-01-01',
    champion: null,
  };

  it('name the path, input, day, champion, code and stage that changed, and nothing else', () => {
    expect(compareMaterials(then, then)).toEqual([]);
    const now = {
      ...then,
      code: 'b',
      config: { targeting: { listSize: 6, csv: { delimiter: ',' } } },
      needs: { score: 't' },
      inputs: [{ name: 'orders', fingerprint: 'g', format: 'csv' as const }],
      asOf: '2026-01-02',
      champion: 'm',
    };
    expect(compareMaterials(now, then)).toEqual([
      'targeting.listSize has changed',
      'inputs.orders holds something else, or is read in another way',
      'it looks from 2026-01-02, not 2026-01-01',
      'the champion was none and is m',
      'its code is another',
      'score is another',
    ]);
  });
});

describe('keys of objects', () => {
  it('lie in a folder that is known, with how long it is kept and whether it holds people', () => {
    const places = Object.values(keys).map((key) =>
      typeof key === 'string' ? key : (key as Build)('x', 'y', 'card.md'),
    );
    expect(places.filter((place) => !(place.split('/')[0]! in folders))).toEqual([]);
  });
});

type Build = (...parts: string[]) => string;
