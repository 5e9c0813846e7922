import { readDocument, writeDocument } from '../../../contracts/artefacts/document.ts';
import { moodAnswersDocument, type StoredAnswer } from '../../../contracts/artefacts/mood-answers.ts';
import { TransientError } from '../../../contracts/errors.ts';
import type { MoodAnswer } from '../../../contracts/ports/mood-service.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';

/** Others may write to the same file so often while we do. */
const mostTries = 8;

/**
 * What a service has answered, so that it is asked about a text once: files by the first letter of the question's hash, which
 * are only added to. A run and a pulse may add at the same time.
 */
export class AnswerBook {
  private readonly files = new Map<string, Record<string, StoredAnswer>>();
  private readonly store: ObjectStore;
  private readonly folder: string;

  constructor(store: ObjectStore, folder: string) {
    this.store = store;
    this.folder = folder;
  }

  /** The answers to these questions as far as they are known. */
  async find(hashes: Iterable<string>): Promise<ReadonlyMap<string, MoodAnswer>> {
    const found = new Map<string, MoodAnswer>();
    for (const hash of hashes) {
      const known = (await this.fileOf(hash))[hash];
      if (known !== undefined) found.set(hash, fromStored(known));
    }
    return found;
  }

  async add(answers: ReadonlyMap<string, MoodAnswer>): Promise<void> {
    const byFile = new Map<string, (readonly [string, StoredAnswer])[]>();
    for (const [hash, answer] of answers)
      byFile.set(hash[0]!, [...(byFile.get(hash[0]!) ?? []), [hash, toStored(answer)]]);
    for (const [letter, added] of byFile) this.files.set(letter, await this.write(letter, added));
  }

  private async fileOf(hash: string): Promise<Record<string, StoredAnswer>> {
    const letter = hash[0]!;
    const file = this.files.get(letter) ?? (await this.read(letter));
    this.files.set(letter, file);
    return file;
  }

  private async read(letter: string): Promise<Record<string, StoredAnswer>> {
    return (await readDocument(this.store, moodAnswersDocument, this.keyOf(letter)))?.value ?? {};
  }

  private async write(letter: string, added: Iterable<readonly [string, StoredAnswer]>) {
    const key = this.keyOf(letter);
    for (let tries = 0; tries < mostTries; tries++) {
      const tag = await this.store.tag(key);
      const all = new Map([...added, ...Object.entries(await this.read(letter))]);
      const file = Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
      const condition = tag === null ? { ifAbsent: true } : { ifMatch: tag };
      if ((await writeDocument(this.store, moodAnswersDocument, key, file, condition)).put) return file;
    }
    throw new TransientError(`${this.store.locate(key)} is written to by others all the time: run it again`);
  }

  private keyOf(letter: string): string {
    return `${this.folder}${letter}.json`;
  }
}

/** Six digits, as the table of moods has: an answer is the same when it was just given and when it is read again. */
const toStored = (answer: MoodAnswer): StoredAnswer =>
  'why' in answer
    ? answer.why
    : [rounded(answer.positive), rounded(answer.neutral), rounded(answer.negative)];

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function fromStored(stored: StoredAnswer): MoodAnswer {
  if (typeof stored === 'string') return { why: stored };
  const [positive, neutral, negative] = stored;
  return { positive, neutral, negative };
}
