import type { Proposal, ProposedSource } from '../../onboarding/write/proposal.ts';
import { count, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';

const mostGuesses = 12;

/** What was recognised, what is guessed, what to settle, and what to do next. */
export function initScreen(proposal: Proposal, config: string): string[] {
  const { business, churn, open } = proposal;
  return [
    `Proposed ${config} for ${business.name}, data until ${business.dataUntil}`,
    '',
    ...terminalTable(
      tableOf(['source', 'from', 'rows', 'set aside', 'columns'], proposal.sources.map(sourceRow(proposal))),
    ),
    '',
    `Losing a customer: ${churnWords(churn)}`,
    '',
    ...guessLines(proposal),
    ...openLines(open),
    'Next',
    `  read ${config}, then`,
    `  holdfast check --config ${config}`,
    `  holdfast run --config ${config}`,
  ];
}

const sourceRow =
  ({ checked, inputs }: Proposal) =>
  (source: ProposedSource): Cell[] => {
    const report = checked.find((one) => one.source === source.name);
    const read = inputs.filter(({ name }) => readsInput(source, name)).map(({ name }) => name);
    return [
      source.name,
      named(read),
      count(report?.read ?? 0),
      share((report?.quarantined ?? 0) / Math.max(1, report?.read ?? 1)),
      source.columns.map(({ name }) => name).join(', '),
    ];
  };

const named = (inputs: readonly string[]): string =>
  inputs.length > 4
    ? `${inputs.slice(0, 3).join(', ')} and ${write.count(inputs.length - 3)} more`
    : inputs.join(', ');

const readsInput = ({ from, query }: ProposedSource, input: string): boolean =>
  from === input || new RegExp(`\\b${input}\\b`).test(query ?? '');

function churnWords({ kind, by, horizonDays, graceDays }: Proposal['churn']): string {
  if (kind === 'contractual')
    return `the subscription ends within ${horizonDays} days, and no other begins within ${graceDays}`;
  return by === 'orders' ? `no order within ${horizonDays} days` : `no activity within ${horizonDays} days`;
}

function guessLines(proposal: Proposal): string[] {
  const guesses = guessesOf(proposal);
  if (guesses.length === 0) return [];
  const more = guesses.length - mostGuesses;
  return [
    'Guessed',
    ...guesses.slice(0, mostGuesses).map(({ key, note }) => `  ${key}: ${note}`),
    ...(more > 0 ? [`  and ${more} more, marked in the file`] : []),
    '',
  ];
}

interface Guess {
  readonly key: string;
  readonly note: string;
}

function guessesOf({ business, sources, churn }: Proposal): Guess[] {
  const columns = sources.flatMap(({ name, columns: mapped }) =>
    mapped.map(({ name: column, note }) => ({ key: `${name}.${column}`, note: note ?? '' })),
  );
  const keys = [
    { key: `currency ${business.currency}`, note: business.currencyNote },
    { key: `time zone ${business.timeZone}`, note: business.timeZoneNote },
    ...columns,
    { key: `churn.kind ${churn.kind}`, note: churn.notes.kind },
  ];
  return keys
    .filter(({ note }) => note.startsWith('guessed'))
    .map(({ key, note }) => ({ key, note: note.replace(/^guessed:? ?/, '') }));
}

function openLines(open: Proposal['open']): string[] {
  if (open.length === 0) return ['No question is open.', ''];
  return ['To settle', ...open.map(({ key, text }, i) => `  ${i + 1}. ${key}: ${text}`), ''];
}

/** The same as one document. */
export function initDocument(proposal: Proposal, config: string): unknown {
  const { business, sources, churn, clv, training, leftOut, open, unused, checked } = proposal;
  return {
    config,
    business,
    sources: sources.map(({ name, from, query, columns, notes }) => ({
      name,
      ...(query === undefined ? { from } : { query }),
      columns: columns.map(({ name: column, map, note }) => ({ column, map, ...(note ? { note } : {}) })),
      notes,
      ...rowsOf(checked.find((report) => report.source === name)),
    })),
    churn,
    clv,
    training,
    guessed: guessesOf(proposal),
    open,
    leftOut,
    unused,
    next: [`holdfast check --config ${config}`, `holdfast run --config ${config}`],
  };
}

const rowsOf = (report: Proposal['checked'][number] | undefined): object =>
  report ? { rows: report.read, kept: report.kept, setAside: report.quarantined } : {};
