import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DataRefusedError } from '../../contracts/errors.ts';

/**
 * The SQL engine reads a compressed file that is cut short as far as it goes and says nothing.
 * @throws DataRefusedError for one that is
 */
export async function refuseDamaged(name: string, file: string): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(file), createGunzip(), nowhere).catch((cause) => {
    throw new DataRefusedError(`inputs.${name}: ${file} is cut short or damaged; fetch it again`, { cause });
  });
}
