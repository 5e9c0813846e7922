import { HoldfastError, TransientError } from '../../../contracts/errors.ts';
import { awsError, errorName } from '../errors.ts';

/**
 * What kept a service from answering, as an error for a person. What it answers may repeat what it was asked, so that its message is
 * shown only where it is known to be of something else.
 * @param harmless messages of refused calls that hold nothing a customer wrote
 */
export function moodFault(cause: unknown, title: string, harmless: RegExp | null): HoldfastError {
  if (errorName(cause) === 'CredentialsProviderError')
    return new TransientError(
      `There are no AWS credentials to ask ${title} with: sign in (AWS_PROFILE, aws sso login), or let the own model read (cx.sentiment.reader: own)`,
    );
  if (cause instanceof SyntaxError) return illFormed(title);
  return awsError(isAnswer(cause) ? withoutCall(cause, harmless) : cause, `ask ${title} about moods`);
}

/** An answer that cannot be what the service gave, and may hold what it was asked: none of it is repeated. */
export const illFormed = (title: string): HoldfastError =>
  new HoldfastError(
    `${title} answered in a form that it never has. Does something stand between, such as a proxy (HTTPS_PROXY, AWS_ENDPOINT_URL)? Or let the own model read (cx.sentiment.reader: own)`,
  );

interface Answer {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

const isAnswer = (cause: unknown): cause is Answer =>
  (cause as Partial<Answer> | null)?.$metadata?.httpStatusCode !== undefined;

/** What services say of who asks and how often. */
const ofTheCaller =
  /^(User: \S+ is not authorized to perform: \S+|The security token included in the request is \w+|Rate exceeded|Too many requests|You don't have access to the model with the specified model ID)/;

function withoutCall({ name, message, $metadata }: Answer, harmless: RegExp | null): Answer {
  const shown = harmless?.test(message) ? message : (ofTheCaller.exec(message)?.[0] ?? 'it refused the call');
  return { name: shownCode(name), message: shown, $metadata };
}

/** The code of an error, where it is one. */
export const shownCode = (code: string | undefined): string =>
  code !== undefined && /^\w{1,60}$/.test(code) ? code : 'an error';
