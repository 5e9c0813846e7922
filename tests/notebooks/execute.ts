import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { codeVersion, simulatorFolders } from '../../code-version.mjs';
import type { VirtualModule } from './check-types.ts';
import type { Output } from './notebook.ts';

const root = join(import.meta.dirname, '../..');
/** Where the module of a notebook finds what records its outputs. */
export const runtime = fileURLToPath(new URL('./runtime.ts', import.meta.url));

/**
 * Runs the module of a notebook in a process of its own, from the folder of the notebook, and answers the outputs of
 * each cell. It computes on the wasm backend, whatever else there is, so that the same notebook gives the same figures.
 * @throws Error with the number of the cell that threw
 */
export async function execute(module: VirtualModule): Promise<ReadonlyMap<number, readonly Output[]>> {
  const code = await bundle(module);
  const child = spawn(process.execPath, ['--input-type=module', '-'], {
    cwd: root,
    env: { ...process.env, HOLDFAST_BACKEND: 'wasm', NODE_NO_WARNINGS: '1', TZ: 'UTC' },
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let outputs: ReadonlyMap<number, readonly Output[]> | undefined;
  let complaint = '';
  child.on('message', (sent) => {
    outputs = new Map(sent as [number, readonly Output[]][]);
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.stdin!.end(code);
  await once(child, 'close');
  if (outputs === undefined)
    throw new Error(`${basename(module.path, '.cells.ts')}.ipynb, ${complaint || 'ended without a word'}`);
  return outputs;
}

/** Our own sources in one text, dependencies left in node_modules, as in the build. */
async function bundle({ path, text }: VirtualModule): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `${text}\nimport { finish as __finish } from '${runtime}';\n__finish();\n`,
      resolveDir: dirname(path),
      sourcefile: path,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    loader: { '.sql': 'text' },
    define: {
      CODE_VERSION: JSON.stringify(codeVersion()),
      SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
    },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
