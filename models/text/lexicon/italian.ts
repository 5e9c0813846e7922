import type { MoodWords } from './mood-words.ts';

export const italian: MoodWords = {
  good: `buono buona buoni buone bene ottim* eccellent* perfett* fantastic* meraviglios* splendid* bello bella belli belle bravo bravi brava
    bravissim* veloc* rapid* facil* semplic* gentil* cortes* disponibil* utile utili soddisfatt* content* felic* grazie consiglio
    consigliat* consigliatissim* miglior* comod* puntual* affidabil* onest* funziona piac* adoro amo super convenient* chiar* impeccabil*`,
  bad: `pessim* male cattiv* brutt* orribil* terribil* peggio peggior* lent* ritard* rott* rotto difettos* danneggiat* errore errori blocca
    bloccat* delus* deludent* insoddisf* scortes* maleducat* arrabbiat* vergogn* truff* problem* costos* caro cara cari care difficil*
    impossibil* inutil* attesa aspetto aspettando rifiutat* scadent* sconsigli* schifo schifos* disastr* mai nessuno manca mancan* reclam*
    odio triste confus* assurd* sbagliat*`,
  not: 'non senza mai né nessun nessuna',
};
