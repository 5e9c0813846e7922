import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../contracts/errors.ts';
import type { ObjectStore } from '../contracts/ports/object-store.ts';
import { folderStore } from '../platform/local/folder-store.ts';

/** `--out` of the commands that read and move what runs wrote. */
export const storeOption = [
  '-o, --out <place>',
  'folder that runs write to, or s3://bucket of a deployment',
] as const;

/**
 * The store that `--out` names: a folder of this machine, or a bucket by the AWS SDK's credentials and region.
 * @throws ConfigError for a URI that names no bucket, or a file
 */
export async function openStore(out: string): Promise<ObjectStore> {
  if (!isUri(out)) return folderStore(folderAt(out));
  const { openBucket } = await import('../platform/aws/open-bucket.ts');
  return openBucket(out);
}

/**
 * The folder that `--out` names, for commands that compute on this machine.
 * @throws ConfigError for a bucket, which would become a folder named `s3:`, or a file
 */
export function folderOf(out: string): string {
  if (!isUri(out)) return folderAt(out);
  throw new ConfigError(
    `--out ${out}: this command computes here and writes to a folder. For a deployment's store use \`holdfast models\`, \`status\`, \`prune\` and \`ledger\`; its state machines compute.`,
  );
}

/** On Windows `C:\` begins a path. */
const isUri = (out: string): boolean => /^[a-z][a-z0-9+.-]+:\/*/i.test(out);

/** The folder's path, whether or not it is there yet. */
function folderAt(out: string): string {
  const path = resolve(out);
  const file = fileOn(path);
  if (file === null) return path;
  throw new ConfigError(`--out ${out}: ${file} is a file. Name a folder; it is made where it is not there`);
}

/** What stands on the way to a path and is no folder. */
function fileOn(path: string): string | null {
  try {
    return statSync(path).isDirectory() ? null : path;
  } catch {
    return dirname(path) === path ? null : fileOn(dirname(path));
  }
}
