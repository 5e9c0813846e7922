// The version of the product's mathematics: package version and a hash of every source that can change a result.
// It enters each run's id, so that outputs of other code are never taken for this code's. The simulator has its own.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;

export const simulatorFolders = ['simulator', 'contracts', 'platform/local'];

export function codeVersion(folders = ['contracts', 'models', 'pipeline']) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const file of sourcesUnder(folder))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)));
  }
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}

function sourcesUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.(ts|sql)$/.test(name))
    .sort();
}
