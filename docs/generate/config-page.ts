import { z } from 'zod';
import { configSchema } from '../../contracts/config/config.ts';

/** What of JSON Schema the config's schema uses. */
interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** docs/config.md, written from the schema of holdfast.yaml. */
export function configPage(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Node;
  return [
    '# Config reference',
    '',
    'Every key of `holdfast.yaml`, written from `contracts/config/` (`npm run docs` rewrites it). **Bold** keys have to be',
    'given; what stands under `default` holds where a key is left out. `<name>` is a name of your own.',
    '',
    ...Object.entries(schema.properties ?? {}).flatMap(([name, node]) => section(name, node, schema)),
  ].join('\n');
}

function section(name: string, node: Node, parent: Node): string[] {
  const rows = keysOf(name, node, isRequired(name, parent));
  return [
    `## ${name}`,
    '',
    ...(node.description ? [`${node.description}.`, ''] : []),
    '| key | value | default | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ];
}

const isRequired = (name: string, { required, properties }: Node): boolean =>
  (required?.includes(name) ?? false) && properties?.[name]?.default === undefined;

/** A row for each key below, and for the key itself where it is a value. */
function keysOf(path: string, node: Node, required: boolean): string[] {
  const shapes = (node.anyOf ?? node.oneOf ?? [node]).filter((one) => one.properties ?? below(one));
  const own = isValue(node) ? [row(path, node, required)] : [];
  const inside = shapes.flatMap((shape) => [
    ...Object.entries(shape.properties ?? {}).flatMap(([name, child]) =>
      keysOf(`${path}.${name}`, child, isRequired(name, shape)),
    ),
    ...(below(shape) ? keysOf(`${path}.<name>`, below(shape) as Node, false) : []),
  ]);
  const items = node.items?.properties ? keysOf(`${path}[]`, node.items, false) : [];
  return [...new Set([...own, ...inside, ...items])];
}

const below = ({ additionalProperties: more }: Node): Node | null =>
  typeof more === 'object' && Object.keys(more).length > 0 ? more : null;

/** Something that is written as one value, rather than keys below. */
function isValue(node: Node): boolean {
  const shapes = node.anyOf ?? node.oneOf ?? [node];
  return shapes.some((one) => one.properties === undefined && below(one) === null);
}

function row(path: string, node: Node, required: boolean): string {
  const cells = [
    required ? `**\`${path}\`**` : `\`${path}\``,
    writtenAs(node),
    node.default === undefined || typeof node.default === 'object' ? '' : `\`${String(node.default)}\``,
    node.description ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function writtenAs(node: Node): string {
  const { anyOf, oneOf, items, type, minimum, maximum, exclusiveMinimum } = node;
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  const shapes = anyOf ?? oneOf;
  if (shapes) return [...new Set(shapes.map(writtenAs))].join(' or ');
  if (items) return `list of ${writtenAs(items)}`;
  if (node.properties) return 'keys of its own';
  const bounds = [
    minimum !== undefined && minimum > -1e9 ? `from ${minimum}` : '',
    exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : '',
    maximum !== undefined && maximum < 1e9 ? `to ${maximum}` : '',
  ].filter((text) => text !== '');
  const name = { string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false' }[
    String(type)
  ];
  return [name ?? String(type ?? 'any'), ...bounds].join(' ');
}
