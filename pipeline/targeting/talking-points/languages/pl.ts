import type { PointTexts } from '../words.ts';

export const pl: PointTexts = {
  locale: 'pl-PL',
  openCases: {
    one: '{n} otwarte zgłoszenie',
    few: '{n} otwarte zgłoszenia',
    many: '{n} otwartych zgłoszeń',
    other: '{n} otwartego zgłoszenia',
  },
  oldest: {
    one: 'najstarsze od {n} dnia',
    few: 'najstarsze od {n} dni',
    many: 'najstarsze od {n} dni',
    other: 'najstarsze od {n} dnia',
  },
  nps: 'Ostatnia odpowiedź NPS: {score} na 10',
  csat: 'Ostatnia ocena zadowolenia: {score}',
  ces: 'Ostatnia ocena łatwości załatwienia sprawy: {score} na 7',
  negative: 'Ostatni komentarz był negatywny',
  mixed: 'Ostatni komentarz był mieszany',
  positive: 'Ostatni komentarz był pozytywny',
  orderedToday: 'Ostatnie zamówienie: dzisiaj',
  ordered: {
    one: 'Ostatnie zamówienie: {n} dzień temu',
    few: 'Ostatnie zamówienie: {n} dni temu',
    many: 'Ostatnie zamówienie: {n} dni temu',
    other: 'Ostatnie zamówienie: {n} dnia temu',
  },
  messages: {
    one: '{n} kontakt z naszej strony w ostatnich 90 dniach',
    few: '{n} kontakty z naszej strony w ostatnich 90 dniach',
    many: '{n} kontaktów z naszej strony w ostatnich 90 dniach',
    other: '{n} kontaktu z naszej strony w ostatnich 90 dniach',
  },
  offer: 'Oferta: {offer}',
};
