import { type Document, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { type Config, configSchema } from './config.ts';
import { inWords } from './in-words.ts';
import { nearest } from './nearest.ts';

/**
 * Reads holdfast.yaml. Every fault is named at once with its line, key and the way out.
 * @throws ConfigError when the text is not text, not YAML or does not fit the schema.
 */
export function readConfig(text: string, file: string): Config {
  if (/[\0\uFFFD]/.test(text))
    throw new ConfigError(`${file} is not text in UTF-8: name a config, or save it as plain text in UTF-8`);
  const lines = new LineCounter();
  // of line ends in one character alone, YAML's parser sees none
  const document = parseDocument(text.replace(/\r\n?/g, '\n'), { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken?.code === 'MULTIPLE_DOCS')
    throw new ConfigError(
      `${file}: a second document begins at line ${lines.linePos(broken.pos[0]).line}: leave one, and remove the line \`---\``,
    );
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new ConfigError(`${notYaml(file, broken)} at line ${line}, column ${col}`);
  }
  const written = plain(document, file);
  if (written === null) throw new ConfigError(`${file} is empty: \`holdfast init FILES…\` writes a config`);
  const parsed = configSchema.safeParse(written, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lineOf = (path: readonly PropertyKey[]) => {
    const node = nodeAt(document.contents, (p) => document.getIn(p, true), path);
    return node?.range ? ` line ${lines.linePos(node.range[0]).line}` : '';
  };
  const faults = parsed.error.issues.flatMap(describeIssue);
  const describe = ({ path, says }: Fault) => {
    const place = path.join('.') || 'the file';
    // what is missing has no line of its own
    if (says === missing) return `  ${place}: ${says}`;
    return `  ${place}:${lineOf(path)} ${says}`;
  };
  if (isBegun(written)) throw new ConfigError(`${file} ${begun}`);
  throw new ConfigError(
    [`${file} has ${faults.length} fault${faults.length === 1 ? '' : 's'}:`]
      .concat(faults.map(describe))
      .join('\n'),
  );
}

/** Without what is written there: a line of the config may hold a secret, or the address of somebody who is excluded. */
function notYaml(file: string, error: unknown): string {
  const says = (error instanceof Error ? error.message : String(error)).replace(/: .*$/s, '');
  return `${file}: this is not valid YAML: ${says.replaceAll(/"[^"]*"/g, '…')}`;
}

/** What a document says, its aliases resolved. */
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new ConfigError(notYaml(file, error));
  }
}

/** As `init` leaves a config where it could not tell what customers do in the files. */
const isBegun = (read: unknown): boolean =>
  typeof read === 'object' && read !== null && Object.keys(read).sort().join() === 'inputs,version';

const begun =
  'is unfinished: it does not say yet which input holds what customers did. Choose from the columns listed at its end, then run `holdfast init` again with --force and --customer, --date and --amount, or complete it as docs/sources.md describes';

/** The node of a path, or of its nearest ancestor that stands in the file. */
function nodeAt(
  root: unknown,
  getIn: (path: PropertyKey[]) => unknown,
  path: readonly PropertyKey[],
): Node | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const node = getIn(path.slice(0, depth));
    if (node && typeof node === 'object') return node as Node;
  }
  return root as Node;
}

const missing = 'is missing';

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly says: string;
}

function describeIssue(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key));
  if (issue.code === 'invalid_key')
    return [
      { path: issue.path, says: `no such name${issue.issues[0] ? `: ${issue.issues[0].message}` : ''}` },
    ];
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return [{ path: issue.path, says: missing }];
  if (issue.code === 'invalid_union') return describeUnion(issue);
  return [{ path: issue.path, says: inWords(issue) }];
}

/** What is wrong with the form that was meant: the one of the same type, a word of its own last; else the last message of all. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion): Fault[] {
  const isOfType = (branch: readonly z.core.$ZodIssue[]) =>
    !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  const words = issue.errors.flatMap((branch) => branch.flatMap(wordOf));
  const meant = issue.errors.find((branch) => isOfType(branch) && branch.flatMap(wordOf).length === 0);
  if (meant !== undefined)
    return meant.flatMap((inner) => {
      const isForm = inner.path.length === 0 && inner.code !== 'custom';
      return describeIssue({ ...inner, path: [...issue.path, ...inner.path] }).map(({ path, says }) => ({
        path,
        says: isForm ? [says, ...words].join(', or ') : says,
      }));
    });
  const messages = issue.errors.filter((branch) => branch.flatMap(wordOf).length === 0);
  const last = messages.flatMap((branch) => branch.map(inWords)).at(-1) ?? issue.message;
  return [{ path: issue.path, says: [last, ...words].join(', or ') }];
}

/** The one word that a form consists of, such as `latest` in place of a day. */
const wordOf = (issue: z.core.$ZodIssue): string[] =>
  issue.code === 'invalid_value' && issue.path.length === 0 && issue.values.length === 1
    ? [String(issue.values[0])]
    : [];

function unknownKey(path: readonly PropertyKey[], key: string): Fault {
  const known = keysAt(path);
  const list = known.length > 0 ? `; allowed here: ${known.join(', ')}` : '';
  return { path: [...path, key], says: `no such key${nearest(key, known)}${list}` };
}

/** The keys that the schema knows at a path, for the "did you mean". */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = configSchema;
  for (const step of path) schema = stepInto(schema, step);
  const object = unwrap(schema);
  return object?.shape ? Object.keys(object.shape) : [...(object?.def?.keyType?.options ?? [])];
}

interface SchemaLike {
  readonly shape?: Record<string, unknown>;
  readonly def?: { innerType?: unknown; valueType?: unknown; keyType?: { options?: readonly string[] } };
}

function unwrap(schema: unknown): SchemaLike | undefined {
  let current = schema as SchemaLike | undefined;
  while (current && !current.shape && current.def?.innerType) current = current.def.innerType as SchemaLike;
  return current;
}

function stepInto(schema: unknown, step: PropertyKey): unknown {
  const object = unwrap(schema);
  return object?.shape?.[String(step)] ?? object?.def?.valueType;
}
