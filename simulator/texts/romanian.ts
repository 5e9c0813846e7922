import type { Phrases } from './phrases.ts';

export const romanian: Phrases = {
  good: {
    delivery: ['coletul a ajuns cu o zi mai devreme', 'livrarea a fost rapidă', 'nicio problemă cu livrarea'],
    payment: ['plata a mers din prima', 'am plătit foarte ușor', 'fără probleme la plată'],
    quality: ['calitatea este excelentă', 'totul este conform descrierii', 'nimic stricat, bine ambalat'],
    refund: ['banii s-au întors în două zile', 'returul a fost simplu', 'mi-au dat banii fără discuții'],
    question: ['am primit un răspuns clar', 'mulțumesc pentru explicații', 'voiam doar să întreb de mărime'],
    account: [
      'contul funcționează din nou',
      'autentificarea e simplă acum',
      'am schimbat adresa fără probleme',
    ],
    price: ['raport bun calitate-preț', 'prețul este corect', 'nu e deloc scump'],
    app: [
      'aplicația este comodă',
      'aplicația nu s-a blocat niciodată',
      'recomand din aplicație în câteva secunde',
    ],
    service: ['operatorul a fost amabil și rapid', 'rezolvat din primul apel', 'chiar m-au ajutat'],
  },
  bad: {
    delivery: ['coletul întârzie din nou', 'încă aștept comanda', 'curierul nu a mai venit'],
    payment: ['cardul a fost respins de trei ori', 'plata nu merge', 'mi-au luat banii de două ori'],
    quality: ['a ajuns spart', 'calitatea nu este cea promisă', 's-a stricat după o săptămână'],
    refund: ['încă nu am primit banii înapoi', 'nimeni nu îmi dă banii', 'formularul de retur nu merge'],
    question: [
      'nimeni nu răspunde la întrebare',
      'descrierea este neclară',
      'nu știu ce mărime mi se potrivește',
    ],
    account: ['nu mă pot autentifica', 'contul meu este blocat', 'linkul pentru parolă nu vine'],
    price: ['prețurile au crescut prea mult', 'e prea scump acum', 'nu mai merită banii'],
    app: [
      'aplicația se blochează mereu',
      'aplicația e lentă și plină de erori',
      'după actualizare e mai rău',
    ],
    service: ['m-au plimbat de la un operator la altul', 'asistența nu ajută', 'trei zile fără răspuns'],
  },
  opening: {
    good: ['Foarte mulțumită:', 'Totul e bine,', 'Mulțumesc,', 'Recomand,', 'Magazin grozav,'],
    bad: ['Dezamăgit:', 'Nu sunt mulțumită,', 'Sincer,', 'E enervant,', 'Inacceptabil,'],
  },
  closing: {
    good: ['voi comanda din nou', 'țineți-o tot așa', 'recomand tuturor', 'nu am nimic de reproșat'],
    bad: ['nu mai comand', 'vă rog să rezolvați', 'mă așteptam la mai mult', 'a fost ultima dată'],
  },
  ironic: ['Bravo, minunat:', 'Excelent, exact ce îmi lipsea:', 'Felicitări,'],
  but: 'dar',
  aside: ['sunt client de ceva vreme', 'de obicei comand pentru toată familia', 'mi-a spus o vecină de voi'],
};
