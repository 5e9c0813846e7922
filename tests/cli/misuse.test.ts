import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

const folder = scratchFolder({ for: 'file' });
const file = writeText(folder, 'notes.txt', 'no folder');
const binary = join(folder, 'binary.yaml');
writeFileSync(binary, Buffer.from([0x50, 0x41, 0x52, 0x31, 0, 1, 2, 0xff]));
mkdirSync(join(folder, 'configs'));
const nowhere = join(folder, 'nowhere');

/** Every command that writes, or reads what was written. */
const withOut = [
  ['run'],
  ['check'],
  ['list'],
  ['roi'],
  ['roi', 'plan'],
  ['themes', 'propose'],
  ['report'],
  ['status'],
  ['pulse'],
  ['prune'],
  ['models', 'list'],
  ['models', 'rollback'],
  ['simulate'],
  ['demo'],
  ['doctor'],
];

describe('a wrong use is refused in a sentence, with the one document of --json', () => {
  it.each(withOut)(
    '%s %s: a file where --out should be a folder, or a value that is empty',
    async (...words) => {
      const command = words.filter((word) => word !== undefined);
      for (const out of [file, join(file, 'deeper')]) {
        const taken = await holdfast(...command, '--out', out);
        expect(taken.code).toBe(2);
        expect(taken.err).toMatch(/notes\.txt is a file\. Name a folder/);
      }
      const empty = await holdfast(...command, '--out', '');
      expect(empty.code).toBe(2);
      expect(empty.err).toMatch(new RegExp(`holdfast ${command.join(' ')}: --out is empty`));
    },
  );

  it.each<[says: RegExp, ...args: string[]]>([
    [
      /is a folder: name the config in it, such as --config .*holdfast\.yaml/,
      'run',
      '--config',
      join(folder, 'configs'),
    ],
    [/is not text in UTF-8/, 'check', '--config', binary],
    [/There is no config/, 'check', '--config', join(file, 'holdfast.yaml')],
    [/holdfast models promote: <why> is empty/, 'models', 'promote', 'abc', ''],
    [/holdfast roi has no command "plna" \(did you mean "plan"\?\): it has plan, clv/, 'roi', 'plna'],
    [/holdfast models has no command "shwo"/, 'models', 'shwo'],
    [/unknown command 'nothing'\n+Try holdfast ledger --help/, 'ledger', 'nothing'],
    [/too many arguments[\s\S]*Try holdfast roi plan --help/, 'roi', 'plan', 'extra'],
    [/write a whole number from 1 to 2147483647/, 'roi', 'plan', '--list-size', '1e99'],
    [/from 1 to 36500/, 'roi', 'plan', '--horizon-days', '100000'],
    [
      /no fact or case called "contry" \(did you mean "country"\?\)/,
      'roi',
      '--exposed',
      'contry=PL',
      '--since',
      '2025-01-01',
    ],
    [/--since 2025-02-30: write a real day/, 'roi', '--exposed', 'country=PL', '--since', '2025-02-30'],
    [
      /--exposed country=: name those values of country/,
      'roi',
      '--exposed',
      'country=',
      '--since',
      '2025-01-01',
    ],
    [/--at 2025-02-30T10:00:00Z: write an instant/, 'pulse', '--at', '2025-02-30T10:00:00Z'],
  ])('%s', async (says, ...args) => {
    const { code, err, out } = await holdfast(...args, '--json');
    expect(err).toMatch(says);
    expect(code).toBe(2);
    expect(JSON.parse(out).error.exitCode).toBe(2);
  });

  it('help that was asked for is no wrong use', async () => {
    const { code, out } = await holdfast('help', 'roi');
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: holdfast roi /);
  });

  it('a pulse before any run names the place, and ends well', async () => {
    const { code, out } = await holdfast('pulse', '--out', nowhere);
    expect(code).toBe(0);
    expect(out).toMatch(/nowhere.*index\.json names no run of this day or before/);
    expect(readdirSync(folder)).not.toContain('nowhere');
  });
});
