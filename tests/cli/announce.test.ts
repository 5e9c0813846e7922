import { afterEach, expect, it, vi } from 'vitest';
import { announce } from '../../cli/announce.ts';
import type { LocalRun } from '../../cli/local-run.ts';
import { documentBytes } from '../../contracts/artefacts/document.ts';
import { messageDocument } from '../../contracts/artefacts/message.ts';
import { keys } from '../../contracts/keys.ts';
import { memoryStore } from '../support/memory-store.ts';

afterEach(() => vi.unstubAllEnvs());

/** A run whose lists nobody was told of yet. */
async function untold(secret: object): Promise<LocalRun> {
  const store = memoryStore();
  const data = {
    ...{ business: 'Shop', asOf: '2026-01-01', run: 'r', contacted: 1, heldOut: 0, campaigns: [] },
    ...{ changes: null, manifest: 'm', files: [] },
  };
  const message = { id: `msg_${'a'.repeat(24)}`, type: 'list.published' as const, data };
  const bytes = documentBytes(messageDocument, message, 'message');
  await store.put(keys.pendingMessage('2026-01-01', message.id), bytes);
  const webhooks = [{ name: 'crm', url: 'http://127.0.0.1:9/', secret }];
  const config = { business: { name: 'Shop' }, webhooks };
  return { run: { asOf: '2026-01-01', config }, environment: { store } } as unknown as LocalRun;
}

it('says that a secret is missing by the name of its variable', async () => {
  expect(await announce(await untold({ env: 'NOT_THERE' }))).toEqual([
    'Webhook crm: not notified of the lists: the environment variable NOT_THERE, which is to hold its secret, is not set. The next run tries again.',
  ]);
});

it('says that a variable holds no secret, and not what it holds', async () => {
  vi.stubEnv('HOOK', 'hunter2');
  const [line] = await announce(await untold({ env: 'HOOK' }));
  expect(line).toContain('24 to 64 random bytes');
  expect(line).not.toContain('hunter2');
});
