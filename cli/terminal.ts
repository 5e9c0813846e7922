import { createInterface } from 'node:readline';
import type { Progress } from '../contracts/ports/progress.ts';
import { write } from '../pipeline/reports/format.ts';

/** Where the command line writes. Tests pass buffers. */
export interface Streams {
  /** Where a person types; absent where nobody does. */
  readonly in?: NodeJS.ReadStream;
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

export interface Terminal extends Progress {
  /** One line of the result, on standard output. */
  print(text?: string): void;
  /** The one JSON document of `--json`, on standard output. */
  json(value: unknown): void;
  /** Asks the person at the terminal; null where there is none, or a program reads what is written. */
  readonly ask: ((question: string) => Promise<string | null>) | null;
  /** Ends the line of progress that is being drawn, if any. */
  settle(): void;
}

/**
 * Progress goes to standard error: one line that redraws itself on a terminal, plain lines when piped. Results go to
 * standard output; with `json` only the document does, and `print` is silent.
 */
export function openTerminal(streams: Streams, options: { json: boolean }): Terminal {
  const draw = streams.err.isTTY ? redrawingLine(streams) : plainLines(streams);
  const { in: input } = streams;
  const isPerson = input?.isTTY === true && streams.err.isTTY === true && !options.json;
  return {
    ...draw,
    ask: isPerson ? (question) => askAt(input, streams, `${settled(draw)}${question}`) : null,
    print: (text = '') => {
      draw.settle();
      if (!options.json) streams.out.write(`${text}\n`);
    },
    json: (value) => {
      draw.settle();
      if (options.json) streams.out.write(`${JSON.stringify(value, null, 2)}\n`);
    },
  };
}

function settled(draw: Drawing): string {
  draw.settle();
  return '';
}

/** One line of an answer; null where the person ends the input. */
function askAt(input: NodeJS.ReadStream, { err }: Streams, question: string): Promise<string | null> {
  const lines = createInterface({ input, terminal: false });
  err.write(`\n${question}`);
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('close', () => resolve(null));
  });
}

type Drawing = Progress & { settle(): void };

function plainLines({ err }: Streams): Drawing {
  let stage = '';
  const started = Date.now();
  const line = (text: string) => err.write(`[${seconds(started)}] ${text}\n`);
  return {
    stage: (name) => {
      stage = name;
      line(`${name} …`);
    },
    note: (text) => line(`${stage}: ${text}`),
    fraction: () => undefined,
    settle: () => undefined,
  };
}

function redrawingLine({ err }: Streams): Drawing {
  let stage = '';
  let open = false;
  const started = Date.now();
  const draw = (text: string) => {
    const room = (err.columns ?? 80) - 1;
    err.write(`\r\u001b[2K${`${seconds(started)}  ${stage.padEnd(9)} ${text}`.slice(0, room)}`);
    open = true;
  };
  const settle = () => {
    if (open) err.write('\n');
    open = false;
  };
  return {
    stage: (name) => {
      settle();
      stage = name;
      draw('…');
    },
    note: (text) => draw(text),
    fraction: (done, note = '') => draw(`${bar(done)} ${write.percent(done, 0)} ${note}`),
    settle,
  };
}

const seconds = (started: number): string =>
  `${write.number((Date.now() - started) / 1000, 1).padStart(6)} s`;

const bar = (done: number): string => {
  const filled = Math.round(20 * Math.min(1, Math.max(0, done)));
  return '█'.repeat(filled) + '░'.repeat(20 - filled);
};
