import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../cli/commands/stages.ts';
import { orderOf, stages } from '../../contracts/stages.ts';
import { stagesPage } from '../../docs/generate/stages-page.ts';
import { keyStages } from '../../pipeline/stages/stage-keys.ts';
import { fixtureConfig } from '../support/check-fixture.ts';
import { withGlance } from '../support/made-up-stage.ts';

/** Rights, functions, state machine and alarm: tests/cdk/made-up-stage.test.ts. */
describe('from the one entry of a made-up stage derive', () => {
  it('its place after all that it needs', () => {
    const order = orderOf(withGlance);
    expect(order[order.indexOf('list') + 1]).toBe('glance');
    expect(order.toSorted()).toEqual([...orderOf(stages), 'glance'].sort());
    expect(orderOf(withGlance, 'features')).toEqual(['check', 'texts', 'features']);
  });

  it('its key: what it says that it reads and the stages that it needs, and no key of another', () => {
    const config = fixtureConfig({
      customers: { csv: 'customer_id,joined_at' },
      orders: { csv: 'order_id,customer_id,ordered_at,amount' },
    });
    const parts = { config, asOf: '2026-01-01', training: true, champion: null, code: {}, inputs: [] };
    const { glance, ...others } = keyStages(parts, withGlance);
    expect(glance?.material).toEqual({
      stage: 'glance',
      code: 'unknown',
      config: { 'targeting.listSize': config.targeting.listSize },
      needs: { list: others.list?.key },
      asOf: '2026-01-01',
    });
    expect(others).toEqual(keyStages(parts));
  });

  it('its command', () => {
    expect(commandsOf(withGlance).toSorted()).toEqual([...commandsOf(stages), 'glance'].sort());
    expect(commandsOf(stages)).not.toContain('health');
  });

  it('its row and section of docs/stages.md', () => {
    const page = stagesPage(withGlance);
    expect(page).toContain(
      '| [glance](#glance) | Look again at what came in since the list | list | `holdfast glance` | 1024 MB, 3 min; each shard 512 MB, 2 min |',
    );
    const section = page.slice(page.indexOf('## glance'));
    for (const said of [
      '`targeting.listSize`',
      '`business.name`',
      'the as-of date',
      '`lists/`',
      '`published/`',
      '`matured/`',
      'GlanceSilent',
    ])
      expect(section).toContain(said);
  });
});

it('a stage that needs itself, or one that is not there, is refused', () => {
  const glance = withGlance.glance!;
  expect(() => orderOf({ ...withGlance, check: { ...stages.check, needs: ['glance'] } })).toThrow(
    'needs itself',
  );
  expect(() => orderOf({ ...withGlance, glance: { ...glance, needs: ['nothing'] } })).toThrow(
    'no stage nothing',
  );
});
