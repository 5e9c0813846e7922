import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Answer, deliver } from '../endpoint/answer.ts';
import type { FaultKind, FaultRule } from '../endpoint/faults.ts';
import { listen, readBody } from '../endpoint/http-server.ts';
import { SignatureError, sha256, verifySignature } from '../endpoint/signature.ts';
import type { Surroundings } from '../endpoint/surroundings.ts';
import { answerDocument, errorDocument, SnsError } from './documents.ts';
import { type Message, readMessage } from './message.ts';

export interface SnsEndpoint {
  readonly url: string;
  /** Topics there are, by their ARN. */
  readonly topics: Set<string>;
  /** Every message that was taken, in order. */
  readonly messages: readonly Message[];
  readonly close: () => Promise<void>;
}

/** Starts SNS on loopback: Publish of the AWS query protocol. */
export async function startSns(around: Surroundings, topics: readonly string[] = []): Promise<SnsEndpoint> {
  const sns = { topics: new Set(topics), messages: [] as Message[] };
  const server = await listen((request, response) => {
    let fault: FaultRule | undefined;
    const act = async () => {
      const { form, caller } = await readForm(request, around);
      fault = strike(form, caller, around);
      const refusal = fault && refusals[fault.kind];
      if (refusal) throw refusal();
      return publish(form, sns);
    };
    void act()
      .catch(errorAnswer)
      .then((answer) => deliver(response, answer, fault));
  });
  return { ...sns, ...server };
}

async function readForm(
  request: IncomingMessage,
  { credentials }: Surroundings,
): Promise<{ form: URLSearchParams; caller: string }> {
  const body = await readBody(request);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const expected = { service: 'sns', credentials, bodyHash: sha256(body) };
  const { accessKey } = verifySignature(request, url, expected);
  return { form: new URLSearchParams(body.toString()), caller: accessKey };
}

function strike(
  form: URLSearchParams,
  caller: string,
  { calls, faults }: Surroundings,
): FaultRule | undefined {
  const action = form.get('Action') ?? '';
  if (action !== 'Publish') throw new SnsError('InvalidAction', `This endpoint does not know ${action}`);
  const resource = form.get('TopicArn') ?? '*';
  const call = { caller, action: 'sns:Publish', resource, operation: action };
  calls.push(call);
  return faults.strike(call);
}

function publish(
  form: URLSearchParams,
  { topics, messages }: { topics: ReadonlySet<string>; messages: Message[] },
): Answer {
  const message = readMessage(form);
  if (!topics.has(message.topic)) throw new SnsError('NotFound', 'Topic does not exist', 404);
  messages.push(message);
  return xml(200, answerDocument('Publish', { MessageId: randomUUID() }));
}

const refusals: Partial<Record<FaultKind, () => SnsError>> = {
  throttle: () => new SnsError('Throttling', 'Rate exceeded'),
  'server-error': () => new SnsError('InternalError', 'Internal service error', 500),
  cut: () => new SnsError('InternalError', 'The connection is cut', 500),
  denied: () => new SnsError('AuthorizationError', 'User is not authorized to perform: SNS:Publish', 403),
  'expired-token': () => new SnsError('ExpiredToken', 'The security token is expired', 403),
};

function errorAnswer(cause: unknown): Answer {
  const error = snsErrorOf(cause);
  return xml(error.status, errorDocument(error));
}

function snsErrorOf(cause: unknown): SnsError {
  if (cause instanceof SnsError) return cause;
  if (cause instanceof SignatureError) return new SnsError(cause.code, cause.message, 403);
  return new SnsError('InternalError', String(cause), 500);
}

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});
