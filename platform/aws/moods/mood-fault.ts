import { type HoldfastError, TransientError } from '../../../contracts/errors.ts';
import { awsError, errorName, isRetryable } from '../errors.ts';

/**
 * What kept a service from answering, as an error for a person. A refused call may repeat what it was called with, so that its
 * message is shown only where it is known to be of something else.
 * @param harmless messages of refused calls that hold nothing a customer wrote
 */
export function moodFault(cause: unknown, title: string, harmless: RegExp | null): HoldfastError {
  if (errorName(cause) === 'CredentialsProviderError')
    return new TransientError(
      `There are no AWS credentials to ask ${title} with: sign in (AWS_PROFILE, aws sso login), or let the own model read (cx.sentiment.reader: own)`,
    );
  return awsError(isRefusal(cause) ? withoutCall(cause, harmless) : cause, `ask ${title} about moods`);
}

interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The error of a model passes, and may repeat what it was asked all the same. */
const isRefusal = (cause: unknown): cause is Refusal =>
  errorName(cause) === 'ModelErrorException' ||
  ((cause as Partial<Refusal> | null)?.$metadata?.httpStatusCode === 400 && !isRetryable(cause));

const withoutCall = ({ name, message, $metadata }: Refusal, harmless: RegExp | null): Refusal => ({
  name,
  message: harmless?.test(message) ? message : 'it refused the call',
  ...($metadata && { $metadata }),
});
