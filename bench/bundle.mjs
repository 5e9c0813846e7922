import { build } from 'esbuild';
import { constantsWithSimulator, trainingBundleOptions } from '../bundling.mjs';

/**
 * Bundles a bench into `bench/.work` and runs it.
 * @param name folder of the bench, and name of the bundle
 * @param code version that its runs are named by, that of the sources if not given
 */
export async function bundleAndRun(name, code) {
  await build(
    trainingBundleOptions({
      entryPoints: { [name]: `bench/${name}/main.ts` },
      outdir: 'bench/.work',
      outExtension: { '.js': '.mjs' },
      sourcemap: true,
      define: constantsWithSimulator(code),
    }),
  );
  await import(`./.work/${name}.mjs`);
}
