// How our sources become bundles, stated once: the command line, the deployed functions, the training container, the benches and
// what the tests bundle name their entry points and take the rest from here.
import { codeVersion, simulatorFolders } from './code-version.mjs';

/** What `globals.d.ts` declares for every source, for whoever loads sources without a bundle too. */
export const constants = (code = codeVersion()) => ({ CODE_VERSION: JSON.stringify(code) });

/** The same with the simulator's. */
export const constantsWithSimulator = (code) => ({
  ...constants(code),
  SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
});

/**
 * Options of esbuild that all bundles share; `own` ones go over them.
 * @param {import('esbuild').BuildOptions} own entry points, where to, and what is special
 * @returns {import('esbuild').BuildOptions}
 */
export const bundleOptions = ({ define = constants(), ...own }) => ({
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  loader: { '.sql': 'text' },
  logLevel: 'warning',
  ...own,
  define,
});

/**
 * The same for a bundle that trains: the file of its second thread is bundled beside it, and it knows that file's name.
 * @param {import('esbuild').BuildOptions} own with `entryPoints` a record of names
 * @param {string} beside folder of the bundle that trains, within `outdir`
 * @returns {import('esbuild').BuildOptions}
 */
export function trainingBundleOptions({ define = constants(), entryPoints, ...own }, beside = '') {
  const extension = own.outExtension?.['.js'] ?? '.js';
  return bundleOptions({
    ...own,
    entryPoints: { ...entryPoints, [`${beside}fit-thread`]: 'models/retention/ensemble/fit-thread.ts' },
    define: { ...define, FIT_THREAD: JSON.stringify(`./fit-thread${extension}`) },
  });
}
