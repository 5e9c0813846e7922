import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { trainingBundleOptions } from '../bundling.mjs';

const root = join(import.meta.dirname, '..');

/** What goes beside the bundle of a function. */
export interface FunctionCode {
  /** Holds the business's config. */
  readonly business: boolean;
  /** Computes with models: needs the `.wasm` files. */
  readonly computes: boolean;
}

/**
 * The functions of a deployment, each bundled into a folder of its own: one ES module with all it needs but the native TensorFlow,
 * which does not load there and lets wasm serve. Training has the file of its second thread as well. The same sources give the
 * same bytes. What is here is copied while constructs are made, and goes when the process ends.
 * @param functions by name: each is a file of `functions/`
 * @returns the folder that holds a folder per function
 */
export function bundleFunctions(
  functions: Readonly<Record<string, FunctionCode>>,
  configFile: string,
): string {
  const folder = ownFolder();
  cpSync(bundlesOf(Object.keys(functions)), folder, { recursive: true });
  for (const [name, code] of Object.entries(functions)) putBeside(join(folder, name), code, configFile);
  return folder;
}

/**
 * Folders of bundles by the names of their functions, joined by commas: all deployments of a process copy them. Whoever has
 * bundled these functions before puts the folder here.
 */
export const bundled = new Map<string, string>();

function bundlesOf(names: readonly string[]): string {
  const key = names.join();
  const known = bundled.get(key);
  if (known !== undefined) return known;
  const folder = ownFolder();
  bundle(names, folder);
  bundled.set(key, folder);
  return folder;
}

/** Where bundles lie: always as deep as this, for a source map says where the sources are. */
export const bundlesFolder = join(root, 'dist/functions');

/** Never one that another process writes or removes; it goes when this process ends. */
function ownFolder(): string {
  mkdirSync(bundlesFolder, { recursive: true });
  const folder = mkdtempSync(join(bundlesFolder, 'of-'));
  if (own.length === 0) process.once('exit', removeOwn);
  own.push(folder);
  return folder;
}

const own: string[] = [];

function removeOwn(): void {
  for (const folder of own) rmSync(folder, { recursive: true, force: true });
}

/** @param outdir within `bundlesFolder`, see there */
export function bundle(names: readonly string[], outdir: string): void {
  buildSync(
    trainingBundleOptions(
      {
        absWorkingDir: root,
        entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, `functions/${name}.ts`])),
        outdir,
        outExtension: { '.js': '.mjs' },
        packages: 'bundle',
        external: ['@tensorflow/tfjs-node'],
        mainFields: ['module', 'main'],
        minify: true,
        keepNames: true,
        sourcemap: true,
        sourcesContent: false,
        banner: { js: nodeGlobals },
        logLevel: 'error',
      },
      'train/',
    ),
  );
}

function putBeside(folder: string, { business, computes }: FunctionCode, configFile: string): void {
  mkdirSync(folder, { recursive: true });
  if (business) copyFileSync(configFile, join(folder, 'holdfast.yaml'));
  if (!computes) return;
  const wasm = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  for (const file of readdirSync(wasm).filter((name) => name.endsWith('.wasm'))) {
    copyFileSync(join(wasm, file), join(folder, file));
  }
}

/** What CommonJS packages inside an ES module expect to find, and where the `.wasm` files lie. */
const nodeGlobals = [
  "import { createRequire as createRequire_ } from 'node:module'",
  "import { dirname as dirname_ } from 'node:path'",
  "import { fileURLToPath as fileURLToPath_ } from 'node:url'",
  'const require = createRequire_(import.meta.url)',
  'const __filename = fileURLToPath_(import.meta.url)',
  'const __dirname = dirname_(__filename)',
  'process.env.HOLDFAST_WASM_DIR ??= __dirname',
].join(';');
