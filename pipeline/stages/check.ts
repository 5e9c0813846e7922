import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { AttachedInput } from '../../contracts/ports/warehouse.ts';
import { againSentences } from '../reports/sentences/again-sentences.ts';
import { checkSources } from '../sources/check-sources.ts';
import type { RunEnvironment } from './run.ts';
import { runStage } from './stage.ts';

/** Reads the user's tables, judges every row, keeps the good ones and sets the bad ones aside with their reasons. */
export function check(run: Run, environment: RunEnvironment): Promise<StageRecord<'check'>> {
  return runStage('check', run, environment, async (run, key) => {
    const warehouse = await environment.openWarehouse();
    try {
      const attached: Record<string, AttachedInput> = {};
      for (const input of run.inputs) attached[input.name] = await warehouse.attachInput(input);
      await warehouse.seal?.();
      const { dataUntil, timeZone } = run.config.business;
      const request = {
        config: run.config,
        run: key,
        dataUntil: sqlInstant(startOfDay(dataUntil, timeZone)),
        attached,
      };
      const checked = await checkSources(warehouse, environment.store, request, environment.progress);
      const result = { ...checked, copies: copiesOf(run) };
      for (const note of againSentences(result)) environment.progress.note(note);
      refuseFewCustomers(run, result);
      const wrote = result.sources.flatMap(({ source, quarantine }) => [
        keys.clean(key, source),
        ...(quarantine === null ? [] : [quarantine]),
      ]);
      return { result, wrote };
    } finally {
      await warehouse.close();
    }
  });
}

/** The files that the plan left out, since another holds the same. */
const copiesOf = ({ inputs }: Run): CheckReport['copies'] =>
  inputs.flatMap(({ name, copies = [] }) => copies.map((copy) => ({ input: name, ...copy })));

function refuseFewCustomers({ config }: Run, { sources }: CheckReport): void {
  const kept = sources.find(({ source }) => source === 'customers')?.kept ?? 0;
  const least = config.training.minCustomers;
  if (kept < least) {
    throw new DataRefusedError(
      `customers: ${kept} kept, but a model that can be trusted needs ${least} (training.minCustomers). With fewer, add history or lower the limit knowingly; intervals widen.`,
    );
  }
}
