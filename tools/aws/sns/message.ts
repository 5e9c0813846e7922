import { SnsError } from './documents.ts';

export interface Message {
  readonly topic: string;
  readonly subject?: string;
  readonly body: string;
  /** Attributes by name, their values as text. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** SNS's quota for a message: 256 KiB. */
const longestMessage = 262_144;

/** The message of a Publish. @throws SnsError where SNS would not take it */
export function readMessage(form: URLSearchParams): Message {
  const topic = form.get('TopicArn') ?? form.get('TargetArn');
  const body = form.get('Message') ?? '';
  const subject = form.get('Subject');
  if (topic === null) throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
  if (body === '') throw invalid('Empty message');
  if (Buffer.byteLength(body) > longestMessage) throw invalid('Message too long');
  if (subject !== null && !isSubject(subject)) throw invalid('Subject');
  return { topic, body, attributes: attributesOf(form), ...(subject === null ? {} : { subject }) };
}

/** At most 100 printable ASCII characters on one line, the first no space. */
const isSubject = (subject: string): boolean => /^[!-~][ -~]{0,99}$/.test(subject);

function attributesOf(form: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let i = 1; form.has(`MessageAttributes.entry.${i}.Name`); i++) {
    const get = (field: string) => form.get(`MessageAttributes.entry.${i}.${field}`) ?? '';
    attributes[get('Name')] = get('Value.StringValue');
  }
  return attributes;
}

const invalid = (what: string): SnsError => new SnsError('InvalidParameter', `Invalid parameter: ${what}`);
