import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

it('files that hold the same are read once: under another name, in another folder, gzipped', async () => {
  const folder = scratchFolder();
  const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);
  for (const name of ['day=1', 'day=2', 'old']) mkdirSync(join(folder, name));
  const rows = 'x,y\n1,2\n';
  put('a.csv', rows);
  put('b.csv', 'x,y\n1,3\n');
  put('c.csv.gz', gzipSync(rows));
  put('old/d.csv', rows);
  // a header alone tells nothing, and the path of a partition tells something
  for (const name of ['e.csv', 'f.csv']) put(name, 'x,y\n');
  for (const name of ['day=1/g.csv', 'day=2/g.csv']) put(name, rows);
  const inputs = configSchema.shape.inputs.parse({ sales: { file: '.', format: 'csv' } });
  const [found] = await findInputs({ inputs } as Config, join(folder, 'holdfast.yaml'));
  expect(found!.copies).toEqual([
    { file: 'c.csv.gz', of: 'a.csv' },
    { file: 'old/d.csv', of: 'a.csv' },
  ]);
  expect(found!.locations!.map((path) => path.slice(folder.length + 1))).toEqual([
    'a.csv',
    'b.csv',
    'day=1/g.csv',
    'day=2/g.csv',
    'e.csv',
    'f.csv',
  ]);
  const one = configSchema.shape.inputs.parse({ sales: { file: 'old', format: 'csv' } });
  const [other] = await findInputs({ inputs: one } as Config, join(folder, 'holdfast.yaml'));
  expect(other!.copies).toBeUndefined();
  // a file more is another run, which says what it has read
  expect(other!.fingerprint).not.toBe(found!.fingerprint);
});

it('a gzipped file that is cut short is refused by its name, alone and beside others', async () => {
  const folder = scratchFolder();
  const whole = gzipSync('x,y\n1,2\n'.repeat(500));
  writeFileSync(join(folder, 'a.csv.gz'), whole.subarray(0, whole.length - 12));
  const find = (file: string) =>
    findInputs(
      { inputs: configSchema.shape.inputs.parse({ sales: { file, format: 'csv' } }) } as Config,
      join(folder, 'holdfast.yaml'),
    );
  await expect(find('a.csv.gz')).rejects.toThrow(/^inputs\.sales: \S*a\.csv\.gz is cut short or damaged/);
  writeFileSync(join(folder, 'b.csv'), 'x,y\n1,2\n');
  await expect(find('.')).rejects.toThrow(/a\.csv\.gz is cut short or damaged/);
});
