import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRule } from './faults.ts';

/** What an endpoint says, whole. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const usualDelay = 50;

/** Sends an answer as far as the fault lets it through; without one breaks the connection. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  fault: FaultRule | undefined,
): Promise<void> {
  if (fault?.kind === 'cut' || fault?.kind === 'cut-after') return void response.destroy();
  if (fault?.kind === 'slow') await wait(fault.milliseconds ?? usualDelay);
  send(response, fault?.kind === 'corrupt' ? corrupted(answer) : answer);
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** One bit turned over on the way. */
function corrupted(answer: Answer): Answer {
  const body = Buffer.from(answer.body ?? '');
  if (body.length > 0) body[0] = (body[0] ?? 0) ^ 1;
  return { ...answer, body };
}
