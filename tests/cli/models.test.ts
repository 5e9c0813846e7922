import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { modelsCommand } from '../../cli/commands/models.ts';
import { backendsScreen } from '../../cli/screens/backends-screen.ts';

async function models(...args: string[]): Promise<{ out: string; err: string }> {
  let out = '';
  let err = '';
  const streams = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
  };
  const root = new Command().exitOverride().configureOutput({
    writeOut: (text) => streams.out.write(text),
    writeErr: (text) => streams.err.write(text),
  });
  root.addCommand(modelsCommand(streams).copyInheritedSettings(root));
  await root.parseAsync(['models', ...args], { from: 'user' });
  return { out, err };
}

describe('holdfast models --backends', () => {
  it('says which backend is in use and why, and what came of each', async () => {
    const { out } = await models('--backends');
    expect(out).toMatch(/^Models train and score on (native|wasm|cpu): .+\.\n/);
    expect(out).toMatch(/ {2}wasm {5}yes/);
    expect(out).toMatch(/in use/);
  });

  it('prints one JSON document on demand', async () => {
    const { out } = await models('--backends', '--json');
    const { inUse, trials } = JSON.parse(out);
    expect(trials.map(({ name }: { name: string }) => name)).toEqual(['native', 'wasm', 'cpu']);
    expect(trials).toContainEqual({ name: inUse.name, works: true, failure: '' });
  });

  it('shows its help where nothing is asked', async () => {
    await expect(models()).rejects.toMatchObject({ name: 'CommanderError' });
  });
});

describe('the screen of backends', () => {
  it('tells how to get the native one only where it does not work', () => {
    const trials = [{ name: 'native', works: true, failure: '' }] as const;
    const withNative = backendsScreen({ name: 'native', why: 'it loads' }, trials).join('\n');
    expect(withNative).not.toMatch(/npm run native/);
    const without = backendsScreen({ name: 'wasm', why: 'no library' }, [
      { name: 'native', works: false, failure: 'no library' },
      { name: 'wasm', works: true, failure: '' },
    ]);
    expect(without.join('\n')).toMatch(
      /native {3}no {5}no library\n {2}wasm {5}yes {4}in use\n\nnpm run native/,
    );
  });
});
