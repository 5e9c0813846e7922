import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions, constantsWithSimulator } from '../../bundling.mjs';
import type { VirtualModule } from './check-types.ts';
import type { Output } from './notebook.ts';

const root = join(import.meta.dirname, '../..');
/** Where the module of a notebook finds what records its outputs. */
export const runtime = fileURLToPath(new URL('./runtime.ts', import.meta.url));

/**
 * Runs the module of a notebook in a process of its own and answers the outputs of each cell. It computes on the wasm
 * backend, whatever else there is, so that the same notebook gives the same figures; its temporary files go with it.
 * @throws Error with the number of the cell that threw
 */
export async function execute(module: VirtualModule): Promise<ReadonlyMap<number, readonly Output[]>> {
  const temporary = await mkdtemp(join(tmpdir(), 'holdfast-cells-'));
  try {
    const { outputs, complaint } = await runCode(await bundle(module), temporary);
    if (outputs !== undefined) return outputs;
    const name = `${basename(module.path, '.cells.ts')}.ipynb`;
    throw new Error(`${name}, ${complaint || 'ended without a word'}`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function runCode(code: string, temporary: string) {
  const temporaries = { TMPDIR: temporary, TMP: temporary, TEMP: temporary };
  const child = spawn(process.execPath, ['--input-type=module', '-'], {
    cwd: root,
    env: { ...process.env, ...temporaries, HOLDFAST_BACKEND: 'wasm', NODE_NO_WARNINGS: '1', TZ: 'UTC' },
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
  return { outputs, complaint };
}

/** Our own sources in one text, dependencies left in node_modules, as in the build. */
async function bundle({ path, text }: VirtualModule): Promise<string> {
  const { outputFiles } = await build({
    ...bundleOptions({
      stdin: {
        contents: `${text}\nimport { finish as __finish } from '${runtime}';\n__finish();\n`,
        resolveDir: dirname(path),
        sourcefile: path,
        loader: 'ts',
      },
      define: constantsWithSimulator(),
      logLevel: 'silent',
    }),
    write: false,
  });
  return outputFiles[0]!.text;
}
