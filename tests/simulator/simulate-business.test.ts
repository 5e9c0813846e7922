import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { scratchFolder } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';
import { filesUnder, small } from './support.ts';

const options = { ...small, customers: 60, days: 200, dirt: 0.01 };
const simulated = (folder: string, over: object = {}) =>
  simulateBusiness({ ...options, ...over, out: folder }, silence);

describe('a simulated business on disk', () => {
  it('is the same bytes each time, and is reused where it stands whole', async () => {
    const [one, two] = [scratchFolder(), scratchFolder()];
    await simulated(one);
    await simulated(two);
    expect(filesUnder(one)).toEqual(filesUnder(two));
    expect((await simulated(one)).reused).toBe(true);
    expect((await simulated(one, { seed: 6 })).reused).toBe(false);
  });

  it('is written anew where it was left half-written or a file is missing', async () => {
    const folder = scratchFolder();
    await simulated(folder);
    const whole = filesUnder(folder);
    const manifest = join(folder, 'simulation.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"complete": true', '"complete": false'));
    expect((await simulated(folder)).reused).toBe(false);
    rmSync(join(folder, 'orders.parquet'));
    expect((await simulated(folder)).reused).toBe(false);
    expect(filesUnder(folder)).toEqual(whole);
  });

  it('refuses a folder that holds anything else', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    await expect(simulated(folder)).rejects.toThrow(/is not empty and holds no simulation/);
  });

  it.each([
    [{ customers: 0 }, /--customers 0/],
    [{ days: 10 }, /--days 10/],
    [{ dirt: 2 }, /--dirt 2/],
    [{ truth: { asOf: ['2020-01-01'] } }, /--truth 2020-01-01/],
  ])('refuses %j', async (over, message) => {
    const refused = simulated(scratchFolder(), over);
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow(message);
  });

  it('writes the truth that was asked for, beside the same tables', async () => {
    const [plain, asked] = [scratchFolder(), scratchFolder()];
    await simulated(plain, { days: 260 });
    await simulated(asked, {
      days: 260,
      truth: { asOf: ['2025-04-02'], outcomes: true, metrics: true, sample: 1, draws: 5 },
    });
    const files = filesUnder(asked);
    const more = Object.keys(files).filter((path) => !(path in filesUnder(plain)));
    const documents = [
      'truth/as-of.parquet',
      'truth/effects.json',
      'truth/metrics.json',
      'truth/outcomes.parquet',
    ];
    expect(more).toEqual(documents);
    expect(files['orders.parquet']).toBe(filesUnder(plain)['orders.parquet']);
  });

  it('plants a leak on demand and maps it', async () => {
    const folder = scratchFolder();
    const { config } = await simulated(folder, { leak: true, format: 'csv' });
    expect(readFileSync(config, 'utf8')).toContain('dimensions: [account_status]');
    expect(readFileSync(join(folder, 'customers.csv'), 'utf8').split('\n')[0]).toMatch(/,account_status$/);
  });
});
