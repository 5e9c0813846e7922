import { afterAll, beforeAll, expect, it } from 'vitest';
import { allAtFirst, strikeAtFirst } from './at-first.ts';
import { strike, struckCalls } from './in-turn.ts';
import { lateListing } from './late-listing.ts';
import { kept, type Scene, setScene } from './scene.ts';
import type { StepName } from './steps.ts';

/** Declares the tests that disturb some steps, one after the other, at every call in turn. */
export function describeFaults(names: readonly StepName[]): void {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene.aws.close());

  const toStrike = (what: 'calls' | 'listings', inTheGate: number) =>
    struckCalls(scene[what], names, inTheGate);

  it.each(allAtFirst)('the bytes are the same where every call fails at first: %s', async (kind) => {
    const { struck, lake } = await strikeAtFirst(scene, names, kind);
    expect(struck).toBeGreaterThanOrEqual(names.reduce((sum, name) => sum + scene.calls[name], 0));
    expect(lake).toEqual(kept(scene.after[names.at(-1)!]));
  });

  it('the bytes are the same once a step is started again that nothing answered from some call on', async () => {
    const calls = toStrike('calls', 233);
    let struck = 0;
    for (const { name, n } of calls) {
      const { at, error, ...ended } = await strike(scene, name, n);
      struck += ended.struck;
      expect({ at, error, ...ended }).toEqual({
        at,
        error,
        struck: 1,
        transient: true,
        whole: true,
        published: name === 'list' ? 1 : 0,
        lake: kept(scene.after[name]),
      });
    }
    expect(struck).toBe(calls.length);
  }, 3_600_000);

  it('a listing that lags behind is noticed, or does not matter', async () => {
    for (const { name, n } of toStrike('listings', 29)) {
      const ended = await lateListing(scene, name, n);
      expect(ended).toEqual({ at: `${name} ${n}`, said: ended.said, struck: 1, wrong: [], left: [] });
    }
  }, 3_600_000);
}
