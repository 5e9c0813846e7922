import { readFileSync } from 'node:fs';
import { readConfig } from '../../contracts/config/read-config.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

/** What init makes of files, each of a header and a line for each purchase or for each customer. */
export async function proposed(files: Readonly<Record<string, readonly string[]>>) {
  const folder = scratchFolder();
  const paths = Object.entries(files).map(([name, lines]) =>
    writeText(folder, name, [...lines, ''].join('\n')),
  );
  const out = `${folder}/holdfast.yaml`;
  const init = await holdfast('init', ...paths, '--out', out, '--json');
  return {
    ...init,
    text: readFileSync(out, 'utf8'),
    config: () => readConfig(readFileSync(out, 'utf8'), out),
  };
}

/** What only a person can answer. */
export const asked = (out: string): string[] =>
  (JSON.parse(out) as { open: { text: string; decides?: boolean }[] }).open
    .filter(({ decides }) => decides)
    .map(({ text }) => text);
