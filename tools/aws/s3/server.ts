import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, deliver } from '../endpoint/answer.ts';
import { bucketArn } from '../endpoint/calls.ts';
import { attemptIn, type FaultKind, type FaultRule } from '../endpoint/faults.ts';
import { listen } from '../endpoint/http-server.ts';
import { SignatureError, verifySignature } from '../endpoint/signature.ts';
import type { Surroundings } from '../endpoint/surroundings.ts';
import { errorDocument, S3Error } from './error.ts';
import { Uploads } from './multipart.ts';
import { lateShelf, ObjectShelf } from './objects.ts';
import type { Operation, S3World } from './operation.ts';
import { readRequest, type S3Request } from './request.ts';
import { routeOf } from './route.ts';

export interface S3Endpoint {
  readonly url: string;
  /** The buckets themselves, for what a test looks at or lays down without a call. */
  readonly shelf: ObjectShelf;
  readonly close: () => Promise<void>;
}

/** Starts S3 on loopback, its objects in a folder of their own that goes when it closes. */
export async function startS3(around: Surroundings): Promise<S3Endpoint> {
  const shelf = new ObjectShelf(mkdtempSync(join(tmpdir(), 'holdfast-s3-')));
  const world = { shelf, uploads: new Uploads(shelf) };
  const server = await listen((message, response) => void handle(message, response, world, around));
  const close = async () => {
    await server.close();
    shelf.remove();
  };
  return { url: server.url, shelf, close };
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  world: S3World,
  around: Surroundings,
): Promise<void> {
  let fault: FaultRule | undefined;
  const act = async (): Promise<Answer> => {
    const url = new URL(message.url ?? '/', 'http://localhost');
    const { accessKey, payload } = verifySignature(message, url, {
      service: 's3',
      credentials: around.credentials,
    });
    const request = readRequest(message, url, payload);
    const operation = routeOf(request);
    fault = record(operation, request, accessKey, around);
    const refusal = fault && refusals[fault.kind];
    if (refusal) throw refusal();
    const seen = fault?.kind === 'late-listing' ? { ...world, shelf: lateShelf(world.shelf) } : world;
    return run(operation, request, seen, { accessKey, around });
  };
  const answer = await act().catch(errorAnswer);
  if (!message.complete) message.resume();
  await deliver(response, answer, fault);
}

/** Of a multipart upload only its end makes an object. */
function contextOf(operation: string, { headers }: S3Request): Record<string, string> {
  const condition = headers['if-none-match'];
  return {
    's3:ObjectCreationOperation': String(!/^(Create|Upload)/.test(operation)),
    ...(condition === undefined ? {} : { 's3:if-none-match': condition }),
  };
}

/** Writes the call down, once for every leave that it needs, and tells what shall go wrong with it. */
function record(
  { name, grants }: Operation,
  request: S3Request,
  caller: string,
  { calls, faults }: Surroundings,
): FaultRule | undefined {
  const context = contextOf(name, request);
  const made = grants(request).map((grant) => ({ ...grant, caller, operation: name, context }));
  calls.push(...made);
  return made[0] && faults.strike(made[0], attemptIn(request.message));
}

interface Caller {
  readonly accessKey: string;
  readonly around: Surroundings;
}

/** S3 tells that an object is not there only to those who may list the bucket. */
async function run(
  operation: Operation,
  request: S3Request,
  world: S3World,
  { accessKey, around }: Caller,
): Promise<Answer> {
  try {
    return await operation.run(request, world);
  } catch (error) {
    if (error instanceof S3Error && error.code === 'NoSuchKey') {
      const resource = bucketArn(request.bucket);
      around.calls.push({ caller: accessKey, action: 's3:ListBucket', resource, operation: operation.name });
    }
    throw error;
  }
}

/** What is refused before anything is done; a connection that is cut says nothing. */
const refusals: Partial<Record<FaultKind, () => S3Error>> = {
  cut: () => new S3Error(500, 'InternalError'),
  throttle: () => new S3Error(503, 'SlowDown', 'Please reduce your request rate.'),
  'server-error': () => new S3Error(500, 'InternalError', 'We encountered an internal error.'),
  denied: () => new S3Error(403, 'AccessDenied', 'Access Denied'),
  'expired-token': () => new S3Error(400, 'ExpiredToken', 'The provided token has expired.'),
  conflict: () => new S3Error(409, 'ConditionalRequestConflict', 'A conflicting operation is under way.'),
};

function errorAnswer(cause: unknown): Answer {
  const error = s3ErrorOf(cause);
  if (error.status === 304) return { status: 304 };
  const headers = { 'content-type': 'application/xml' };
  return { status: error.status, headers, body: errorDocument(error, randomUUID()) };
}

function s3ErrorOf(cause: unknown): S3Error {
  if (cause instanceof S3Error) return cause;
  if (cause instanceof SignatureError) return new S3Error(403, cause.code, cause.message);
  return new S3Error(500, 'InternalError', String(cause));
}
