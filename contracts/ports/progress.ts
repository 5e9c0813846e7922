/** Progress and plain remarks for the person who waits. Never rows, never personal data. */
export interface Progress {
  stage(name: string): void;
  note(text: string): void;
  fraction(done: number, note?: string): void;
}

/** Where nobody waits. */
export const quiet: Progress = { stage: () => undefined, note: () => undefined, fraction: () => undefined };
