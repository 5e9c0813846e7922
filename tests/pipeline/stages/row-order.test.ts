import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLocalRun } from '../../../cli/local-run.ts';
import { keys } from '../../../contracts/keys.ts';
import { runUntil } from '../../../pipeline/stages/run-all.ts';
import { seedOf } from '../../../pipeline/stages/seed.ts';
import { keyOf } from '../../../pipeline/stages/stage.ts';
import { statusOf } from '../../../pipeline/stages/status.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';
import { smallBusiness } from '../../support/small-business.ts';

/** The matrix and the labels of a business, byte for byte, by file. */
async function matrixOf(config: string) {
  const { run, environment } = await openLocalRun({ config, out: scratchFolder() }, silence);
  await runUntil('features', run, environment);
  const { store } = environment;
  const bytes: Record<string, string> = {};
  const key = keyOf(run, 'features');
  for (const prefix of [keys.features(key), keys.labels(key)]) {
    for (const object of await store.list(prefix)) {
      bytes[object.key.replace(key, '…')] = Buffer.from((await store.get(object.key))!).toString('base64');
    }
  }
  return { run, store, bytes };
}

it('the same rows in another order give the same matrix, labels and seeds, so the same list', async () => {
  const folder = scratchFolder();
  const config = await smallBusiness(folder, { customers: 520 });
  const given = await matrixOf(config);
  for (const file of ['customers.csv', 'orders.csv', 'touches.csv']) {
    const [head, ...rows] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
    writeText(folder, file, `${[head, ...rows.reverse()].join('\n')}\n`);
  }
  const turned = await matrixOf(config);
  expect(turned.run.id).not.toBe(given.run.id);
  expect(Object.keys(given.bytes).length).toBeGreaterThan(4);
  expect(turned.bytes).toEqual(given.bytes);
  expect(seedOf(turned.run, 'model')).toBe(seedOf(given.run, 'model'));
  const { stages, since } = await statusOf(given.store, given.run);
  expect(stages.filter(({ stands }) => stands).map(({ stage }) => stage)).toEqual(['check', 'features']);
  expect(since).toBeNull();
  expect(stages[2]!.why).toEqual(['it has not been done yet']);
});
