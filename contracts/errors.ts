/** Every error that a person is meant to read. The message names the file, row or key and says what to do. */
export class HoldfastError extends Error {
  /** Exit code of the command line: 1 failed, 2 bad usage or config, 3 data refused, 4 questions are open, 5 run it again. */
  readonly exitCode: 1 | 2 | 3 | 4 | 5 = 1;
  override readonly name: string = 'HoldfastError';
}

/** What failed may succeed when it is tried again: throttling, a broken connection, credentials that ran out. */
export class TransientError extends HoldfastError {
  override readonly exitCode = 5;
  override readonly name = 'TransientError';
}

/** Another run was first with what is there once. Nothing is wrong with the data, and what it put is whole. */
export class AnotherRunError extends HoldfastError {
  override readonly exitCode = 5;
  override readonly name = 'AnotherRunError';
}

/** The config or the command line asks for something that cannot be. */
export class ConfigError extends HoldfastError {
  override readonly exitCode = 2;
  override readonly name = 'ConfigError';
}

/** The data cannot carry the run: too many bad rows, too short a history, one class only. */
export class DataRefusedError extends HoldfastError {
  override readonly exitCode = 3;
  override readonly name = 'DataRefusedError';
}

/** A config was written, but what comes of it depends on questions that only a person can answer. */
export class QuestionsOpenError extends HoldfastError {
  override readonly exitCode = 4;
  override readonly name = 'QuestionsOpenError';
}
