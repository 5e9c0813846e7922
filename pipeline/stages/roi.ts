import { createHash } from 'node:crypto';
import type { RoiReport } from '../../contracts/artefacts/effect-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { measureEffects } from '../effects/measure-effects.ts';
import { togetherOf } from '../effects/together.ts';
import { writeEffects } from '../effects/write-effects.ts';
import { lostDraws } from '../published/whole-ledger.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/** Coverage of the intervals. */
const level = 0.95;

/**
 * What campaigns did until the as-of date: each one's contacted against its held out, off the ledger, in money. It reports
 * and never refuses: the lists do not wait for it.
 */
export function roi(run: Run, environment: RunEnvironment): Promise<StageRecord<'roi'>> {
  const { store } = environment;
  const work = async (run: Run, key: string) => {
    const ledger = await ledgerState(store);
    const { model } = await resultOf('score', run, environment);
    const checked = await resultOf('check', run, environment);
    const warehouse = await environment.openWarehouse();
    const measure = async () => {
      await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
      return measureEffects(warehouse, store, {
        config: run.config,
        asOf: run.asOf,
        level,
        key,
        model,
        scores: keys.scores(keyOf(run, 'score')),
        scratch: keys.observed(key),
        ledgerFiles: ledger.files,
        ledgerGaps: ledger.gaps,
      });
    };
    const { reports, refused } = await measure().finally(() => warehouse.close());
    for (const passed of await store.list(keys.observed(key))) await store.delete(passed.key);
    await writeEffects(store, key, reports, run.config.business.language);
    const result: RoiReport = {
      asOf: run.asOf,
      currency: run.config.business.currency,
      level,
      ...togetherOf(reports, key),
      ledger: ledger.hash,
      refused,
    };
    return { result, wrote: reports.length === 0 ? [] : [keys.roi(key)] };
  };
  return runStage('roi', run, environment, {
    work,
    holds: async ({ result }) => result.ledger === (await ledgerState(store)).hash,
  });
}

/** The ledger's files: which there are is no part of the key, and with others by now the effects are measured again. */
async function ledgerState(store: ObjectStore): Promise<{ hash: string; files: number; gaps: number }> {
  const found = (await store.list(keys.ledger)).map(({ key, size }) => `${key} ${size}`).sort();
  const lost = await lostDraws(store);
  return {
    hash: createHash('sha256')
      .update([...found, ...lost].join('\n'))
      .digest('hex')
      .slice(0, 12),
    files: found.length,
    gaps: lost.length,
  };
}
