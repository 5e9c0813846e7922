import type { z } from 'zod';

/** What to write where a value of another type stands. */
const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text (in quotes where it looks like a number)',
  boolean: 'true or false',
  array: 'a list: [ … ]',
  object: 'keys and values below it',
  record: 'keys and values below it',
};

/** What a fault of the config asks for, as a person would say it; what a schema says in words of its own stands. */
export function inWords(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid|Too|Unrecognized)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `write ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'invalid_value':
      return issue.values.length === 1
        ? `only ${String(issue.values[0])} is allowed here`
        : `write one of ${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `write a multiple of ${issue.divisor}`;
    default:
      return issue.message;
  }
}

function bound(origin: string, than: string, limit: number | bigint): string {
  if (origin === 'array' || origin === 'set') return `write ${than} ${limit} entries`;
  if (origin === 'string') return `write ${than} ${limit} characters`;
  return `write ${than} ${limit}`;
}
