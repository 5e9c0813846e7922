import type { ModelEntry } from '../../../contracts/artefacts/model-entry.ts';
import { type Card, cardOf, tablesOf } from './card-tables.ts';

/**
 * The card of a model's version in Markdown: what it is, what it was learned and judged on, how good it is beside simple
 * rules, what moves it, and what to know before trusting it (Mitchell et al. 2019, Model Cards).
 */
export const cardMarkdown = (entry: ModelEntry): string => markdownCard(cardOf(entry));

/** The same of any model. */
export function markdownCard(card: Card): string {
  const tables = tablesOf(card).map(({ title, rows: [head, ...rows] }) =>
    [
      `## ${title}`,
      '',
      markdownRow(head!),
      markdownRow(head!.map(() => '---')),
      ...rows.map(markdownRow),
    ].join('\n'),
  );
  return [
    `# ${card.title}`,
    card.introduction,
    ...tables,
    `## What to know\n\n${card.notes.map((note) => `- ${note}`).join('\n')}`,
    `## Files\n\n${Object.entries(card.sha256)
      .map(([name, hash]) => `- \`${name}\` SHA-256 ${hash}`)
      .join('\n')}\n`,
  ].join('\n\n');
}

const markdownRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
