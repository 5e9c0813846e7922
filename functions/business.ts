import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../contracts/config/config.ts';
import { readConfig } from '../contracts/config/read-config.ts';

/** Name under which the deployment puts the business's config beside a function's code. */
const file = 'holdfast.yaml';

/** The config that this function was deployed with. */
export const businessConfig = (): Config =>
  readConfig(readFileSync(join(import.meta.dirname, file), 'utf8'), file);
