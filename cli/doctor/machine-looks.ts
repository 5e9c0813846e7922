import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { prepareBackend } from '../../models/backend.ts';
import { BackendError } from '../../models/errors.ts';
import { write } from '../../pipeline/reports/format.ts';
import { type Finding, fault, fine, type Look, warning } from './finding.ts';

const oldestNode = 20;
/** Below it a middling business fills the disk with what runs write on their way. */
const roomyBytes = 2e9;

/** What of this machine decides whether a run can end. */
export const machineLooks = (out: string): Look[] => [
  { about: 'Node', at: async () => [node(process.versions.node)] },
  { about: 'models', at: async () => [await backend()] },
  { about: 'output folder', at: async () => [await outputFolder(out)] },
];

export function node(version: string): Finding {
  if (Number.parseInt(version, 10) >= oldestNode) return fine('Node', version);
  return fault('Node', `${version} is too old`, `Install Node ${oldestNode} or newer.`);
}

async function backend(): Promise<Finding> {
  try {
    const { name, why } = await prepareBackend();
    return fine('models', `train and score on ${name}: ${why}`);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return fault(
      'models',
      error.message,
      'Unset HOLDFAST_BACKEND, or `npm run native` where it asks for that one.',
    );
  }
}

async function outputFolder(out: string): Promise<Finding> {
  const about = 'output folder';
  const there = await nearestFolder(out);
  const writable = await access(there, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return fault(about, `${there} may not be written to`, 'Name another folder with --out.');
  const { bavail, bsize } = await statfs(there);
  const free = bavail * bsize;
  const says = `${out}, ${write.number(free / 1e9, 1)} GB free`;
  return free >= roomyBytes
    ? fine(about, says)
    : warning(about, says, 'Make room, or name another disk with --out.');
}

async function nearestFolder(path: string): Promise<string> {
  const there = await access(path).then(
    () => true,
    () => false,
  );
  return there || dirname(path) === path ? path : nearestFolder(dirname(path));
}
