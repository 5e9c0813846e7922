import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder, writeText } from '../support/scratch.ts';

const root = join(import.meta.dirname, '../..');
const folder = scratchFolder({ for: 'file' });
const installed = join(folder, 'node_modules/holdfast');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const node = (args: readonly string[]) =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
const npm = (args: readonly string[]) => execFileSync('npm', args, { cwd: root, stdio: 'pipe' });

/** Lets the folder have a package of ours as npm would have installed it. */
function link(name: string): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), place);
}

/**
 * The packed tarball in an empty folder, beside the packages that it declares and no other. The gate has built it: to build it
 * again would take the command line away under the tests that run it.
 */
beforeAll(() => {
  if (!process.env.HOLDFAST_BUILT) npm(['run', 'build']);
  npm(['pack', '--ignore-scripts', '--pack-destination', folder]);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', installed]);
  for (const name of Object.keys(dependencies)) link(name);
});

describe('the packed package', () => {
  it('goes from a simulated business to its lists by its command, and there again from a program', () => {
    const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const demo = ['demo', '--preset', 'retail', '--customers', '500', '--out', 'out'];
    node([join('node_modules/holdfast', bin.holdfast), ...demo]);
    writeText(
      folder,
      'again.mjs',
      `import { ConfigError, evaluate, run } from 'holdfast';
const { run: id } = await run({ config: 'out/data-retail-500-1/holdfast.yaml', out: 'out' });
const wrong = await evaluate({ table: 'nowhere.csv', target: 'gone', out: 'evaluated' }).catch((error) => error);
console.log(JSON.stringify({ id, refused: wrong instanceof ConfigError }));
`,
    );
    const { id, refused } = JSON.parse(node(['again.mjs']));
    expect(readdirSync(join(folder, 'out/runs'))).toContain(id);
    const [day, ...more] = readdirSync(join(folder, 'out/lists'));
    expect(more).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(folder, 'out/lists', day!, 'manifest.json'), 'utf8'));
    expect(manifest.funnel.listed).toBeGreaterThan(5);
    expect(refused).toBe(true);
  });

  it('has every face with its types', () => {
    const faces = readdirSync(join(root, 'models')).flatMap((name) => /^(.*)\.ts$/.exec(name)?.[1] ?? []);
    expect(faces).toContain('retention');
    const loads = faces.map((face) => `import * as ${face} from 'holdfast/${face}';`).join('\n');
    writeText(folder, 'faces.mjs', `${loads}\nconsole.log(JSON.stringify(Object.keys(numerics)));\n`);
    expect(JSON.parse(node(['faces.mjs']))).toContain('normalQuantile');
    for (const name of ['typescript', '@types/node', '@types/webgl2', 'undici-types']) {
      if (existsSync(join(root, 'node_modules', name))) link(name);
    }
    writeText(folder, 'package.json', '{ "type": "module" }');
    writeText(
      folder,
      'typed.ts',
      `${loads}
import { evaluate, run } from 'holdfast';
import { aliveChances, type BuyingCovariate, fitBgNbd, fitBuyingWithCovariates, type Histories, predictWithCovariates } from 'holdfast/buying';
import { normalQuantile } from 'holdfast/numerics';
export const width: number = normalQuantile(0.975) - normalQuantile(0.025);
export const fitted: ReturnType<typeof fitBgNbd> = fitBgNbd({} as Parameters<typeof fitBgNbd>[0]);
export const alive = (histories: Histories, known: readonly BuyingCovariate[]): Float64Array =>
  predictWithCovariates(fitBuyingWithCovariates('bg-nbd', histories, known), histories, known, aliveChances);
export const report = evaluate({ table: 'a.csv', target: 'left', out: 'out' });
// @ts-expect-error a run needs its config
export const manifest = run({ out: 'out' });
`,
    );
    const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    node([join(root, 'node_modules/typescript-7/bin/tsc'), ...strict, '--skipLibCheck', 'typed.ts']);
  });
});
