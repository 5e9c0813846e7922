import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Config, configSchema } from '../../../contracts/config/config.ts';
import { ConfigError, DataRefusedError } from '../../../contracts/errors.ts';
import { findInputs, listLocalInputs } from '../../../platform/local/inputs.ts';
import { scratchFolder } from '../../support/scratch.ts';

it('a table of the catalogue is refused on a laptop, with the way out', async () => {
  const inputs = configSchema.shape.inputs.parse({ sales: { table: 'shop.orders' } });
  const found = findInputs({ inputs } as Config, 'holdfast.yaml');
  await expect(found).rejects.toBeInstanceOf(ConfigError);
  await expect(found).rejects.toThrow(
    /^inputs\.sales\.table: this machine has no Glue catalogue to find shop\.orders in\. Give the input a `file`/,
  );
});

it('a link that leads nowhere is refused by its name', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'a.csv'), 'x\n1\n');
  symlinkSync(join(folder, 'nothing.csv'), join(folder, 'b.csv'));
  const inputs = configSchema.shape.inputs.parse({ sales: { file: '.' } });
  const config = { inputs } as Config;
  const place = join(folder, 'holdfast.yaml');
  for (const look of [() => findInputs(config, place), () => listLocalInputs(place)(config, ['sales'])]) {
    const refused = look();
    await expect(refused).rejects.toBeInstanceOf(DataRefusedError);
    await expect(refused).rejects.toThrow(/^inputs\.sales: \S*b\.csv cannot be read \(ENOENT\)/);
  }
});
