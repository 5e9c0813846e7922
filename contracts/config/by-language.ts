import { z } from 'zod';
import { languageCodes } from '../languages.ts';

/** A text in the business's language, or in several by their codes. */
export const byLanguage = z.union([
  z.string().min(1),
  z.partialRecord(z.enum(languageCodes), z.string().min(1)),
]);

export type ByLanguage = z.infer<typeof byLanguage>;
