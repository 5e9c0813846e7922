import type { PointTexts } from '../words.ts';

export const de: PointTexts = {
  locale: 'de-DE',
  openCases: { one: '{n} offene Anfrage', other: '{n} offene Anfragen' },
  oldest: { one: 'die älteste seit {n} Tag', other: 'die älteste seit {n} Tagen' },
  nps: 'Letzte NPS-Antwort: {score} von 10',
  csat: 'Letzte Zufriedenheitsnote: {score}',
  ces: 'Letzte Note, wie einfach es war: {score} von 7',
  negative: 'Der letzte Kommentar war negativ',
  mixed: 'Der letzte Kommentar war gemischt',
  positive: 'Der letzte Kommentar war positiv',
  orderedToday: 'Letzte Bestellung: heute',
  ordered: { one: 'Letzte Bestellung: vor {n} Tag', other: 'Letzte Bestellung: vor {n} Tagen' },
  messages: {
    one: '{n} Kontakt von uns in den letzten 90 Tagen',
    other: '{n} Kontakte von uns in den letzten 90 Tagen',
  },
  offer: 'Angebot: {offer}',
};
