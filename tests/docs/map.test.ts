import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folders } from '../../contracts/keys.ts';
import { holdfast } from '../support/command-line.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

/** From a heading to the next of the same level. */
const section = (text: string, heading: string): string =>
  text.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;

/** What commands leave behind belongs to no map. */
const leftBehind = read('.gitignore')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => new RegExp(`^${line.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '.*')}$`));

const foldersOf = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|native$)/.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => !leftBehind.some((one) => one.test(name)));

describe('README', () => {
  it('has every folder of the tree and of the pipeline in its map', () => {
    const map = section(read('README.md'), 'The map');
    const wanted = [...foldersOf('.'), ...foldersOf('pipeline')];
    expect(wanted.filter((name) => !new RegExp(`(^|\\s)${name}/`, 'm').test(map))).toEqual([]);
    const named = [...map.matchAll(/(?:^|\s)([a-z]+)\/(?=\s)/gm)].map(([, name]) => name!);
    expect(named.filter((name) => !wanted.includes(name))).toEqual([]);
  });

  it('names every command', async () => {
    const [line] = /`holdfast demo \|[^`]*`/.exec(section(read('README.md'), 'Commands'))!;
    const listed = line.replaceAll('`', '').replace('holdfast ', '').split(' | ').sort();
    const { out } = await holdfast('--help');
    const commands = [...out.split('Commands:')[1]!.matchAll(/^ {2}(\w[\w-]*)/gm)].map(([, name]) => name!);
    expect(listed).toEqual(commands.filter((name) => name !== 'help').sort());
  });
});

describe('docs/design.md', () => {
  it('says of every folder of the pipeline what it may import', () => {
    const picture = section(read('docs/design.md'), 'The picture');
    const rows = picture.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`(?:pipeline\/)?(\w+)`/g)]);
    expect(foldersOf('pipeline').filter((name) => !named.some(([, one]) => one === name))).toEqual([]);
  });

  it('has every folder that runs write', () => {
    const artefacts = section(read('docs/design.md'), 'Artefacts');
    const written = Object.keys(folders).filter((name) => name !== 'raw');
    expect(written.filter((name) => !artefacts.includes(`\n${name}/`))).toEqual([]);
  });
});

it.each(['README.md', 'CONTRIBUTING.md', 'docs/design.md', 'docs/kept.md'])(
  '%s names files that are there',
  (page) => {
    const rooms = foldersOf('.').join('|');
    const named = [...read(page).matchAll(new RegExp(`(?:\`|\\]\\()((?:${rooms})/[\\w./-]+)[\`)]`, 'g'))].map(
      ([, path]) => path!,
    );
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  },
);
