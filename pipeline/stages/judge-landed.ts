import type { PulseReport, PulseSource } from '../../contracts/artefacts/pulse.ts';
import { sqlInstant } from '../../contracts/business-day.ts';
import { keys } from '../../contracts/keys.ts';
import type { AttachedInput } from '../../contracts/ports/warehouse.ts';
import { checkArrivals, unknownOf } from '../sources/check-arrivals.ts';
import type { Pulse } from './raise-landed.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf } from './stage.ts';

/** Reads the files that have landed for a pulse and judges their rows, against the customers of the published run. */
export async function judgeLanded(
  { key, at, run, landed }: Pulse,
  environment: RunEnvironment,
): Promise<PulseReport['sources']> {
  const checked = await resultOf('check', run, environment);
  const warehouse = await environment.openWarehouse();
  try {
    const attached: Record<string, AttachedInput> = {};
    for (const input of landed.inputs) attached[input.name] = await warehouse.attachInput(input);
    await warehouse.seal?.();
    const judged = await checkArrivals(warehouse, {
      ...{ config: run.config, run: key, dataUntil: sqlInstant(at), attached, checked },
      sources: landed.sources,
      clean: (source) => keys.clean(keyOf(run, 'check'), source),
    });
    return judged.map((one) => ({
      source: one.source.contract.name as PulseSource,
      read: one.read,
      kept: one.kept!,
      later: one.later,
      quarantined: one.bad + one.lines,
      unknownCustomers: unknownOf(one),
    }));
  } finally {
    await warehouse.close();
  }
}
