// How our sources become bundles, stated once: the command line, the deployed functions, the training container, the benches and
// what the tests bundle name their entry points and take the rest from here.
import { codeVersion, simulatorVersion, stageVersions } from './code-version.mjs';

const versions = await stageVersions();
const code = await codeVersion();

/**
 * What `globals.d.ts` declares for every source, for whoever loads sources without a bundle too.
 * @param {string} [name] takes the place of every stage's version: any code then finds the same runs again
 */
export const constants = (name) => ({
  CODE_VERSION: JSON.stringify(code),
  STAGE_VERSIONS: JSON.stringify(name ? allNamed(name) : versions),
});

const allNamed = (name) => Object.fromEntries(Object.keys(versions).map((stage) => [stage, name]));

/** The same with the simulator's. */
export const constantsWithSimulator = (name) => ({
  ...constants(name),
  SIMULATOR_VERSION: JSON.stringify(simulatorVersion()),
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
