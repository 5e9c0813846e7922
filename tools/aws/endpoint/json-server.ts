import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, deliver } from './answer.ts';
import type { Grant } from './calls.ts';
import { attemptIn, type FaultKind, type FaultRule } from './faults.ts';
import { type Listening, listen, readBody } from './http-server.ts';
import { SignatureError, sha256, verifySignature } from './signature.ts';
import type { Surroundings } from './surroundings.ts';

/** Any JSON object that a client sends or is sent. */
export type Json = Readonly<Record<string, unknown>>;

/** A refusal in the words of AWS's JSON protocols: the exception's name, its message, and fields of its own. */
export class JsonError extends Error {
  readonly type: string;
  readonly status: number;
  readonly fields: Json;
  constructor(
    type: string,
    message: string,
    { status = 400, fields = {} }: { status?: number; fields?: Json } = {},
  ) {
    super(message);
    this.type = type;
    this.status = status;
    this.fields = fields;
  }
}

export interface JsonOperation {
  /** What the caller's role must allow. */
  readonly grants: (input: Json) => readonly Grant[];
  readonly run: (input: Json, caller: string, fault: FaultRule | undefined) => Json | Promise<Json>;
}

export interface JsonService {
  /** Name under which requests are signed. */
  readonly service: string;
  /** `1.0` or `1.1` of the AWS JSON protocol. */
  readonly version: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** What the service says where it is called too often; ThrottlingException where left out. */
  readonly throttled?: (operation: string) => JsonError;
}

/** Starts a service of the AWS JSON protocol on loopback: the operation is named in the header `x-amz-target`. */
export function startJsonService(service: JsonService, around: Surroundings): Promise<Listening> {
  return listen((message, response) => void handle(message, response, service, around));
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  service: JsonService,
  around: Surroundings,
): Promise<void> {
  let fault: FaultRule | undefined;
  const act = async (): Promise<Json> => {
    const body = await readBody(message);
    const caller = callerOf(message, body, service, around);
    const name = String(message.headers['x-amz-target']).split('.').at(-1) ?? '';
    const operation = service.operations[name];
    if (!operation) throw new JsonError('UnknownOperationException', `This endpoint does not know ${name}`);
    const input = JSON.parse(body.toString() || '{}') as Json;
    const calls = operation.grants(input).map((grant) => ({ ...grant, caller, operation: name }));
    around.calls.push(...calls);
    fault = calls[0] && around.faults.strike(calls[0], attemptIn(message));
    const refusal = fault && refusalOf(fault.kind, service.throttled?.(name));
    if (refusal) throw refusal;
    return operation.run(input, caller, fault);
  };
  const answer = await act().then(
    (output) => answerOf(200, output, service),
    (error) => errorAnswer(error, service),
  );
  await deliver(response, answer, fault);
}

function callerOf(
  message: IncomingMessage,
  body: Buffer,
  { service }: JsonService,
  around: Surroundings,
): string {
  const url = new URL(message.url ?? '/', 'http://localhost');
  const expected = { service, credentials: around.credentials, bodyHash: sha256(body) };
  return verifySignature(message, url, expected).accessKey;
}

/** What is refused before anything is done. */
function refusalOf(kind: FaultKind, throttled: JsonError | undefined): JsonError | undefined {
  switch (kind) {
    case 'throttle':
      return throttled ?? new JsonError('ThrottlingException', 'Rate exceeded');
    case 'server-error':
    case 'cut':
      return new JsonError('InternalServerException', 'Internal service error', { status: 500 });
    case 'denied':
      return new JsonError('AccessDeniedException', 'User is not authorized to perform this action');
    case 'expired-token':
      return new JsonError('ExpiredTokenException', 'The security token included in the request is expired');
    default:
      return undefined;
  }
}

function errorAnswer(cause: unknown, service: JsonService): Answer {
  const error = jsonErrorOf(cause);
  return answerOf(error.status, { __type: error.type, message: error.message, ...error.fields }, service);
}

function jsonErrorOf(cause: unknown): JsonError {
  if (cause instanceof JsonError) return cause;
  if (cause instanceof SignatureError) return new JsonError('UnrecognizedClientException', cause.message);
  return new JsonError('InternalServerException', String(cause), { status: 500 });
}

const answerOf = (status: number, body: Json, { version }: JsonService): Answer => ({
  status,
  headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});
