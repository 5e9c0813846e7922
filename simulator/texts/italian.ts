import type { Phrases } from './phrases.ts';

export const italian: Phrases = {
  good: {
    delivery: [
      'il pacco è arrivato con un giorno di anticipo',
      'consegna velocissima',
      'nessun problema con la consegna',
    ],
    payment: ['pagare è stato facile', 'il pagamento è andato subito', 'nessun intoppo alla cassa'],
    quality: ['la qualità è ottima', 'tutto come descritto', 'niente di rotto, ben imballato'],
    refund: [
      'rimborso arrivato in due giorni',
      'il reso è stato semplice',
      'mi hanno rimborsato senza storie',
    ],
    question: [
      'ho avuto una risposta chiara',
      'grazie della spiegazione',
      'volevo solo chiedere della taglia',
    ],
    account: [
      'il mio account funziona di nuovo',
      'ora accedere è semplice',
      'ho cambiato indirizzo senza problemi',
    ],
    price: ['buon rapporto qualità-prezzo', 'il prezzo è giusto', 'non è affatto caro'],
    app: ['la app è comoda', 'la app non si è mai bloccata', 'riordinare richiede pochi secondi'],
    service: ['operatore gentile e veloce', 'risolto alla prima chiamata', 'mi hanno aiutato davvero'],
  },
  bad: {
    delivery: [
      'il pacco è di nuovo in ritardo',
      'sto ancora aspettando il mio ordine',
      'il corriere non si è visto',
    ],
    payment: ['carta rifiutata tre volte', 'il pagamento non funziona', 'mi hanno addebitato due volte'],
    quality: [
      'è arrivato rotto',
      'la qualità non è quella promessa',
      'ha smesso di funzionare dopo una settimana',
    ],
    refund: ['non ho ancora il rimborso', 'nessuno mi restituisce i soldi', 'il modulo di reso non funziona'],
    question: [
      'nessuno risponde alla mia domanda',
      'la descrizione non è chiara',
      'non capisco quale taglia prendere',
    ],
    account: ['non riesco ad accedere', 'il mio account è bloccato', 'il link per la password non arriva'],
    price: ['i prezzi sono aumentati troppo', 'ora è troppo caro', 'non vale più quello che costa'],
    app: [
      'la app si blocca di continuo',
      'la app è lenta e piena di errori',
      'con l’aggiornamento è peggiorata',
    ],
    service: [
      'mi hanno rimbalzato da un operatore all’altro',
      'l’assistenza non aiuta',
      'tre giorni senza risposta',
    ],
  },
  opening: {
    good: ['Molto contenta:', 'Tutto bene,', 'Grazie,', 'Consiglio,', 'Ottimo negozio,'],
    bad: ['Delusa:', 'Non sono contento,', 'Sinceramente,', 'È fastidioso,', 'Inaccettabile,'],
  },
  closing: {
    good: ['ordinerò ancora', 'continuate così', 'lo consiglio a tutti', 'niente da ridire'],
    bad: ['non ordino più', 'per favore sistemate', 'mi aspettavo di più', 'è stata l’ultima volta'],
  },
  ironic: ['Complimenti, davvero bravi:', 'Fantastico, proprio quello che mi serviva:', 'Bravissimi,'],
  but: 'ma',
  aside: [
    'sono cliente da un po’',
    'di solito ordino per tutta la famiglia',
    'mi ha parlato di voi una vicina',
  ],
};
