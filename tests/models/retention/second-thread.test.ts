import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { trainingBundleOptions } from '../../../bundling.mjs';
import { fitEncoding } from '../../../models/learn/encoding/fit-encoding.ts';
import { floorJob, jobs, treesJob } from '../../../models/retention/ensemble/jobs.ts';
import type * as SecondThread from '../../../models/retention/ensemble/second-thread.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { simulatedRows } from '../simulated-rows.ts';
import { madeBlending } from './blending.ts';

const train = simulatedRows(600, 1);
const trees = () => treesJob(train, 1, null);
const floor = () => floorJob(fitEncoding(train.table, 16), train, 1, null);
const unheard = () => {};
let begin: typeof SecondThread.begin;

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
  ({ begin } = await import(join(outdir, 'second-thread.mjs')));
});

describe('trees and floor', () => {
  it('are the same whether a second thread fits them or this one', async () => {
    const grown = await jobs.trees(trees(), unheard);
    expect(await begin('trees', trees, 2).finish(unheard)).toEqual(grown);
    expect(await begin('trees', trees, 1).finish(unheard)).toEqual(grown);
    const again = () => treesJob(train, 1, grown);
    expect(await begin('trees', again, 2).finish(unheard)).toEqual(await jobs.trees(again(), unheard));
    const fitted = await jobs.floor(floor(), unheard);
    expect(await begin('floor', floor, 2).finish(unheard)).toEqual(fitted);
    expect(await begin('floor', floor, 1).finish(unheard)).toEqual(fitted);
  });

  it('and predictions of later rows, each apart from its own part, as well', async () => {
    const job = () => ({ blending: madeBlending(600, 600, 1), parts: [0, 3], seed: 1 });
    const predicted = await jobs.apart(job(), unheard);
    expect(await begin('apart', job, 2).finish(unheard)).toEqual(predicted);
    const { part } = job().blending.later;
    const isSaid = predicted.churn.map((p) => (p > 0 ? 1 : 0));
    expect([...isSaid]).toEqual(Array.from(part, (own) => (own === 0 || own === 3 ? 1 : 0)));
  });

  it('are begun at once on a second thread, and only when waited for on this one', async () => {
    let made = 0;
    const counted = () => {
      made++;
      return trees();
    };
    begin('trees', counted, 1);
    expect(made).toBe(0);
    await begin('trees', counted, 2).abandon();
    expect(made).toBe(1);
  });

  it('are the same on a thread that has fitted others before, which abandoning those does not end', async () => {
    const other = () => treesJob(simulatedRows(400, 2), 2, null);
    const before = begin('trees', other, 2);
    await before.finish(unheard);
    const begun = begin('trees', trees, 2);
    await before.abandon();
    expect(await begun.finish(unheard)).toEqual(await jobs.trees(trees(), unheard));
  });

  it('say how far they are to whoever waits', async () => {
    const said: string[] = [];
    let last = 0;
    const report = (fraction: number, note: string) => {
      expect(fraction).toBeGreaterThanOrEqual(last);
      last = fraction;
      said.push(note);
    };
    await begin('trees', trees, 2).finish(report);
    last = 0;
    await begin('floor', floor, 2).finish(report);
    expect(new Set(said)).toEqual(new Set(['boosted trees', 'logistic floor']));
  });

  it('leave no thread behind once abandoned, and whoever waits is told', async () => {
    const begun = begin('trees', trees, 2);
    await begun.abandon();
    await expect(begun.finish(unheard)).rejects.toThrow('ended early');
  });

  it('pass on what goes wrong on the second thread, however late it is waited for', async () => {
    const broken = () => ({
      ...trees(),
      rows: { ...trees().rows, churned: null as unknown as Float64Array },
    });
    const begun = begin('trees', broken, 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(begun.finish(unheard)).rejects.toThrow(/null/);
  });
});
