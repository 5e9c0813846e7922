import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';

const example = join(import.meta.dirname, '../../examples/helpdesk');
const size = ['--customers', '600', '--days', '500', '--dirt', '0'];

interface Source {
  readonly source: string;
  readonly read: number;
  readonly kept: number;
  readonly from: string | null;
  readonly until: string | null;
  readonly sums: { readonly orders: number; readonly sales: number; readonly refunds: number } | null;
}

/** A business as the simulator writes it, and the exports that the example maps: the checks must find the same in both. */
describe('the example with a helpdesk and surveys', () => {
  const folder = scratchFolder({ for: 'file' });
  const business = join(folder, 'business');
  const config = join(folder, 'holdfast.yaml');

  beforeAll(async () => {
    await holdfast('simulate', ...size, '--format', 'csv', '--out', business);
    execFileSync(process.execPath, [join(example, 'make-exports.mjs'), business, join(folder, 'exports')]);
    copyFileSync(join(example, 'holdfast.yaml'), config);
  });

  const check = async (file: string): Promise<Map<string, Source>> => {
    const { code, out, err } = await holdfast(
      'check',
      '--config',
      file,
      '--out',
      join(folder, 'out'),
      '--json',
    );
    expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
    const { sources } = JSON.parse(out) as { sources: Source[] };
    return new Map(sources.map((source) => [source.source, source]));
  };

  it('comes to the rows and sums of the business that the exports are made of', async () => {
    const own = await check(join(business, 'holdfast.yaml'));
    const mapped = await check(config);
    const told = ({ read, kept, from, until, sums }: Source) => ({ read, kept, from, until, sums });
    expect([...mapped.keys()].sort()).toEqual(['customers', 'identities', 'orders', 'surveys', 'tickets']);
    for (const [name, source] of mapped) expect([name, told(source)]).toEqual([name, told(own.get(name)!)]);
    expect(own.get('tickets')!.kept).toBeGreaterThan(100);
    expect(own.get('surveys')!.kept).toBeGreaterThan(100);
  });
});
