import type { QueryLanguage } from './definition.ts';
import type { Language } from './language.ts';
import { jsonata } from './language-jsonata.ts';
import { jsonPath } from './language-jsonpath.ts';

export const languageOf = (name: QueryLanguage | undefined): Language =>
  name === 'JSONata' ? jsonata : jsonPath;
