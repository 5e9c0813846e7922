import { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../contracts/errors.ts';
import { streamedBody } from '../../../platform/aws/object-body.ts';

const client = new S3Client({ region: 'eu-central-1' });
const s3 = mockClient(client);
const place = { Bucket: 'lake', Key: 'a' };
beforeEach(() => s3.reset());

const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const asBody = (body: Readable) => body as unknown as NonNullable<GetObjectCommandOutput['Body']>;

/** A body that gives its pieces and then breaks, or ends. */
function body(pieces: readonly string[], breaks?: Error) {
  const chunks = async function* () {
    for (const piece of pieces) yield Buffer.from(piece);
    if (breaks) throw breaks;
  };
  return asBody(Readable.from(chunks()));
}

async function read(): Promise<string> {
  let text = '';
  for await (const chunk of streamedBody(client, place)) text += Buffer.from(chunk).toString();
  return text;
}

describe('a body that is read as it comes', () => {
  it('goes on where it was cut off, on the same version of the object', async () => {
    s3.on(GetObjectCommand)
      .resolvesOnce({ Body: body(['one', 'two'], reset()), ETag: '"v1"' })
      .resolvesOnce({ Body: body(['three'], reset()), ETag: '"v1"' })
      .resolvesOnce({ Body: body(['four']), ETag: '"v1"' });
    expect(await read()).toBe('onetwothreefour');
    expect(s3.commandCalls(GetObjectCommand).map(({ args }) => args[0].input)).toEqual([
      place,
      { ...place, Range: 'bytes=6-', IfMatch: '"v1"' },
      { ...place, Range: 'bytes=11-', IfMatch: '"v1"' },
    ]);
  });

  it('gives up on a connection that breaks time and again', async () => {
    s3.on(GetObjectCommand).callsFake(() => ({ Body: body(['x'], reset()), ETag: '"v1"' }));
    await expect(read()).rejects.toThrow('ECONNRESET');
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(4);
  });

  it('that is not what its checksum says may be read again from its begin only', async () => {
    const damaged = new Error('Checksum mismatch: expected "a" but received "b" in response header');
    s3.on(GetObjectCommand).resolves({ Body: body(['one'], damaged), ETag: '"v1"' });
    await expect(read()).rejects.toBeInstanceOf(TransientError);
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(1);
  });

  it('does not go on for whom it was enough', async () => {
    s3.on(GetObjectCommand).resolves({ Body: body(['one', 'two']) });
    for await (const chunk of streamedBody(client, place)) {
      expect(Buffer.from(chunk).toString()).toBe('one');
      break;
    }
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(1);
  });
});
