import { randomUUID } from 'node:crypto';
import { elements, type Xml } from '../s3/xml.ts';

/** A refusal in the words of the AWS query protocol. */
export class SnsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const namespace = 'xmlns="http://sns.amazonaws.com/doc/2010-03-31/"';

export function answerDocument(action: string, result: Xml): string {
  const content = { [`${action}Result`]: result, ResponseMetadata: { RequestId: randomUUID() } };
  return `<${action}Response ${namespace}>${elements(content)}</${action}Response>`;
}

export function errorDocument({ code, message, status }: SnsError): string {
  const Type = status < 500 ? 'Sender' : 'Receiver';
  const content = { Error: { Type, Code: code, Message: message }, RequestId: randomUUID() };
  return `<ErrorResponse ${namespace}>${elements(content)}</ErrorResponse>`;
}
