import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Real data lies beside the checkout; a test that needs it is skipped, loudly, where it is missing. */
const folder = join(import.meta.dirname, '../../../shared/data');

export function sharedData(name: string): { readonly path: string; readonly missing: boolean } {
  const path = join(folder, name);
  const missing = !existsSync(path);
  // biome-ignore lint/suspicious/noConsole: a skipped test must be seen
  if (missing) console.warn(`SKIPPED: ../shared/data/${name} is not here, so the tests on it do not run`);
  return { path, missing };
}
