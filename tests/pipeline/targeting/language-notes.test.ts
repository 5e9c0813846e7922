import { expect, it } from 'vitest';
import {
  languageNotes,
  untranslatedNotes,
} from '../../../pipeline/targeting/talking-points/language-notes.ts';

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

it('a message or an offer that is not written in the language of those who get it is named, once for each play', () => {
  const mail = { name: 'Mail', message: { en: 'Hello', pl: 'Cześć' }, offer: { name: { en: 'Ten off' } } };
  const call = { name: 'Call', message: 'script 7' };
  const spokenTo = (play: string, ...languages: ('en' | 'pl' | 'it')[]) =>
    languages.map((spoken) => ({ play, spoken }));
  const plays = [{ ...mail, offer: { ...mail.offer, cost: 1, acceptedShare: 1 } }, call];
  const contacted = [...spokenTo('Mail', 'en', 'it', 'pl', 'it'), ...spokenTo('Call', 'it')];
  expect(untranslatedNotes(contacted, plays, 'en')).toEqual([
    "The message of Mail is not written in it (2): these customers get it in the business's language (en), and the talking points in their own.",
    "The offer of Mail is not written in pl (1), it (2): these customers get it in the business's language (en), and the talking points in their own.",
  ]);
  expect(untranslatedNotes(spokenTo('Mail', 'en'), plays, 'en')).toEqual([]);
});
