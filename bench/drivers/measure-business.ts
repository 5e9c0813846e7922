import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openLocalRun } from '../../cli/local-run.ts';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import type { DriverFigures } from '../../contracts/artefacts/drivers-report.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { silent } from '../models/silent.ts';

/** The drivers of a simulated shop of its own seed; nothing of it stays. */
export async function measureBusiness(
  folder: string,
  { seed, customers }: { seed: number; customers: number },
): Promise<readonly DriverFigures[]> {
  const out = join(folder, `business-${seed}`);
  const { config } = await simulateBusiness(
    { preset: 'retail', customers, days: 730, seed, dirt: 0, out },
    silent,
  );
  const { run, environment } = await openLocalRun({ config, out: `${out}-run`, threads: 1 }, silent);
  const { drivers } = await runUntil('drivers', run, environment);
  await rm(out, { recursive: true });
  await rm(`${out}-run`, { recursive: true });
  return drivers;
}
