import type { Column, SourceContract } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';

/** docs/sources.md, written from the contracts. */
export function sourcesPage(): string {
  return [
    '# Source tables',
    '',
    'The tables that Holdfast reads, generated from `contracts/sources/` by `npm run docs`. Map your own',
    'tables and columns to these in `holdfast.yaml`; only `customers` and one of `orders`, `events` or `subscriptions`',
    'are required. Required columns are in **bold**.',
    '',
    ...Object.values(sourceContracts).flatMap(sourceSection),
  ].join('\n');
}

function sourceSection({ name, means, key, columns, rules }: SourceContract): string[] {
  return [
    `## ${name}`,
    '',
    `${means} Key: ${key.map((k) => `\`${k}\``).join(', ')}.`,
    '',
    '| column | type | meaning | unit | if not mapped |',
    '|---|---|---|---|---|',
    ...Object.entries(columns).map(([column, about]) => columnRow(column, about)),
    '',
    ...rules.map((rule) => `- \`${rule.code}\`: ${rule.means}.`),
    ...(rules.length > 0 ? [''] : []),
  ];
}

function columnRow(name: string, column: Column): string {
  const { type, means, unit, required, allowed, otherwise } = column;
  const values = allowed ? `${means} (${allowed.map((value) => `\`${value}\``).join(', ')})` : means;
  return `| ${required ? `**${name}**` : name} | ${type} | ${values} | ${unit ?? ''} | ${otherwise ?? (required ? 'refused' : 'not known')} |`;
}
