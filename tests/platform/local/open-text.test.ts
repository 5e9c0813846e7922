import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../platform/local/open-text.ts';
import { scratchFolder } from '../../support/scratch.ts';

const text = 'order,customer,date,amount\no1,k1,2024-01-02,10.50\no2,k2,2024-01-03,7.25\n';
/** As `bzip2` writes it; nothing here packs so. */
const bzip2 =
  'QlpoOTFBWSZTWQvb6PQAAB7ZgAAQAAd+gC4LngAgAFREGmQAZGg1PU9Sep6maj1Boe6XdztORa0Co3d1FGB6yw4KSCElqVQ7IiUohNGUDeSAUvGwt8XckU4UJAL2+j0A';

const packed: Readonly<Record<string, Uint8Array>> = {
  'a.csv': Buffer.from(text),
  'a.csv.gz': gzipSync(text),
  'a.zip': zipSync({ 'a.csv': strToU8(text) }),
  'a.csv.bz2': Buffer.from(bzip2, 'base64'),
};

describe('the bytes of a file', () => {
  it.each(Object.keys(packed))('are those of the text in %s', async (name) => {
    const path = join(scratchFolder(), name);
    writeFileSync(path, packed[name] as Uint8Array);
    const chunks: Buffer[] = [];
    for await (const chunk of bytesOf(path)) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe(text);
  });

  it('that are no bzip2 are an error, and no empty table', async () => {
    const path = join(scratchFolder(), 'a.csv.bz2');
    writeFileSync(path, text);
    const read = async () => {
      for await (const chunk of bytesOf(path)) expect(chunk).toBeDefined();
    };
    await expect(read()).rejects.toThrow();
  });
});
