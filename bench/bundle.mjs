import { build } from 'esbuild';
import { codeVersion, simulatorFolders } from '../code-version.mjs';

/**
 * Bundles a bench into `bench/.work` and runs it.
 * @param name folder of the bench, and name of the bundle
 * @param code version that its runs are named by
 */
export async function bundleAndRun(name, code = codeVersion()) {
  await build({
    entryPoints: { [name]: `bench/${name}/main.ts`, 'fit-thread': 'models/retention/ensemble/fit-thread.ts' },
    outdir: 'bench/.work',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    loader: { '.sql': 'text' },
    define: {
      FIT_THREAD: JSON.stringify('./fit-thread.mjs'),
      CODE_VERSION: JSON.stringify(code),
      SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
    },
    logLevel: 'warning',
  });
  await import(`./.work/${name}.mjs`);
}
