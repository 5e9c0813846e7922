import { describe, expect, it } from 'vitest';
import { languageCodes } from '../../../contracts/languages.ts';
import { speak } from '../../../pipeline/targeting/speak.ts';
import { languages } from '../../../pipeline/targeting/talking-points/languages.ts';
import { spokenLanguage } from '../../../pipeline/targeting/talking-points/spoken-language.ts';
import { counted } from '../../../pipeline/targeting/talking-points/talking-points.ts';
import { candidate } from './fixtures.ts';

const someone = candidate({
  customer_id: 'a',
  language: 'pl',
  last_nps: 4,
  open_tickets: 3,
  open_ticket_days: 12,
});

describe('the languages of talking points', () => {
  it.each(languageCodes)('%s has a form for every number, and the same places in each', (code) => {
    const texts = languages[code];
    const categories = new Intl.PluralRules(texts.locale).resolvedOptions().pluralCategories;
    for (const forms of [texts.openCases, texts.oldest, texts.ordered, texts.messages]) {
      expect(Object.keys(forms).sort()).toEqual([...new Set([...categories, 'other'])].sort());
      for (const form of Object.values(forms)) expect(form.match(/\{\w+\}/g)).toEqual(['{n}']);
    }
    for (const text of [texts.nps, texts.csat, texts.ces]) expect(text).toContain('{score}');
    expect(texts.offer).toContain('{offer}');
    expect(texts.locale.startsWith(code)).toBe(true);
  });

  it('count as each language counts', () => {
    const said = (code: (typeof languageCodes)[number]) =>
      [1, 2, 5, 21, 22, 1200].map((n) => counted(languages[code].openCases, n, languages[code]));
    expect(said('pl')).toEqual([
      '1 otwarte zgłoszenie',
      '2 otwarte zgłoszenia',
      '5 otwartych zgłoszeń',
      '21 otwartych zgłoszeń',
      '22 otwarte zgłoszenia',
      '1200 otwartych zgłoszeń',
    ]);
    expect(said('ru').slice(0, 5)).toEqual([
      '1 открытое обращение',
      '2 открытых обращения',
      '5 открытых обращений',
      '21 открытое обращение',
      '22 открытых обращения',
    ]);
    expect(said('ro').slice(1, 4)).toEqual([
      '2 solicitări deschise',
      '5 solicitări deschise',
      '21 de solicitări deschise',
    ]);
    expect(said('de').at(-1)).toBe('1.200 offene Anfragen');
    expect(said('en').at(-1)).toBe('1,200 open support cases');
  });

  it.each([
    ['pl', 'pl'],
    ['PL_pl', 'pl'],
    ['de-AT', 'de'],
    ['Polish', 'pl'],
    [' polski ', 'pl'],
    ['Deutsch', 'de'],
    ['rumeno', 'ro'],
    ['русский', 'ru'],
    ['ita', 'it'],
    ['fr', null],
    ['', null],
    [null, null],
    ['plain', null],
  ])('%s is %s', (text, code) => {
    expect(spokenLanguage(text)).toBe(code);
  });
});

describe('what is said to a customer', () => {
  const play = {
    message: { pl: 'Mamy coś dla Ciebie', en: 'Something for you' },
    offer: { name: { en: '10% off', pl: '10% taniej' }, cost: 4, acceptedShare: 0.5 },
  };

  it('is in the customer’s language, what the reasons are about first, the offer last', () => {
    expect(speak(someone, play, 'en')).toEqual({
      spoken: 'pl',
      message: 'Mamy coś dla Ciebie',
      offer: '10% taniej',
      point_1: '3 otwarte zgłoszenia, najstarsze od 12 dni',
      point_2: 'Ostatni komentarz był negatywny',
      point_3: 'Oferta: 10% taniej',
    });
    const about = (group: string) =>
      speak({ ...someone, reasons: [{ group, feature: 'f', text: '', contribution: 1 }] }, null, 'en')
        .point_1;
    expect(about('satisfaction')).toBe('Ostatnia odpowiedź NPS: 4 na 10');
    expect(about('recency')).toBe('Ostatnie zamówienie: 40 dni temu');
  });

  it('is in the business’s where the customer’s is not known or not shipped', () => {
    for (const language of [null, 'fr'])
      expect(speak({ ...someone, language }, play, 'en')).toMatchObject({
        spoken: 'en',
        message: 'Something for you',
        point_3: 'Offer: 10% off',
      });
    const german = speak({ ...someone, language: 'de' }, play, 'en');
    expect(german).toMatchObject({
      spoken: 'de',
      message: 'Something for you',
      point_1: '3 offene Anfragen, die älteste seit 12 Tagen',
    });
    expect(speak(someone, { message: 'Tell them' }, 'en').message).toBe('Tell them');
  });

  it('is nothing where nothing is known', () => {
    const nobody = {
      ...someone,
      reasons: [],
      open_tickets: 0,
      sentiment: null,
      last_nps: null,
      last_order_days: null,
    };
    expect(speak(nobody, null, 'en')).toMatchObject({
      message: null,
      offer: null,
      point_1: null,
      point_2: null,
    });
    expect(speak({ ...nobody, last_order_days: 0 }, null, 'en').point_1).toBe('Ostatnie zamówienie: dzisiaj');
  });
});
