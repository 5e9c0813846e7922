import { expect, it } from 'vitest';
import { languageNotes } from '../../../pipeline/targeting/talking-points/language-notes.ts';

const contacted = (...languages: (string | null)[]) => languages.map((language) => ({ language }));

it('who is not spoken to in their own language is told with the reason, and only the reasons that there are', () => {
  expect(languageNotes(contacted('pl', 'English'), 'en')).toEqual([]);
  expect(languageNotes(contacted('pl', null, null), 'en')).toEqual([
    "2 of the 3 contacted customers get the business's language (en): for 2 no language is known.",
  ]);
  expect(languageNotes(contacted('fi'), 'de')).toEqual([
    "1 of the 1 contacted customers get the business's language (de): for 1 it is not one of en, pl, ro, ru, it, de.",
  ]);
  expect(languageNotes(contacted('fi', null), 'de')[0]).toContain(
    'for 1 no language is known, for 1 it is not one of',
  );
});
