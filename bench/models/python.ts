import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const venv = 'bench/.venv';
const requirements = 'bench/requirements.txt';

/**
 * The interpreter that has the peers: HOLDFAST_PYTHON, else a virtual environment of our own, made here where python3 is
 * found. Null, said loudly, where there is none.
 */
export function findPython(): string | null {
  const given = process.env.HOLDFAST_PYTHON;
  if (given)
    return hasPeers(given)
      ? given
      : skipped(`HOLDFAST_PYTHON=${given} has not what ${requirements} asks for`);
  const python = join(venv, 'bin/python');
  const wanted = readFileSync(requirements, 'utf8');
  const installed = join(venv, 'installed.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python;
  if (spawnSync('python3', ['--version']).status !== 0) return skipped('there is no python3');
  console.log(`installing ${requirements} into ${venv} …`);
  const made =
    run('python3', ['-m', 'venv', '--clear', venv]) &&
    run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', requirements]);
  if (!made || !hasPeers(python)) return skipped(`${requirements} could not be installed`);
  writeFileSync(installed, wanted);
  return python;
}

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0;

const hasPeers = (python: string): boolean =>
  spawnSync(python, ['-c', 'import duckdb, lightgbm, pandas, xgboost'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  }).status === 0;

function skipped(why: string): null {
  console.log(`\nSKIPPED: the Python peers are not measured: ${why}. Ours are.\n`);
  return null;
}
