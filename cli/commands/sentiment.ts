import { Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../../contracts/errors.ts';
import type { SentimentAsk } from '../../flat/sentiment/ask.ts';
import { moodsTable } from '../../flat/sentiment/moods-table.ts';
import { type Comments, readComments } from '../../flat/sentiment/read-comments.ts';
import { sentimentDocument, sentimentTable } from '../../flat/sentiment/sentiment-table.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { withFlatTable } from '../flat-table.ts';
import { folderOf } from '../open-store.ts';
import { moodsScreen, sentimentScreen } from '../screens/sentiment-screen.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { onTerminal, wholeNumber } from './stages.ts';

interface SentimentOptions extends SentimentAsk {
  readonly out: string;
  readonly json: boolean;
}

/** Learns what comments say from labelled ones, in any mixture of languages, and tests it on others. */
export function sentimentCommand(streams: Streams): Command {
  return new Command('sentiment')
    .description('Learn to classify comments from labelled ones, in any language, and test it on others')
    .argument('<train>', 'a CSV or Parquet file with a comment in each row, or a folder of its parts')
    .argument('[test]', 'the same, to test on (default: a random fifth of the first)')
    .requiredOption('--text <column>', 'the comments')
    .option(
      '--label <column>',
      'the label of each comment: scores, moods, any classes (default: a word list of moods)',
    )
    .option('--language <column>', 'show the quality for each language')
    .option('--abstain <share>', 'make no prediction for this share, the least certain', below1, 0.1)
    .option('--seed <n>', 'another seed holds out other comments', wholeNumber, 1)
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-sentiment')
    .option('--json', 'print one JSON document on standard output', false)
    .action((train: string, test: string | undefined, options: SentimentOptions) =>
      onTerminal(streams, options, (terminal) => sentiment({ train, test }, options, terminal)),
    );
}

interface Paths {
  readonly train: string;
  readonly test: string | undefined;
}

async function sentiment(paths: Paths, options: SentimentOptions, terminal: Terminal): Promise<void> {
  const { json: _, ...ask } = options;
  const out = folderOf(options.out);
  if (ask.label === undefined && paths.test !== undefined)
    throw new ConfigError('A file to test on needs --label: the column that says what each comment is');
  const read = (path: string): Promise<Comments> =>
    withFlatTable(path, out, terminal, (at) => readComments(at, ask));
  const at = {
    comments: await read(paths.train),
    test: paths.test === undefined ? null : await read(paths.test),
    out: folderStore(out),
    progress: terminal,
  };
  if (ask.label === undefined) {
    const findings = await moodsTable(at);
    for (const line of moodsScreen(findings, out)) terminal.print(line);
    return terminal.json(findings);
  }
  const findings = await sentimentTable(at, ask);
  for (const line of sentimentScreen(findings, out)) terminal.print(line);
  terminal.json(sentimentDocument(findings));
}

function below1(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share < 1) return share;
  throw new InvalidArgumentError('a share of at least 0 and below 1');
}
