import type { PointTexts } from '../words.ts';

export const ro: PointTexts = {
  locale: 'ro-RO',
  openCases: {
    one: '{n} solicitare deschisă',
    few: '{n} solicitări deschise',
    other: '{n} de solicitări deschise',
  },
  oldest: {
    one: 'cea mai veche de {n} zi',
    few: 'cea mai veche de {n} zile',
    other: 'cea mai veche de {n} de zile',
  },
  nps: 'Ultimul răspuns NPS: {score} din 10',
  csat: 'Ultima notă pentru satisfacție: {score}',
  ces: 'Ultima notă pentru ușurința rezolvării: {score} din 7',
  negative: 'Ultimul comentariu a fost negativ',
  mixed: 'Ultimul comentariu a fost împărțit',
  positive: 'Ultimul comentariu a fost pozitiv',
  orderedToday: 'Ultima comandă: astăzi',
  ordered: {
    one: 'Ultima comandă: acum {n} zi',
    few: 'Ultima comandă: acum {n} zile',
    other: 'Ultima comandă: acum {n} de zile',
  },
  messages: {
    one: '{n} contact din partea noastră în ultimele 90 de zile',
    few: '{n} contacte din partea noastră în ultimele 90 de zile',
    other: '{n} de contacte din partea noastră în ultimele 90 de zile',
  },
  offer: 'Ofertă: {offer}',
};
