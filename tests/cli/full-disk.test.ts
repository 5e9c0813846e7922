import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../support/scratch.ts';
import { smallBusiness } from '../support/small-business.ts';

const bin = join(import.meta.dirname, '../../bin/holdfast.js');

/** A disk of so many bytes over a folder, seen by the commands of one shell alone: takes no rights but to ask for it. */
const ownDisk = ['unshare', ['--user', '--map-root-user', '--mount', 'sh', '-e', '-c']] as const;
const mayMount = () => spawnSync(ownDisk[0], [...ownDisk[1], 'mount -t tmpfs tmpfs /mnt']).status === 0;

/** Runs a command on a disk too small, then again once it has room. */
const script = `
  mount -t tmpfs -o size=$SIZE tmpfs "$OUT"
  set +e
  "$NODE" "$BIN" features --config "$CONFIG" --out "$OUT/run" > "$KEPT/first" 2>&1; echo $? > "$KEPT/first.code"
  find "$OUT/run" -type f -not -path '*/.unfinished/*' > "$KEPT/left"
  mount -o remount,size=200m "$OUT"
  "$NODE" "$BIN" features --config "$CONFIG" --out "$OUT/run" > "$KEPT/second" 2>&1; echo $? > "$KEPT/second.code"
  cp -a "$OUT/run" "$KEPT/run"`;

/** What stands in a folder, by its path, but timings and what nobody reads. */
const contentOf = (folder: string): Map<string, Buffer> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => !path.includes('/.unfinished/') && !path.endsWith('timings.json'))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path)]),
  );

it('a limit on the size of files is said in a sentence with a cure', async () => {
  const config = await smallBusiness(scratchFolder(), { customers: 60, gaps: [15, 30] });
  const limited = `ulimit -f 1; exec "$0" "$@"`;
  const check = [bin, 'check', '--config', config, '--out', join(scratchFolder(), 'out')];
  const { status, stderr } = spawnSync('sh', ['-c', limited, process.execPath, ...check], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/A file may not become that large here: raise the limit \(ulimit -f\)/);
  expect(stderr).not.toMatch(/bug in Holdfast|^ +at /m);
  expect(status).toBe(1);
});

describe.skipIf(!mayMount())('a disk that is full', () => {
  it('is said in a sentence with a cure wherever it fills up, and with room the next run ends with the same bytes', async () => {
    const config = await smallBusiness(scratchFolder(), {
      customers: 150,
      gaps: [15, 30],
      config: (text) => text.replace('training: {', 'training: { minCustomers: 100,'),
    });
    const whole = join(scratchFolder(), 'whole');
    const run = spawnSync(process.execPath, [bin, 'features', '--config', config, '--out', whole]);
    expect(run.status, String(run.stderr)).toBe(0);
    const expected = contentOf(whole);
    const bytes = [...expected.values()].reduce((sum, file) => sum + file.length, 0);
    const ends = [0.05, 0.6].map((share) => filledAt(Math.round(share * bytes), config));
    expect(new Set(ends.map(({ left }) => left)).size).toBeGreaterThan(1); // filled up at different files
    for (const { code, said, again, content } of ends) {
      expect(said).toMatch(/The disk is full: free some space, or write elsewhere with --out\./);
      expect(said).not.toMatch(/bug in Holdfast|^ +at /m);
      expect([code, again.code]).toEqual([1, 0]);
      expect([...content.keys()]).toEqual([...expected.keys()]);
      expect(content).toEqual(expected);
    }
  });
});

function filledAt(size: number, config: string) {
  const kept = scratchFolder();
  const out = join(kept, 'disk');
  mkdirSync(out);
  const env = { ...process.env, SIZE: String(size), OUT: out, KEPT: kept };
  const ran = spawnSync(ownDisk[0], [...ownDisk[1], script], {
    env: { ...env, NODE: process.execPath, BIN: bin, CONFIG: config },
  });
  expect(ran.status, String(ran.stderr)).toBe(0);
  const said = (name: string) => readFileSync(join(kept, name), 'utf8');
  return {
    code: Number(said('first.code')),
    said: said('first'),
    left: said('left').trim().split('\n').length,
    again: { code: Number(said('second.code')), said: said('second') },
    content: contentOf(join(kept, 'run')),
  };
}
