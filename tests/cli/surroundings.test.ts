import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { smallBusiness } from '../support/small-business.ts';

afterEach(() => void vi.unstubAllEnvs());

/** The business and the output folder of one check, below a folder of any name. */
async function business(name = 'plain'): Promise<{ config: string; out: string }> {
  const folder = join(scratchFolder({ for: 'file' }), name);
  mkdirSync(folder);
  return { config: await smallBusiness(folder), out: join(folder, 'out') };
}

const check = ({ config, out }: { config: string; out: string }) =>
  holdfast('check', '--config', config, '--out', out);

/** Hash of every file that a run leaves, by its path; when it was written stands in none but the timings. */
function left(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1)).sort();
  const hash = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(out, path)))
      .digest('hex');
  return Object.fromEntries(
    paths
      .filter((path) => /^(clean|quarantine|stages)\//.test(path) && !path.endsWith('timings.json'))
      .map((path) => [path, hash(path)]),
  );
}

let usual: Record<string, string>;
beforeAll(async () => {
  const plain = await business();
  expect((await check(plain)).code).toBe(0);
  usual = left(plain.out);
  expect(Object.keys(usual).length).toBeGreaterThan(3);
});

it.each([
  "Ann's shop, 100% [new] {2026} #1",
  'Käufe und Ćevapi 顧客',
  '-o --json $HOME `x` ; rm',
  'a "quoted" * name?',
])('gives the same bytes below a folder named %s', async (name) => {
  const odd = await business(name);
  const { code, err } = await check(odd);
  expect(code, err).toBe(0);
  expect(left(odd.out)).toEqual(usual);
});

it.each([
  ['Pacific/Kiritimati', 'tr_TR.UTF-8'],
  ['America/St_Johns', 'ar_EG.UTF-8'],
])('gives the same bytes by the clock of %s and the language %s', async (TZ, LANG) => {
  vi.stubEnv('TZ', TZ);
  vi.stubEnv('LANG', LANG);
  vi.stubEnv('LC_ALL', LANG);
  const there = await business();
  expect((await check(there)).code).toBe(0);
  expect(left(there.out)).toEqual(usual);
});

it.each(['clean', 'stages'])(
  'a file in the place of the folder %s is said in a sentence with a cure',
  async (name) => {
    const made = await business();
    mkdirSync(made.out);
    writeText(made.out, name, 'in the way');
    const { code, err } = await check(made);
    expect(err).toMatch(/A file stands where a folder belongs, or a folder where a file does: move it away/);
    expect(err).not.toMatch(/bug in Holdfast/);
    expect(code).toBe(1);
  },
);

it('twice at once in one folder gives the same bytes, and neither fails', async () => {
  const shared = await business();
  const both = await Promise.all([check(shared), check(shared)]);
  expect(both.map(({ code, err }) => (code === 0 ? '' : err))).toEqual(['', '']);
  expect(left(shared.out)).toEqual(usual);
});
