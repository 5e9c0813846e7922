import { z } from 'zod';
import { artefact } from './document.ts';
import { figure } from './values.ts';

/** How likely a text is positive, neutral and negative, or why the service says nothing of it. */
const answer = z.union([z.tuple([figure, figure, figure]), z.enum(['mixed', 'unclear', 'no answer'])]);

/** Answers of a service by the hash of what it was asked. No text. */
export const moodAnswersDocument = artefact({
  name: 'answers of a service that reads moods',
  schema: z.record(z.string(), answer),
});

export type StoredAnswer = z.infer<typeof answer>;
