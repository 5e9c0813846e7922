import { expect, it } from 'vitest';
import { type Config, configSchema } from '../../../contracts/config/config.ts';
import { ConfigError } from '../../../contracts/errors.ts';
import { findInputs } from '../../../platform/local/inputs.ts';

it('a table of the catalogue is refused on a laptop, with the way out', async () => {
  const inputs = configSchema.shape.inputs.parse({ sales: { table: 'shop.orders' } });
  const found = findInputs({ inputs } as Config, 'holdfast.yaml');
  await expect(found).rejects.toBeInstanceOf(ConfigError);
  await expect(found).rejects.toThrow(
    /^inputs\.sales\.table: this machine has no Glue catalogue to find shop\.orders in\. Give the input a `file`/,
  );
});
