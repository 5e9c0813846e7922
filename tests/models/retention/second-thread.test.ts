import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { trainingBundleOptions } from '../../../bundling.mjs';
import { fitEncoding } from '../../../models/learn/encoding/fit-encoding.ts';
import type * as SecondThread from '../../../models/retention/ensemble/second-thread.ts';
import { fitTreesAndFloor, treesAndFloorRows } from '../../../models/retention/ensemble/trees-and-floor.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { simulatedRows } from '../simulated-rows.ts';

const train = simulatedRows(600, 1);
const rows = () => treesAndFloorRows(fitEncoding(train.table, 16), train, 1);
const unheard = () => {};
let begin: typeof SecondThread.beginTreesAndFloor;

/** As in a bundle, where the second thread has a file; sources by themselves have none. */
beforeAll(async () => {
  const outdir = scratchFolder({ for: 'file' });
  await build(
    trainingBundleOptions({
      entryPoints: { 'second-thread': 'models/retention/ensemble/second-thread.ts' },
      outdir,
      outExtension: { '.js': '.mjs' },
      packages: 'bundle',
    }),
  );
  ({ beginTreesAndFloor: begin } = await import(join(outdir, 'second-thread.mjs')));
});

describe('trees and floor', () => {
  it('are the same whether a second thread fits them or this one', async () => {
    const here = await fitTreesAndFloor(rows(), unheard);
    expect(await begin(rows, 2).finish(unheard)).toEqual(here);
    expect(await begin(rows, 1).finish(unheard)).toEqual(here);
  });

  it('are begun at once on a second thread, and only when waited for on this one', async () => {
    let made = 0;
    const counted = () => {
      made++;
      return rows();
    };
    begin(counted, 1);
    expect(made).toBe(0);
    await begin(counted, 2).abandon();
    expect(made).toBe(1);
  });

  it('say how far they are to whoever waits', async () => {
    const said: string[] = [];
    let last = 0;
    await begin(rows, 2).finish((fraction, note) => {
      expect(fraction).toBeGreaterThanOrEqual(last);
      last = fraction;
      said.push(note);
    });
    expect(new Set(said)).toEqual(new Set(['boosted trees', 'logistic floor']));
  });

  it('leave no thread behind once abandoned, and whoever waits is told', async () => {
    const begun = begin(rows, 2);
    await begun.abandon();
    await expect(begun.finish(unheard)).rejects.toThrow('ended early');
  });

  it('pass on what goes wrong on the second thread, however late it is waited for', async () => {
    const broken = () => ({
      ...rows(),
      trees: { ...rows().trees, churned: null as unknown as Float64Array },
    });
    const begun = begin(broken, 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(begun.finish(unheard)).rejects.toThrow(/null/);
  });
});
