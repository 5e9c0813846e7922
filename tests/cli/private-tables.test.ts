import { join } from 'node:path';
import { expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

/** What stands in the cells, none of which an error may repeat. */
const persons = ['Zofia', 'Bogumil', 'Jaropelk'];
const marks = [...persons, 'Markowa', '@example.org', '4860070', '1987-06-0'];
const header = 'id,name,mail,phone,day,flag,total,note';

/** Rows of the first so many persons in turn. */
const rows = (count: number): string[] =>
  Array.from({ length: 60 }, (_, i) => {
    const person = persons[i % count]!;
    const mail = `${person.toLowerCase()}@example.org`;
    const flag = i % 4 < 2 ? 'yes' : 'no';
    return `p${i},${person} Markowa,${mail},+4860070080${i % count},1987-06-0${1 + (i % count)},${flag},${i % 50},${person} was kind`;
  });

const evaluate = (...options: string[]) => ['evaluate', ...options];
const arms = (...options: string[]) => ['experiment', '--outcome', 'total', ...options];
const outcome = (...options: string[]) => ['experiment', '--arm', 'flag', ...options];
const sentiment = (...options: string[]) => ['sentiment', '--text', 'note', ...options];

/** How many persons the cells of a column repeat, and what is asked of the table. */
const asks: readonly (readonly [persons: number, ask: readonly string[]])[] = [
  ...['name', 'phone'].flatMap((column): [number, string[]][] => [
    [1, evaluate('--target', column)],
    [2, evaluate('--target', column)],
    [3, evaluate('--target', column)],
    [3, evaluate('--target', column, '--positive', 'gone')],
    [3, evaluate('--target', 'flag', '--split', column)],
    [1, arms('--arm', column)],
    [3, arms('--arm', column)],
    [2, arms('--arm', column, '--control', 'nobody')],
    [2, outcome('--outcome', column, '--positive', 'gone')],
  ]),
  [2, outcome('--outcome', 'name')],
  [3, outcome('--outcome', 'total', '--id', 'mail')],
  [3, outcome('--outcome', 'total', '--cost', 'mail')],
  [3, outcome('--outcome', 'total', '--observational', '--before', 'total', '--earlier', 'mail')],
  [3, evaluate('--target', 'flag', '--split', 'day', '--split-at', '1987-02-30')],
  [3, evaluate('--target', 'flag', '--value', 'mail')],
  [1, sentiment('--label', 'name')],
  [3, ['sentiment', '--text', 'phone', '--label', 'flag']],
];

async function saidOf([command, ...options]: readonly string[], text: string) {
  const folder = scratchFolder();
  const file = writeText(folder, 'table.csv', text);
  const { code, out, err } = await holdfast(command!, file, ...options, '--out', join(folder, 'out'));
  const said = `${out}\n${err}`.toLowerCase();
  return { code, err, leaked: marks.filter((mark) => said.includes(mark.toLowerCase())) };
}

it.each(asks.map(([persons, ask]) => [ask.join(' '), persons, ask] as const))(
  'holdfast %s over %i persons repeats no cell',
  async (_, persons, ask) => {
    const { code, err, leaked } = await saidOf(ask, [header, ...rows(persons)].join('\n'));
    expect(leaked).toEqual([]);
    expect(err).not.toMatch(/bug in Holdfast/);
    expect(code).toBeGreaterThan(1);
  },
);

it.each([evaluate('--target', 'gone'), arms('--arm', 'gone'), sentiment('--label', 'gone')])(
  '%s of a file without a header repeats no cell',
  async (...ask) => {
    const bare = persons.map((name) => `${name} Markowa,${name}@example.org`).join('\n');
    const { code, err, leaked } = await saidOf(ask, bare);
    expect(leaked).toEqual([]);
    expect(err).toMatch(/look like data/);
    expect(code).toBe(2);
  },
);
