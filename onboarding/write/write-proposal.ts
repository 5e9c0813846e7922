import { Document, isCollection, visit } from 'yaml';
import { followsData } from '../../contracts/config/business.ts';
import type { ColumnMap } from '../../contracts/config/config.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { Proposal, ProposedColumn, ProposedSource } from './proposal.ts';

export interface WriteOptions {
  /** Path of an input as the config has to write it: relative to the config. */
  readonly fileOf: (input: InputProfile) => string;
  /** How the config is called where the person stands. */
  readonly config: string;
}

const width = 118;

/** The text of holdfast.yaml: what is open first, then every key with why beside it. */
export function writeProposal(proposal: Proposal, options: WriteOptions): string {
  const blocks = [
    head(proposal, options),
    ['version: 1'],
    businessBlock(proposal),
    ['inputs:', ...proposal.inputs.flatMap((input) => inputLines(input, options.fileOf(input)))],
    [
      'sources:',
      ...proposal.sources.flatMap((source, i) => [...(i > 0 ? [''] : []), ...sourceLines(source)]),
    ],
    churnBlock(proposal),
    valueBlock(proposal),
    leftOutBlock(proposal),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head({ open }: Proposal, { config }: WriteOptions): string[] {
  const settle = open.flatMap(({ key, text, candidates = [] }, i) => [
    ...comment(`${i + 1}. ${key}: ${text}`, '', '  ', '     '),
    ...candidates.flatMap((candidate) => comment(candidate, '', '       ', '         ')),
  ]);
  return [
    ...comment('Written by `holdfast init` from the files below. Each guess is marked on its line.'),
    '#',
    ...(settle.length === 0 ? ['# No question is open.'] : ['# To settle:', ...settle]),
    '#',
    `# Next: holdfast check --config ${config}`,
  ];
}

function businessBlock({ business }: Proposal): string[] {
  return [
    'business:',
    ...entry('  ', 'name', business.name),
    ...entry('  ', 'currency', business.currency, business.currencyNote),
    ...business.otherCurrencies.map(
      (code, i) =>
        `  # ${i === 0 ? 'rates: { ' : '         '}${code}: …${i === business.otherCurrencies.length - 1 ? ' }' : ','}`,
    ),
    ...entry('  ', 'timeZone', business.timeZone, business.timeZoneNote),
    ...entry(
      '  ',
      'dataUntil',
      followsData,
      `now ${business.dataUntil}: ${business.dataUntilNote}; write a day to pin it`,
    ),
  ];
}

const usualReading = {
  format: 'csv',
  delimiter: ',',
  quote: '"',
  header: true,
  encoding: 'utf-8',
  skipLines: 0,
};

function inputLines(input: InputProfile, file: string): string[] {
  const { fixed, ...reading } = input.reading;
  const unusual = Object.entries(reading).filter(
    ([key, value]) => key === 'format' || usualReading[key as keyof typeof usualReading] !== value,
  );
  const size = `${write.count(input.rows)} rows${input.sampled ? ', of which a sample was read' : ''}`;
  return [
    ...comment([size, ...input.remarks].join('; '), '  '),
    `  ${input.name}:`,
    ...entry('    ', 'file', file),
    ...unusual.flatMap(([key, value]) => entry('    ', key, value)),
    ...(fixed ? ['    fixed:', ...fixed.map((column) => `      - ${flow(column)}`)] : []),
  ];
}

function sourceLines(source: ProposedSource): string[] {
  const { name, from, query, timeZone, duplicates, maxBadShare, notes, columns } = source;
  return [
    ...notes.flatMap((note) => comment(note, '  ')),
    `  ${name}:`,
    ...(query === undefined ? entry('    ', 'from', from) : block('    ', 'query', query)),
    ...entry('    ', 'timeZone', timeZone),
    ...entry('    ', 'duplicates', duplicates),
    ...entry('    ', 'maxBadShare', maxBadShare, source.maxBadShareNote),
    '    columns:',
    ...columns.flatMap(columnLines),
  ];
}

function columnLines({ name, map, note }: ProposedColumn): string[] {
  return entry('      ', name, map satisfies ColumnMap, note);
}

function churnBlock({ churn }: Proposal): string[] {
  const { kind, by, horizonDays, lookbackDays, graceDays, lagDays, notes } = churn;
  return [
    'churn:',
    ...entry('  ', 'kind', kind, notes.kind),
    ...(kind === 'contractual' ? [] : entry('  ', 'by', by)),
    ...entry('  ', 'horizonDays', horizonDays, notes.horizonDays),
    ...entry('  ', 'lookbackDays', lookbackDays, notes.lookbackDays),
    ...(kind === 'contractual' ? entry('  ', 'graceDays', graceDays, notes.graceDays) : []),
    ...(lagDays === 0 ? [] : entry('  ', 'lagDays', lagDays, notes.lagDays)),
  ];
}

function valueBlock({ clv, training }: Proposal): string[] {
  return [
    ...comment(clv.note),
    'clv:',
    ...entry('  ', 'horizonDays', clv.horizonDays),
    ...entry('  ', 'observedDays', clv.observedDays),
    '',
    ...comment(training.note),
    'training:',
    ...entry('  ', 'origins', training.origins),
    ...entry('  ', 'everyDays', training.everyDays),
    ...entry('  ', 'minHistoryDays', training.minHistoryDays),
  ];
}

function leftOutBlock({ leftOut, unused }: Proposal): string[] {
  if (leftOut.length === 0 && unused.length === 0) return [];
  return [
    '# Left out:',
    ...leftOut.flatMap(({ input, column, why }) => comment(`${input}.${column}: ${why}`, '', '  ', '    ')),
    ...unused.flatMap(({ path, why }) => comment(`${path}: ${why}`, '', '  ', '    ')),
  ];
}

/** One key; its note stands behind it where there is room, else above. Nothing for a value that is not given. */
function entry(indent: string, key: string, value: unknown, note = ''): string[] {
  if (value === undefined) return [];
  const line = `${indent}${key}: ${flow(value)}`;
  if (note === '') return [line];
  const both = `${line.padEnd(indent.length + 26)} # ${note}`;
  return both.length <= width ? [both] : [...comment(note, indent), line];
}

/** A text over several lines. */
function block(indent: string, key: string, text: string): string[] {
  return [
    `${indent}${key}: |-`,
    ...text.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`)),
  ];
}

/** A value on one line as YAML, quoted only where it needs it. */
function flow(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_, node) => {
      if (isCollection(node)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

/** Lines of a comment, broken between words. */
function comment(text: string, indent = '', first = '', later = first): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.replace(/\s+/g, ' ').split(' ')) {
    const room = width - indent.length - 2;
    if (line.trim() !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = `${later}${word}`;
    } else line = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line].map((text_) => `${indent}# ${text_}`);
}
