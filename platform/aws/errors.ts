import { HoldfastError, TransientError } from '../../contracts/errors.ts';

const transientNames = new Set([
  // throttling
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'SlowDown',
  'PriorRequestNotComplete',
  // another write of the same object is under way
  'ConditionalRequestConflict',
  'OperationAborted',
  // credentials ran out: the next attempt has new ones
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
  'CredentialsProviderError',
  // the service itself
  'InternalError',
  'InternalFailure',
  'InternalServerException',
  'InternalServerError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'RequestTimeout',
  'RequestTimeoutException',
  // a model that is being loaded, took too long, or failed by itself (Bedrock)
  'ModelNotReadyException',
  'ModelTimeoutException',
  'ModelErrorException',
  // the connection
  'TimeoutError',
  'NetworkingError',
]);

const transientCodes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** What the SDK's errors and Node's have in common, as far as they have it. */
interface Described {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Whether the same call, or the same stage, may succeed when it is tried again. All else is final: the same inputs
 * would fail the same way.
 */
export function isRetryable(error: unknown): boolean {
  if (error instanceof HoldfastError) return error instanceof TransientError;
  const { name = '', code = '', $metadata: { httpStatusCode: status = 0 } = {} } = (error ?? {}) as Described;
  return transientNames.has(name) || transientCodes.has(code) || status >= 500 || isWordless(name, status);
}

/** The answer to HEAD has no body to name the error in: credentials that ran out are a bare 400 there. */
const isWordless = (name: string, status: number): boolean =>
  status === 400 && /^(Unknown|UnknownError|BadRequest|400)$/.test(name);

/** An error of an AWS call as one for a person. `doing` says what was being done, such as `read s3://lake/a`. */
export function awsError(error: unknown, doing: string): HoldfastError {
  if (error instanceof HoldfastError) return error;
  const cause = error instanceof SyntaxError ? unreadable : error;
  const { name = 'Error', code, message = String(cause), $metadata } = (cause ?? {}) as Described;
  const said = `Could not ${doing}: ${code ?? name}: ${message.split('\n')[0]}`;
  if (isRetryable(cause)) return new TransientError(said, { cause });
  return new HoldfastError(`${said}${adviceFor(name, $metadata?.httpStatusCode)}`, { cause });
}

/** An answer that is no JSON, whose error quotes what it holds, which may be cells: neither a message nor a log repeats it. */
const unreadable: Described = { name: 'UnreadableAnswer', message: 'what came back is cut short or garbled' };

function adviceFor(name: string, status?: number): string {
  if (status === 403 || /^(AccessDenied|AccessDeniedException|Forbidden)$/.test(name)) {
    return '. The role that runs this lacks the permission; the deployment grants it, so look for a policy that denies it.';
  }
  if (name === 'NoSuchBucket') return '. Is the bucket named right, and in this region?';
  return '';
}

export const errorName = (error: unknown): string => String((error as Described | null)?.name ?? '');
