import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stages } from '../contracts/stages.ts';
import { scratchFolder } from './support/scratch.ts';

const root = join(import.meta.dirname, '..');

type Change = readonly [file: string, change: (text: string) => string];

/** The stages whose code has another version in a copy of the sources in which files read otherwise. */
async function changed(...changes: readonly Change[]): Promise<string[]> {
  const copy = scratchFolder();
  for (const folder of ['contracts', 'models', 'pipeline', 'platform', 'code-version.mjs', 'package.json']) {
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, change] of changes) {
    const before = readFileSync(join(copy, file), 'utf8');
    expect(change(before), file).not.toBe(before);
    writeFileSync(join(copy, file), change(before));
  }
  const { stageVersions } = await import(/* @vite-ignore */ join(copy, 'code-version.mjs'));
  const versions: Record<string, string> = await stageVersions();
  return Object.keys(versions).filter((stage) => versions[stage] !== STAGE_VERSIONS[stage]);
}

const renamed = (from: string, to: string) => (text: string) => text.replaceAll(from, to);
const asking = Object.entries(stages).flatMap(([name, { queries }]) => (queries ? [name] : []));

describe('the version of a stage’s code', () => {
  it('does not change with a comment, a schema of documents, or how a stage is deployed', async () => {
    expect(
      await changed(
        ['pipeline/targeting/plays.ts', (text) => `// a remark\n${text}`],
        ['contracts/artefacts/champion.ts', renamed('pointer', 'arrow')],
        ['contracts/stages.ts', renamed('10_240', '3008')],
      ),
    ).toEqual([]);
  });

  it('changes where the code is that runs', async () => {
    const rule = ['pipeline/targeting/win-back.ts', renamed('above_gone_probability', 'x')] as const;
    expect(await changed(rule)).toEqual(['list']);
  });

  it('changes with a reader of either engine for every stage that asks one', async () => {
    const reader = ['platform/local/duckdb-warehouse.ts', renamed("'duckdb'", "'another'")] as const;
    expect(await changed(reader)).toEqual(asking);
  });

  it('changes with the version of an engine’s package', async () => {
    const other = renamed(
      '=> readJson(`node_modules',
      "=> (name.startsWith('@duckdb/') ? { version: '0' } : 0) || readJson(`node_modules",
    );
    expect(await changed(['code-version.mjs', other])).toEqual(asking);
  });
});
