import { DataRefusedError } from '../../contracts/errors.ts';
import { hash32, hashText } from '../../models/numerics.ts';
import { normaliseText } from '../../models/text.ts';
import type { Comments } from './read-comments.ts';

/** Comments that have a label. */
export interface LabelledComments {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  readonly languages: readonly (string | null)[];
}

export interface CommentParts {
  readonly train: LabelledComments;
  readonly test: LabelledComments;
  /** Rows without a label, which neither teach nor judge. */
  readonly unlabelled: number;
  /** Lines of both files that could not be read as rows. */
  readonly malformed: number;
  /** Test comments whose words stand in the training part as well. */
  readonly repeated: number;
  readonly said: string;
}

/** One in so many is held out where there is no file to test on. */
const heldOut = 5;
const fewestTests = 10;

/**
 * What teaches and what judges: the second file where there is one, else a random fifth, the same words always on one side.
 * @throws DataRefusedError where too few comments are left to judge by
 */
export function partComments(comments: Comments, other: Comments | null, seed: number): CommentParts {
  const own = labelled(comments);
  if (other === null) {
    const held = (text: string) => hash32(hashText(normaliseText(text)), seed) % heldOut === 0;
    const train = where(own, (text) => !held(text));
    const test = refuseFew(comments.file, where(own, held));
    const unlabelled = comments.texts.length - own.texts.length;
    return {
      train,
      test,
      unlabelled,
      malformed: comments.malformed,
      repeated: 0,
      said: 'a random fifth of the comments',
    };
  }
  const known = new Set(own.texts.map(normaliseText));
  const test = refuseFew(other.file, labelled(other));
  return {
    train: own,
    test,
    unlabelled: comments.texts.length - own.texts.length + other.texts.length - test.texts.length,
    malformed: comments.malformed + other.malformed,
    repeated: test.texts.filter((text) => known.has(normaliseText(text))).length,
    said: other.file,
  };
}

function labelled({ texts, labels, languages }: Comments): LabelledComments {
  const rows = labels.flatMap((label, i) => (label === null ? [] : [i]));
  return {
    texts: rows.map((i) => texts[i] ?? ''),
    labels: rows.map((i) => labels[i]!),
    languages: rows.map((i) => languages[i] ?? null),
  };
}

function where(
  { texts, labels, languages }: LabelledComments,
  fits: (text: string) => boolean,
): LabelledComments {
  const rows = texts.flatMap((text, i) => (fits(text) ? [i] : []));
  return {
    texts: rows.map((i) => texts[i]!),
    labels: rows.map((i) => labels[i]!),
    languages: rows.map((i) => languages[i] ?? null),
  };
}

function refuseFew(file: string, test: LabelledComments): LabelledComments {
  if (test.texts.length >= fewestTests) return test;
  throw new DataRefusedError(
    `${file}: ${test.texts.length} labelled comments are left to test on; at least ${fewestTests} are needed`,
  );
}
