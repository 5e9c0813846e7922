import { writeXml } from './xml.ts';

/** A refusal in S3's words: status, code and message of its error document. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string = code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const noSuchKey = () => new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
export const preconditionFailed = () =>
  new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

export const errorDocument = ({ code, message }: S3Error, requestId: string): string =>
  writeXml('Error', { Code: code, Message: message, RequestId: requestId });
