import type { PointTexts } from '../words.ts';

export const it: PointTexts = {
  locale: 'it-IT',
  openCases: {
    one: '{n} richiesta aperta',
    many: '{n} di richieste aperte',
    other: '{n} richieste aperte',
  },
  oldest: {
    one: 'la più vecchia da {n} giorno',
    many: 'la più vecchia da {n} di giorni',
    other: 'la più vecchia da {n} giorni',
  },
  nps: 'Ultima risposta NPS: {score} su 10',
  csat: 'Ultimo voto di soddisfazione: {score}',
  ces: 'Ultimo voto sulla facilità: {score} su 7',
  negative: "L'ultimo commento era negativo",
  mixed: "L'ultimo commento era contrastante",
  positive: "L'ultimo commento era positivo",
  orderedToday: 'Ultimo ordine: oggi',
  ordered: {
    one: 'Ultimo ordine: {n} giorno fa',
    many: 'Ultimo ordine: {n} di giorni fa',
    other: 'Ultimo ordine: {n} giorni fa',
  },
  messages: {
    one: '{n} contatto da parte nostra negli ultimi 90 giorni',
    many: '{n} di contatti da parte nostra negli ultimi 90 giorni',
    other: '{n} contatti da parte nostra negli ultimi 90 giorni',
  },
  offer: 'Offerta: {offer}',
};
