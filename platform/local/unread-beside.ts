import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Config } from '../../contracts/config/config.ts';
import { isHidden } from '../data-files.ts';
import { kindOf, ownName } from './find-tables.ts';
import { lineAfter } from './first-line.ts';

/** Files that lie beside the one file of an input and look like more of it, which no input reads. */
export interface UnreadBeside {
  readonly input: string;
  /** The file that the input reads. */
  readonly path: string;
  readonly files: readonly string[];
}

/** Of so many files in a folder the first lines are read: no week brings more. */
const mostLooked = 200;

/**
 * Files that came into the folder of an input's only file since the config was written, as next week's export does: their names
 * differ in numbers and dates alone, or they have its header.
 */
export async function unreadBeside({ inputs }: Config, configFile: string): Promise<UnreadBeside[]> {
  const named = Object.entries(inputs).flatMap(([input, { file }]) =>
    file === undefined ? [] : [{ input, path: resolve(dirname(configFile), file) }],
  );
  const isRead = (path: string) => named.some((one) => one.path === path || path.startsWith(one.path + sep));
  const told = new Set<string>();
  const found: UnreadBeside[] = [];
  for (const { input, path } of named) {
    if (!(await isFile(path))) continue;
    const others = (await filesBeside(path)).filter((other) => !isRead(other) && !told.has(other));
    const files: string[] = [];
    for (const other of others) if (await isLike(path, other)) files.push(other);
    for (const file of files) told.add(file);
    if (files.length > 0) found.push({ input, path, files: files.map((file) => basename(file)) });
  }
  return found;
}

/** What is said of them: which they are, and how they are read. */
export const unreadSentence = ({ input, path, files }: UnreadBeside): string =>
  `${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''} in ${dirname(path)} ${files.length === 1 ? 'looks' : 'look'} like ${basename(path)}, but no input reads ${files.length === 1 ? 'it' : 'them'}. To read new files as they come, move those of one table into a folder of their own and write the folder as inputs.${input}.file.`;

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (info) => info.isFile(),
    () => false,
  );

async function filesBeside(path: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(dirname(path), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !isHidden(entry.name))
    .map(({ name }) => join(dirname(path), name))
    .filter((other) => other !== path && kindOf(other) === kindOf(path) && kindOf(other) !== null)
    .sort()
    .slice(0, mostLooked);
}

async function isLike(path: string, other: string): Promise<boolean> {
  if (ownName(path) === ownName(other)) return true;
  if (kindOf(path) !== 'text') return false;
  const [own, head] = await Promise.all(
    [path, other].map((file) => lineAfter(file, 0, 'latin-1').catch(() => '')),
  );
  return own !== '' && own === head;
}
