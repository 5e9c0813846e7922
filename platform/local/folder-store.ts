import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { HoldfastError } from '../../contracts/errors.ts';
import type { Body, ObjectStore, PutOptions, StoredObject } from '../../contracts/ports/object-store.ts';

/** Objects being written stand here first; a killed process leaves only files that no reader ever sees. */
const unfinished = '.unfinished';

/** An ObjectStore on a folder: every object is written beside its place, synced and renamed into it. */
export function folderStore(root: string): ObjectStore {
  const pathOf = (key: string) => insideOf(resolve(root), key);
  return {
    get: (key) => fileAt(pathOf(key), readFile(pathOf(key))),
    range: (key, from, to) => fileAt(pathOf(key), readRange(pathOf(key), from, to)),
    tag: (key) => tagOf(pathOf(key)),
    put: (key, body, options = {}) => put(root, pathOf(key), body, options),
    list: (prefix) => list(resolve(root), prefix),
    delete: (key) => rm(pathOf(key), { force: true }),
    locate: pathOf,
  };
}

function insideOf(root: string, key: string): string {
  const path = resolve(root, key);
  if (path !== root && !path.startsWith(root + sep)) throw new Error(`Object key ${key} leaves the store`);
  return path;
}

async function readRange(path: string, from: number, to: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function put(root: string, path: string, body: Body, options: PutOptions): Promise<boolean> {
  const draft = await writeDraft(root, body);
  if (options.ifMatch !== undefined && (await tagOf(path)) !== options.ifMatch) {
    await rm(draft, { force: true });
    return false;
  }
  await mkdir(dirname(path), { recursive: true });
  if (options.ifAbsent !== true) {
    await fileAt(path, rename(draft, path));
    return true;
  }
  try {
    await link(draft, path); // fails where the name exists: the file system's own compare-and-set
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(root: string, body: Body): Promise<string> {
  const draft = draftPath(root);
  await mkdir(dirname(draft), { recursive: true });
  const file = await open(draft, 'w');
  try {
    if (typeof body === 'string' || body instanceof Uint8Array) await file.writeFile(body);
    else for await (const part of body) await file.writeFile(part);
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return draft;
}

/** A name that no other writer uses, in the store's folder of unfinished files. */
export function draftPath(root: string): string {
  return join(resolve(root), unfinished, `${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** Removes what killed processes left unfinished; files of processes that still live are left alone. */
export async function sweepDrafts(root: string): Promise<void> {
  const folder = join(resolve(root), unfinished);
  for (const name of (await orNull(readdir(folder))) ?? []) {
    if (!isAlive(Number.parseInt(name, 10))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function list(root: string, prefix: string): Promise<StoredObject[]> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const found: StoredObject[] = [];
  for (const entry of (await orNull(readdir(join(root, folder), { recursive: true, withFileTypes: true }))) ??
    []) {
    const object = await describe(root, entry);
    if (object?.key.startsWith(prefix)) found.push(object);
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function describe(root: string, entry: Dirent): Promise<StoredObject | null> {
  if (!entry.isFile()) return null;
  const path = join(entry.parentPath, entry.name);
  const key = path
    .slice(root.length + 1)
    .split(sep)
    .join('/');
  if (key.startsWith(`${unfinished}/`)) return null;
  const info = await orNull(stat(path));
  return info && { key, size: info.size };
}

function tagOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  const read = async () => {
    for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
    return hash.digest('hex');
  };
  return fileAt(path, read());
}

/**
 * What was read of a file; null where there is none.
 * @throws HoldfastError where a folder has its name
 */
async function fileAt<T>(path: string, result: Promise<T>): Promise<T | null> {
  try {
    return await orNull(result);
  } catch (error) {
    if (codeOf(error) !== 'EISDIR') throw error;
    throw new HoldfastError(`${path} is a folder where a file should be: remove it and run again`);
  }
}

async function orNull<T>(result: Promise<T>): Promise<T | null> {
  try {
    return await result;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
